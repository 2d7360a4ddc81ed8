/** What a training is asked for and what it gives: settings, results of epochs, summaries. */
@NullMarked
package org.hasnas.domain.training;

import org.jspecify.annotations.NullMarked;
