/**
 * The one plan by which a network is computed: what a {@link org.hasnas.network.Network} lists, put together as stages, cells, nodes and edges.
 *
 * <p>A {@link org.hasnas.network.plan.NetworkPlan} is made once from a network; simulations, training, chip inference and cost models walk through
 * it and add nothing but arithmetic and memory. No arrays and no weights here.
 */
@NullMarked
package org.hasnas.network.plan;

import org.jspecify.annotations.NullMarked;
