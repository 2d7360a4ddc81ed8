/** Runs the long work of the use cases: the only place that makes threads. Whoever asks for work gets a {@link org.hasnas.job.JobHandle}. */
@NullMarked
package org.hasnas.workbench.jobs;

import org.jspecify.annotations.NullMarked;
