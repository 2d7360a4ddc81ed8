/** Tests in the package of what they test. */
@NullMarked
package org.hasnas.ui.chart;

import org.jspecify.annotations.NullMarked;
