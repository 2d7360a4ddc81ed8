/**
 * The table of SpikeNAS-Bench (IEEE TAI 2025, doi 10.1109/TAI.2025.3534136): networks that others trained, read from the user's own copy.
 * No row of it comes with the program.
 */
@NullMarked
package org.hasnas.score.spikenas;

import org.jspecify.annotations.NullMarked;
