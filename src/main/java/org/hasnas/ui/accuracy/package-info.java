/**
 * Accuracies in the window: predicted, from a benchmark, trained, on the chip; read and predicted in the background. No kind is ever put in
 * the place of another, and a fitness is none of them.
 */
@NullMarked
package org.hasnas.ui.accuracy;

import org.jspecify.annotations.NullMarked;
