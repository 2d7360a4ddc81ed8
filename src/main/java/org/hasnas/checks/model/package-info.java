/** What benchmarks and comparisons with other tools ask and answer, as plain data. Nothing here measures or computes. */
@NullMarked
package org.hasnas.checks.model;

import org.jspecify.annotations.NullMarked;
