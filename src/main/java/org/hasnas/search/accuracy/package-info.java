/**
 * What is known of the accuracies of a search's candidates: measured ones, those of a table of trained networks, and predictions learnt from
 * one of the two.
 */
@NullMarked
package org.hasnas.search.accuracy;

import org.jspecify.annotations.NullMarked;
