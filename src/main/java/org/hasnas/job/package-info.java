/**
 * Ports through which long computations report progress and notice that they should stop. No threads and no toolkit here:
 * whoever runs a computation (the workbench, a test) implements {@link org.hasnas.job.JobContext}.
 */
@NullMarked
package org.hasnas.job;

import org.jspecify.annotations.NullMarked;

