/** The whole network of the design that is looked at: a diagram, what is known of each layer, and its cell to be changed edge by edge. */
@NullMarked
package org.hasnas.ui.network;

import org.jspecify.annotations.NullMarked;
