/** What benchmarks and comparisons with other tools ask and answer, as plain data. Nothing here measures or computes. */
@NullMarked
package org.hasnas.domain.measurement;

import org.jspecify.annotations.NullMarked;
