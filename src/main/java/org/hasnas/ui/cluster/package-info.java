/** Where the window's work is done: in this program or on a cluster. */
@NullMarked
package org.hasnas.ui.cluster;

import org.jspecify.annotations.NullMarked;
