/** The live plot. Knows points and axes, neither trials nor the workbench. */
@NullMarked
package org.hasnas.ui.plot;

import org.jspecify.annotations.NullMarked;
