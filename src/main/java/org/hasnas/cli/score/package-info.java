/** Commands about networks that nobody has trained: training-free scores and predicted accuracy. */
@NullMarked
package org.hasnas.cli.score;

import org.jspecify.annotations.NullMarked;
