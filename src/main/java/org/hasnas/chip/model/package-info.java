/**
 * What is set about the chip: the cost model and its inputs. The models themselves are in {@code crossbar.cost}, their constants in
 * {@code catalog}.
 */
@NullMarked
package org.hasnas.chip.model;

import org.jspecify.annotations.NullMarked;

