/**
 * Requests, trials and reports: what goes into a search and what comes out. A run is its {@link org.hasnas.domain.run.SearchRequest}
 * plus an append-only list of {@link org.hasnas.domain.run.Trial}s; the same request gives the same trials on any machine and with
 * any number of threads.
 */
@NullMarked
package org.hasnas.domain.run;

import org.jspecify.annotations.NullMarked;
