package org.hasnas.ui.chip;

import org.hasnas.chip.inference.model.ChipWeights;

/**
 * A network that can be put on a chip, as it is offered to the user: a finished training, or an imported network.
 *
 * @param name short, for sentences
 */
public record ChipNetwork(ChipWeights weights, String name, String text) {}
