/**
 * Recordings of event cameras and spike data sets: the formats of the public data sets, and how events become frames. Files are read piece by piece;
 * no size that a file declares is believed before the bytes are there. Every defect is a sentence with file, place, what was found and what was
 * expected.
 */
@NullMarked
package org.hasnas.data.event;

import org.jspecify.annotations.NullMarked;
