/** Use cases that take networks in from other tools and hand them out to others. */
@NullMarked
package org.hasnas.workbench.exchange;

import org.jspecify.annotations.NullMarked;
