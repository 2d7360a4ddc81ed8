/** Trainings of candidates: their settings, those that run, wait or are stored, and their curves. */
@NullMarked
package org.hasnas.ui.training;

import org.jspecify.annotations.NullMarked;
