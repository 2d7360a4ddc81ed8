/** The only place that makes threads: worker pools for candidates, one thread per search, and background tasks of front ends. */
@NullMarked
package org.hasnas.workbench.jobs;

import org.jspecify.annotations.NullMarked;

