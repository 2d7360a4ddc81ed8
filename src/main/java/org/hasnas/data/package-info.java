/**
 * Reads labelled image sets in their usual formats, and brings a download into a project. Pixels stay bytes until a
 * batch is asked for. Nothing here knows networks, spikes or which images a run draws.
 *
 * <p>A defect of a file is a {@link org.hasnas.error.HasnasException} that names the file, the byte offset or line, what was
 * found there and what was expected; {@link org.hasnas.data.file.DataDefect} makes all of them.
 */
@NullMarked
package org.hasnas.data;

import org.jspecify.annotations.NullMarked;
