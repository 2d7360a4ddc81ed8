/** What a trained network loses on a simulated chip: its conditions, a sweep over one of them, and the accuracies that are left. */
@NullMarked
package org.hasnas.ui.chip;

import org.jspecify.annotations.NullMarked;
