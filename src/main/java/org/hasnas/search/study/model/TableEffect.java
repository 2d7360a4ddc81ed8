package org.hasnas.search.study.model;

/**
 * What leaving out an operation does to trained accuracy, over all networks of a table. Each network that has the operation is compared with the mean
 * of those that differ from it only in the edges that have it; networks that learn nothing are left out and counted.
 *
 * @param pairs comparisons of two networks
 * @param accuracyChangeFraction change of accuracy, one value per network that has the operation
 * @param deadWithFraction share of the table's networks with the operation that learn nothing
 * @param deadWithoutFraction share of those without it
 */
public record TableEffect(long pairs, Interval accuracyChangeFraction, double deadWithFraction, double deadWithoutFraction) {}
