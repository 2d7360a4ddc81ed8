/** Reads labelled image sets in the formats people have them in. Pixels stay bytes until a batch is asked for. */
@NullMarked
package org.hasnas.dataset;

import org.jspecify.annotations.NullMarked;
