/** Networks that leave for other tools: which format, with which weights, to which file. */
@NullMarked
package org.hasnas.ui.exchange;

import org.jspecify.annotations.NullMarked;
