/** What simulations tell to other parts: how often layers fire. Nothing here simulates. */
@NullMarked
package org.hasnas.simulation.model;

import org.jspecify.annotations.NullMarked;
