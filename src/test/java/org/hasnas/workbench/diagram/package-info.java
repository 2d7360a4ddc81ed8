/** Tests in the package of what they test. */
@NullMarked
package org.hasnas.workbench.diagram;

import org.jspecify.annotations.NullMarked;
