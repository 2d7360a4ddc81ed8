/**
 * What describes a measurement of accuracy on the chip: the request with its conditions, the points it gives, and its progress. No arithmetic and no
 * crossbars here.
 */
@NullMarked
package org.hasnas.chip.inference.model;

import org.jspecify.annotations.NullMarked;
