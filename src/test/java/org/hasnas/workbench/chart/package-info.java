/** Tests in the package of what they test. */
@NullMarked
package org.hasnas.workbench.chart;

import org.jspecify.annotations.NullMarked;
