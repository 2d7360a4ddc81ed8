/** Whole networks as diagrams, whoever draws them, with the facts of each layer. */
@NullMarked
package org.hasnas.workbench.diagram;

import org.jspecify.annotations.NullMarked;
