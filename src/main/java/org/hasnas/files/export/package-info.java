/**
 * Writes results in formats that other programs read. Each exporter turns a value of {@code domain} into text; writing files is the
 * workbench's business, and reading anything back that of {@code codec}.
 */
@NullMarked
package org.hasnas.files.export;

import org.jspecify.annotations.NullMarked;

