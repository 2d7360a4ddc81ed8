/**
 * What is searched: operations, cells as connection matrices, search spaces, and the macro-architecture (template) they sit in.
 *
 * <p>A {@link org.hasnas.network.SearchSpace} gives digits their meaning, an
 * {@link org.hasnas.network.Architecture} is a choice of digits, a
 * {@link org.hasnas.network.NetworkTemplate} is everything around the cells, and the three together make a
 * {@link org.hasnas.network.Network}: the one list of layers that simulation, parameter count and chip cost share.
 * No arrays, no weights, no hardware here.
 */
@NullMarked
package org.hasnas.network;

import org.jspecify.annotations.NullMarked;
