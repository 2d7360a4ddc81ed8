/**
 * The file formats of the program: versioned JSON for requests and candidates, {@code project.yaml} for projects, and the hash of a
 * candidate. The mapping is written out by hand here, so that records carry no annotations and a renamed component does not
 * silently change a format.
 *
 * <p>Both formats are read into one small tree whose every node knows its line and column ({@link org.hasnas.document.Value}), so
 * that each mistake is told with its place. {@code format} and {@code version} come first in each JSON file; what a newer program wrote is
 * refused, never read in part. No JDBC, no search, no user interface here.
 */
@NullMarked
package org.hasnas.files.codec;

import org.jspecify.annotations.NullMarked;
