/** Graphs of NIR, the interchange format of spiking networks: nodes, parameters and edges as a file holds them, and what is known about them. */
@NullMarked
package org.hasnas.nir.model;

import org.jspecify.annotations.NullMarked;
