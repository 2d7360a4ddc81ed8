/**
 * Records about the chip: settings of the cost models, cost reports, and requests and results of simulated crossbars. The models are in {@code
 * chip.cost}, their constants in {@code chip.catalog}.
 */
@NullMarked
package org.hasnas.chip.model;

import org.jspecify.annotations.NullMarked;
