package org.hasnas.chip.model;

/**
 * One crossbar of a layer, to be looked at.
 *
 * @param layer the layer and its crossbars
 * @param array number of the crossbar, from 0, in the order of {@link CrossbarMapReport#arrays}
 * @param activeFraction share of the rows that are at the read voltage, drawn by the seed
 * @param adcBits of the converters of the columns
 */
public record CrossbarArrayRequest(CrossbarMapRequest layer, int array, double activeFraction, int adcBits) {}
