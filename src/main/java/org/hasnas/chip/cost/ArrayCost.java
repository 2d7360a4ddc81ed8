package org.hasnas.chip.cost;

import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * One array with its periphery, and one read of it with all its columns converted.
 *
 * @param sliceEnergy to add the slices of the weights
 */
public record ArrayCost(Area cellsArea, Area adcArea, Area driversArea, Energy cellsEnergy, Energy adcEnergy, Energy sliceEnergy,
        Energy driversEnergy, Latency clock) {}
