/** What describes a training: request, settings, epochs, summary; and accuracies, each with its kind and source. Nothing here trains. */
@NullMarked
package org.hasnas.training.model;

import org.jspecify.annotations.NullMarked;
