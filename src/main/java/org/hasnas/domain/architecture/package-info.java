/**
 * What is searched: operations, cells as connection matrices, search spaces, and the macro-architecture (template) they sit in.
 *
 * <p>A {@link org.hasnas.domain.architecture.SearchSpace} gives digits their meaning, an
 * {@link org.hasnas.domain.architecture.Architecture} is a choice of digits, a
 * {@link org.hasnas.domain.architecture.NetworkTemplate} is everything around the cells, and the three together make a
 * {@link org.hasnas.domain.architecture.Network}: the one list of layers that simulation, parameter count and chip cost share.
 * No arrays, no weights, no hardware here.
 */
@NullMarked
package org.hasnas.domain.architecture;

import org.jspecify.annotations.NullMarked;
