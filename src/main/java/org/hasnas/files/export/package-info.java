/**
 * Writes results in formats that other programs read. Each exporter writes a value as text; files are written by the workbench, and what can be
 * read back is in {@code files.codec}.
 */
@NullMarked
package org.hasnas.files.export;

import org.jspecify.annotations.NullMarked;
