/**
 * Long work as both sides see it: whoever computes gets a {@link org.hasnas.job.JobContext}, through which it reports progress and notices that it
 * should stop; whoever asked for the work gets a {@link org.hasnas.job.JobHandle}. No threads and no toolkit here: the workbench brings both
 * together.
 */
@NullMarked
package org.hasnas.job;

import org.jspecify.annotations.NullMarked;
