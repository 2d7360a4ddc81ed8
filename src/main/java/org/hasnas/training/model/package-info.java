/** What describes a training: request, settings, epochs, summary; and accuracies, each with its kind and source. */
@NullMarked
package org.hasnas.training.model;

import org.jspecify.annotations.NullMarked;
