/** What benchmarks ask and answer: times, speeds and memory, as plain data. Nothing here measures. */
@NullMarked
package org.hasnas.domain.measurement;

import org.jspecify.annotations.NullMarked;
