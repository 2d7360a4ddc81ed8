package org.hasnas.chip.inference.model;

/**
 * How far a measured crossbar is from what should be in it.
 *
 * @param layer whose weights it holds
 * @param rowBlock crossbar over the rows of the layer, from 0
 * @param columnBlock crossbar over its columns
 * @param measuredCells cells with a weight that were measured
 * @param wrongCells of these, cells that are nearer to another level than to their own
 * @param deviationSteps root of the mean square of the differences, in steps from level to level
 */
public record DieFault(String layer, int rowBlock, int columnBlock, int measuredCells, int wrongCells, double deviationSteps) {}
