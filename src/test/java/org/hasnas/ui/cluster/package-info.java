@NullMarked
package org.hasnas.ui.cluster;

import org.jspecify.annotations.NullMarked;
