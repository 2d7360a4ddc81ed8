package org.hasnas.ui.chip;

/** A training whose weights can be put on a chip, as it is offered to the user. */
public record FinishedTraining(long id, String text) {}
