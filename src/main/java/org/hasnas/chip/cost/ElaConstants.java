package org.hasnas.chip.cost;

import static org.hasnas.chip.model.CatalogUnit.BIT;
import static org.hasnas.chip.model.CatalogUnit.CLOCK;
import static org.hasnas.chip.model.CatalogUnit.COLUMN;
import static org.hasnas.chip.model.CatalogUnit.LAYER;
import static org.hasnas.chip.model.CatalogUnit.MEGAHERTZ;
import static org.hasnas.chip.model.CatalogUnit.ONE;
import static org.hasnas.chip.model.CatalogUnit.PICOJOULE;
import static org.hasnas.chip.model.CatalogUnit.SQUARE_MICROMETRE;

import java.util.HashSet;
import java.util.Set;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.error.HasnasException;

/** The catalogue's entries as numbers: energies in pJ, areas in um2. Read once; every entry must be known and present. */
final class ElaConstants {
    static final String SRAM_CROSSBAR_ENERGY = "crossbar.energy.sram";

    final double rramEnergy;
    final double sramEnergy;
    final double adcEnergy;
    final double multiplexerEnergy;
    final double subtractorEnergy;
    final double temporaryBufferEnergy;
    final double tileBufferEnergy;
    final double hTreeEnergy;
    final double memoryFetchEnergy;
    final double neuronEnergy;

    final double rramArea;
    final double sramArea;
    final double adcArea;
    final double multiplexerArea;
    final double subtractorArea;
    final double temporaryBufferArea;
    final double tileBufferArea;
    final double hTreeArea;
    /** Of the memory of one input value or one neuron. */
    final double memoryArea;

    final int layersWithNeuronMemory;
    final int columnsPerAdc;
    final double subtractionsPerCycle;
    final double pipelineStartFraction;
    final int clocksPerPeCycle;
    final int clockMegahertz;

    ElaConstants(ComponentCatalog catalog) throws HasnasException {
        Reader read = new Reader(catalog);
        rramEnergy = read.value("crossbar.energy.rram", PICOJOULE);
        sramEnergy = read.value(SRAM_CROSSBAR_ENERGY, PICOJOULE);
        adcEnergy = read.value("adc.energy", PICOJOULE);
        multiplexerEnergy = read.value("multiplexer.energy", PICOJOULE);
        subtractorEnergy = read.value("subtractor.energy", PICOJOULE);
        temporaryBufferEnergy = read.value("temporary-buffer.energy", PICOJOULE);
        tileBufferEnergy = read.value("tile-buffer.energy", PICOJOULE);
        hTreeEnergy = read.value("h-tree.energy", PICOJOULE);
        memoryFetchEnergy = read.value("memory-fetch.energy", PICOJOULE);
        neuronEnergy = read.value("neuron.energy", PICOJOULE);
        rramArea = read.value("crossbar.area.rram", SQUARE_MICROMETRE);
        sramArea = read.value("crossbar.area.sram", SQUARE_MICROMETRE);
        adcArea = read.value("adc.area", SQUARE_MICROMETRE);
        multiplexerArea = read.value("multiplexer.area", SQUARE_MICROMETRE);
        subtractorArea = read.value("subtractor.area", SQUARE_MICROMETRE);
        temporaryBufferArea = read.value("temporary-buffer.area", SQUARE_MICROMETRE);
        tileBufferArea = read.value("tile-buffer.area", SQUARE_MICROMETRE);
        hTreeArea = read.value("h-tree.area", SQUARE_MICROMETRE);
        memoryArea = read.value("memory.area-per-bit", SQUARE_MICROMETRE) * read.count("memory.bits-per-neuron", BIT);
        layersWithNeuronMemory = read.count("neuron-memory.layers", LAYER);
        columnsPerAdc = read.count("crossbar.columns-per-adc", COLUMN);
        subtractionsPerCycle = read.count("subtractor.uses-per-cycle", ONE);
        pipelineStartFraction = read.value("pipeline.start-fraction", ONE);
        clocksPerPeCycle = read.count("pe-cycle.clocks", CLOCK);
        clockMegahertz = read.count("clock.frequency", MEGAHERTZ);
        catalog.requireOnly(read.keys);
    }

    double crossbarEnergy(CellDevice device) {
        return switch (device) {
            case RRAM -> rramEnergy;
            case SRAM -> sramEnergy;
        };
    }

    double crossbarArea(CellDevice device) {
        return switch (device) {
            case RRAM -> rramArea;
            case SRAM -> sramArea;
        };
    }

    /** Reads entries and remembers which, so that the unknown ones can be found. */
    private static final class Reader {
        private final ComponentCatalog catalog;
        private final Set<String> keys = new HashSet<>();

        Reader(ComponentCatalog catalog) {
            this.catalog = catalog;
        }

        double value(String key, CatalogUnit unit) throws HasnasException {
            keys.add(key);
            return catalog.value(key, unit);
        }

        int count(String key, CatalogUnit unit) throws HasnasException {
            keys.add(key);
            return catalog.count(key, unit);
        }
    }
}
