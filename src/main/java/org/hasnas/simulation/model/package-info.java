/** What simulations tell to other parts. */
@NullMarked
package org.hasnas.simulation.model;

import org.jspecify.annotations.NullMarked;
