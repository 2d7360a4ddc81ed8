/** Charts as data, whoever draws them, and as files: SVG and CSV. */
@NullMarked
package org.hasnas.workbench.chart;

import org.jspecify.annotations.NullMarked;
