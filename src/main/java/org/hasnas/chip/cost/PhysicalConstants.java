package org.hasnas.chip.cost;

import static org.hasnas.chip.model.CatalogUnit.CLOCK;
import static org.hasnas.chip.model.CatalogUnit.FEATURE;
import static org.hasnas.chip.model.CatalogUnit.FEATURE_SQUARE;
import static org.hasnas.chip.model.CatalogUnit.MICROMETRE;
import static org.hasnas.chip.model.CatalogUnit.MICROSIEMENS;
import static org.hasnas.chip.model.CatalogUnit.MICROWATT;
import static org.hasnas.chip.model.CatalogUnit.MICROWATT_PER_MICROSIEMENS;
import static org.hasnas.chip.model.CatalogUnit.NANOMETRE;
import static org.hasnas.chip.model.CatalogUnit.NANOSECOND;
import static org.hasnas.chip.model.CatalogUnit.NANOWATT;
import static org.hasnas.chip.model.CatalogUnit.OHM;
import static org.hasnas.chip.model.CatalogUnit.ONE;
import static org.hasnas.chip.model.CatalogUnit.PICOJOULE;
import static org.hasnas.chip.model.CatalogUnit.PICOJOULE_PER_BIT;
import static org.hasnas.chip.model.CatalogUnit.PICOJOULE_PER_BIT_MICROMETRE;
import static org.hasnas.chip.model.CatalogUnit.PICOJOULE_PER_MICROSIEMENS;
import static org.hasnas.chip.model.CatalogUnit.SQUARE_MICROMETRE;
import static org.hasnas.chip.model.CatalogUnit.SQUARE_MICROMETRE_PER_MICROSIEMENS;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hasnas.chip.catalog.CatalogLaws;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.chip.model.ExpectedError;
import org.hasnas.error.HasnasException;

/**
 * The entries of a physical catalogue as numbers, each in the unit of its entry. Read once; every entry that the catalogue's laws have must be known
 * and present, those of other laws are 0.
 */
final class PhysicalConstants {
    final CatalogLaws laws;
    final double technologyFeature;
    final double cellArea;
    final double adcFlashArea;
    final double adcFlashEncoderArea;
    final double adcFlashEncoderDeep;
    final double adcSarAreaBase;
    final double adcSarAreaBit;
    final double accumulationAreaBase;
    final double accumulationAreaBit;
    final double accumulationAreaSlice;
    final double accumulationAreaSerial;
    final double accumulationBits;
    final double driverAreaRow;
    final double driverAreaSerial;
    final double driverAreaMultiplexer;
    final double bufferAreaTile;
    final double interconnectAreaKernel;
    final double interconnectAreaPlain;
    final double adcFlashPower;
    final double adcFlashPowerConductance;
    final double adcFlashTime;
    final double adcFlashEncoderEnergy;
    final double adcSarPowerBase;
    final double adcSarPowerBit;
    final double adcSarPowerConductance;
    final double adcSarTime;
    final double arrayReadTime;
    final double arrayReadCharge;
    final double driverEnergyRow;
    final double driverEnergyActive;
    final double driverEnergyMultiplexer;
    final double accumulationEnergyBit;
    final double accumulationEnergySlice;
    final double accumulationEnergySerial;
    final double accumulationEnergySerialBit;
    final double accumulationEnergySerialSlice;
    final double accumulationEnergyTree;
    final double bufferEnergyKernelIn;
    final double bufferEnergyKernelOut;
    final double bufferEnergyPlainIn;
    final double bufferEnergyPlainOut;
    final double bufferEnergyPlainPartial;
    final double interconnectEnergyKernelInChip;
    final double interconnectEnergyKernelOutTile;
    final double interconnectEnergyKernelOutChip;
    final double interconnectEnergyKernelArray;
    final double interconnectEnergyPlainInTile;
    final double interconnectEnergyPlainOutTile;
    final double interconnectEnergyPlainOutChip;
    final double interconnectEnergyPlainArray;
    final double clockBase;
    final double clockArray;
    final double clockMultiplexer;
    final double clockFlash;
    final double clockSar;
    final double clockOff;
    final double bufferCyclesKernelIn;
    final double bufferCyclesKernelValue;
    final double bufferCyclesKernelOut;
    final double bufferCyclesPlainIn;
    final double bufferCyclesPlainOut;
    final double bufferCyclesPlainOutMultiplexer;
    final double interconnectCyclesKernelOut;
    final double interconnectCyclesKernelIn;
    final double interconnectCyclesPlainIn;
    final double interconnectCyclesPlainOut;
    final double accumulationCyclesStage;
    final double activationOutputs;
    final double leakageFlash;
    final double leakageBit;
    final double leakageSerial;
    final double leakageRow;
    final double leakageChip;
    final double cellWidth;
    final double cellAccess;
    final double cellResistance;
    final double adcFlashAreaRow;
    final double accumulationAreaSerialBit;
    final double accumulationAreaRows;
    final double accumulationAreaRowsDoubling;
    final double accumulationAreaTree;
    final double accumulationAreaTile;
    final double accumulationAreaTileSerial;
    final double driverAreaCurrent;
    final double driverAreaEmpty;
    final double bufferAreaPe;
    final double bufferAreaRow;
    final double bufferAreaKernel;
    final double interconnectAreaKernelRow;
    final double interconnectAreaChip;
    final double adcFlashEnergy;
    final double adcFlashEnergyConductance;
    final double adcFlashEnergyFixed;
    final double adcFlashEnergyArray;
    final double adcFlashEnergyDeep;
    final double adcFlashEnergySettling;
    final double adcFlashSettling;
    final double adcFlashSettlingBit;
    final double adcFlashConductance;
    final double arrayReadEnergy;
    final double arrayReadEnergyConductance;
    final double driverEnergyColumn;
    final double driverEnergyCurrent;
    final double accumulationEnergyStage;
    final double accumulationEnergySerialInput;
    final double accumulationEnergyRows;
    final double interconnectEnergyKernelHeight;
    final double interconnectEnergyKernelWidth;
    final double interconnectEnergyPlainHeight;
    final double interconnectEnergyPlainWidth;
    final double interconnectEnergyPlainPartial;
    final double clockFlashBase;
    final double clockFlashSettling;
    final double clockFlashLow;
    final double clockSarBase;
    final double bufferCyclesKernelSum;
    final double bufferCyclesKernelOutput;
    final double bufferCyclesKernelBit;
    final double bufferCyclesKernelAll;
    final double bufferCyclesPlainOutput;
    final double bufferCyclesPlainBit;
    final double bufferCyclesPlainRow;
    final double bufferCyclesPlainRead;
    final double bufferCyclesPlainAll;
    final double interconnectCyclesKernelRow;
    final double interconnectCyclesKernelPixel;
    final double interconnectCyclesKernelAll;
    final double interconnectCyclesPlainRow;
    final double interconnectCyclesPlainPixel;
    final double activationCycles;
    final double lifEnergy;
    final double lifMemoryArea;
    final ExpectedError expectedError;
    final FabricConstants fabric;

    PhysicalConstants(ComponentCatalog catalog) throws HasnasException {
        laws = catalog.laws();
        Reader read = new Reader(catalog);
        Reader.OfLaws square = read.of(CatalogLaws.SQUARE_ARRAYS);
        Reader.OfLaws tall = read.of(CatalogLaws.TALL_ARRAYS);
        technologyFeature = read.value("technology.feature", NANOMETRE);
        cellArea = read.value("cell.area", FEATURE_SQUARE);
        adcFlashArea = read.value("adc.flash.area", SQUARE_MICROMETRE);
        adcFlashEncoderArea = square.value("adc.flash.encoder.area", SQUARE_MICROMETRE);
        adcFlashEncoderDeep = square.value("adc.flash.encoder.deep", ONE);
        adcSarAreaBase = read.value("adc.sar.area.base", SQUARE_MICROMETRE);
        adcSarAreaBit = read.value("adc.sar.area.bit", SQUARE_MICROMETRE);
        accumulationAreaBase = read.value("accumulation.area.base", SQUARE_MICROMETRE);
        accumulationAreaBit = read.value("accumulation.area.bit", SQUARE_MICROMETRE);
        accumulationAreaSlice = read.value("accumulation.area.slice", SQUARE_MICROMETRE);
        accumulationAreaSerial = read.value("accumulation.area.serial", SQUARE_MICROMETRE);
        accumulationBits = read.value("accumulation.bits", ONE);
        driverAreaRow = read.value("driver.area.row", SQUARE_MICROMETRE);
        driverAreaSerial = read.value("driver.area.serial", SQUARE_MICROMETRE);
        driverAreaMultiplexer = read.value("driver.area.multiplexer", SQUARE_MICROMETRE);
        bufferAreaTile = square.value("buffer.area.tile", SQUARE_MICROMETRE);
        interconnectAreaKernel = square.value("interconnect.area.kernel", MICROMETRE);
        interconnectAreaPlain = square.value("interconnect.area.plain", MICROMETRE);
        adcFlashPower = square.value("adc.flash.power", MICROWATT);
        adcFlashPowerConductance = square.value("adc.flash.power.conductance", MICROWATT_PER_MICROSIEMENS);
        adcFlashTime = square.value("adc.flash.time", NANOSECOND);
        adcFlashEncoderEnergy = square.value("adc.flash.encoder.energy", PICOJOULE);
        adcSarPowerBase = read.value("adc.sar.power.base", MICROWATT);
        adcSarPowerBit = read.value("adc.sar.power.bit", MICROWATT);
        adcSarPowerConductance = read.value("adc.sar.power.conductance", MICROWATT_PER_MICROSIEMENS);
        adcSarTime = read.value("adc.sar.time", NANOSECOND);
        arrayReadTime = square.value("array.read.time", NANOSECOND);
        arrayReadCharge = square.value("array.read.charge", PICOJOULE);
        driverEnergyRow = read.value("driver.energy.row", PICOJOULE);
        driverEnergyActive = read.value("driver.energy.active", PICOJOULE);
        driverEnergyMultiplexer = square.value("driver.energy.multiplexer", PICOJOULE);
        accumulationEnergyBit = read.value("accumulation.energy.bit", PICOJOULE);
        accumulationEnergySlice = square.value("accumulation.energy.slice", PICOJOULE);
        accumulationEnergySerial = read.value("accumulation.energy.serial", PICOJOULE);
        accumulationEnergySerialBit = square.value("accumulation.energy.serial.bit", PICOJOULE);
        accumulationEnergySerialSlice = square.value("accumulation.energy.serial.slice", PICOJOULE);
        accumulationEnergyTree = read.value("accumulation.energy.tree", PICOJOULE_PER_BIT);
        bufferEnergyKernelIn = read.value("buffer.energy.kernel.in", PICOJOULE_PER_BIT);
        bufferEnergyKernelOut = read.value("buffer.energy.kernel.out", PICOJOULE_PER_BIT);
        bufferEnergyPlainIn = read.value("buffer.energy.plain.in", PICOJOULE_PER_BIT);
        bufferEnergyPlainOut = read.value("buffer.energy.plain.out", PICOJOULE_PER_BIT);
        bufferEnergyPlainPartial = read.value("buffer.energy.plain.partial", PICOJOULE_PER_BIT);
        interconnectEnergyKernelInChip = read.value("interconnect.energy.kernel.in.chip", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyKernelOutTile = square.value("interconnect.energy.kernel.out.tile", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyKernelOutChip = square.value("interconnect.energy.kernel.out.chip", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyKernelArray = square.value("interconnect.energy.kernel.array", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainInTile = square.value("interconnect.energy.plain.in.tile", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainOutTile = square.value("interconnect.energy.plain.out.tile", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainOutChip = square.value("interconnect.energy.plain.out.chip", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainArray = square.value("interconnect.energy.plain.array", PICOJOULE_PER_BIT_MICROMETRE);
        clockBase = read.value("clock.base", NANOSECOND);
        clockArray = read.value("clock.array", NANOSECOND);
        clockMultiplexer = square.value("clock.multiplexer", NANOSECOND);
        clockFlash = read.value("clock.flash", NANOSECOND);
        clockSar = read.value("clock.sar", NANOSECOND);
        clockOff = square.value("clock.off", NANOSECOND);
        bufferCyclesKernelIn = square.value("buffer.cycles.kernel.in", CLOCK);
        bufferCyclesKernelValue = read.value("buffer.cycles.kernel.value", CLOCK);
        bufferCyclesKernelOut = square.value("buffer.cycles.kernel.out", CLOCK);
        bufferCyclesPlainIn = square.value("buffer.cycles.plain.in", CLOCK);
        bufferCyclesPlainOut = square.value("buffer.cycles.plain.out", CLOCK);
        bufferCyclesPlainOutMultiplexer = square.value("buffer.cycles.plain.out.multiplexer", CLOCK);
        interconnectCyclesKernelOut = square.value("interconnect.cycles.kernel.out", CLOCK);
        interconnectCyclesKernelIn = square.value("interconnect.cycles.kernel.in", CLOCK);
        interconnectCyclesPlainIn = square.value("interconnect.cycles.plain.in", CLOCK);
        interconnectCyclesPlainOut = read.value("interconnect.cycles.plain.out", CLOCK);
        accumulationCyclesStage = square.value("accumulation.cycles.stage", CLOCK);
        activationOutputs = square.value("activation.outputs", ONE);
        leakageFlash = read.value("leakage.flash", NANOWATT);
        leakageBit = read.value("leakage.bit", NANOWATT);
        leakageSerial = read.value("leakage.serial", NANOWATT);
        leakageRow = read.value("leakage.row", NANOWATT);
        leakageChip = read.value("leakage.chip", ONE);
        cellWidth = tall.value("cell.width", FEATURE);
        cellAccess = tall.value("cell.access", ONE);
        cellResistance = tall.value("cell.resistance", OHM);
        adcFlashAreaRow = tall.value("adc.flash.area.row", SQUARE_MICROMETRE);
        accumulationAreaSerialBit = tall.value("accumulation.area.serial.bit", SQUARE_MICROMETRE);
        accumulationAreaRows = tall.value("accumulation.area.rows", SQUARE_MICROMETRE);
        accumulationAreaRowsDoubling = tall.value("accumulation.area.rows.doubling", SQUARE_MICROMETRE);
        accumulationAreaTree = tall.value("accumulation.area.tree", SQUARE_MICROMETRE);
        accumulationAreaTile = tall.value("accumulation.area.tile", SQUARE_MICROMETRE);
        accumulationAreaTileSerial = tall.value("accumulation.area.tile.serial", SQUARE_MICROMETRE);
        driverAreaCurrent = tall.value("driver.area.current", SQUARE_MICROMETRE_PER_MICROSIEMENS);
        driverAreaEmpty = tall.value("driver.area.empty", ONE);
        bufferAreaPe = tall.value("buffer.area.pe", SQUARE_MICROMETRE);
        bufferAreaRow = tall.value("buffer.area.row", SQUARE_MICROMETRE);
        bufferAreaKernel = tall.value("buffer.area.kernel", SQUARE_MICROMETRE);
        interconnectAreaKernelRow = tall.value("interconnect.area.kernel.row", MICROMETRE);
        interconnectAreaChip = tall.value("interconnect.area.chip", MICROMETRE);
        adcFlashEnergy = tall.value("adc.flash.energy", PICOJOULE);
        adcFlashEnergyConductance = tall.value("adc.flash.energy.conductance", PICOJOULE);
        adcFlashEnergyFixed = tall.value("adc.flash.energy.fixed", PICOJOULE);
        adcFlashEnergyArray = tall.value("adc.flash.energy.array", PICOJOULE);
        adcFlashEnergyDeep = tall.value("adc.flash.energy.deep", PICOJOULE);
        adcFlashEnergySettling = tall.value("adc.flash.energy.settling", ONE);
        adcFlashSettling = tall.value("adc.flash.settling", ONE);
        adcFlashSettlingBit = tall.value("adc.flash.settling.bit", ONE);
        adcFlashConductance = tall.value("adc.flash.conductance", MICROSIEMENS);
        arrayReadEnergy = tall.value("array.read.energy", PICOJOULE);
        arrayReadEnergyConductance = tall.value("array.read.energy.conductance", PICOJOULE_PER_MICROSIEMENS);
        driverEnergyColumn = tall.value("driver.energy.column", PICOJOULE);
        driverEnergyCurrent = tall.value("driver.energy.current", PICOJOULE_PER_MICROSIEMENS);
        accumulationEnergyStage = tall.value("accumulation.energy.stage", PICOJOULE);
        accumulationEnergySerialInput = tall.value("accumulation.energy.serial.input", PICOJOULE);
        accumulationEnergyRows = tall.value("accumulation.energy.rows", PICOJOULE);
        interconnectEnergyKernelHeight = tall.value("interconnect.energy.kernel.height", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyKernelWidth = tall.value("interconnect.energy.kernel.width", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainHeight = tall.value("interconnect.energy.plain.height", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainWidth = tall.value("interconnect.energy.plain.width", PICOJOULE_PER_BIT_MICROMETRE);
        interconnectEnergyPlainPartial = tall.value("interconnect.energy.plain.partial", PICOJOULE_PER_BIT_MICROMETRE);
        clockFlashBase = tall.value("clock.flash.base", NANOSECOND);
        clockFlashSettling = tall.value("clock.flash.settling", NANOSECOND);
        clockFlashLow = tall.value("clock.flash.low", NANOSECOND);
        clockSarBase = tall.value("clock.sar.base", NANOSECOND);
        bufferCyclesKernelSum = tall.value("buffer.cycles.kernel.sum", CLOCK);
        bufferCyclesKernelOutput = tall.value("buffer.cycles.kernel.output", CLOCK);
        bufferCyclesKernelBit = tall.value("buffer.cycles.kernel.bit", CLOCK);
        bufferCyclesKernelAll = tall.value("buffer.cycles.kernel.all", CLOCK);
        bufferCyclesPlainOutput = tall.value("buffer.cycles.plain.output", CLOCK);
        bufferCyclesPlainBit = tall.value("buffer.cycles.plain.bit", CLOCK);
        bufferCyclesPlainRow = tall.value("buffer.cycles.plain.row", CLOCK);
        bufferCyclesPlainRead = tall.value("buffer.cycles.plain.read", CLOCK);
        bufferCyclesPlainAll = tall.value("buffer.cycles.plain.all", CLOCK);
        interconnectCyclesKernelRow = tall.value("interconnect.cycles.kernel.row", CLOCK);
        interconnectCyclesKernelPixel = tall.value("interconnect.cycles.kernel.pixel", CLOCK);
        interconnectCyclesKernelAll = tall.value("interconnect.cycles.kernel.all", CLOCK);
        interconnectCyclesPlainRow = tall.value("interconnect.cycles.plain.row", CLOCK);
        interconnectCyclesPlainPixel = tall.value("interconnect.cycles.plain.pixel", CLOCK);
        activationCycles = tall.value("activation.cycles", CLOCK);
        lifEnergy = read.value("lif.energy", PICOJOULE);
        lifMemoryArea = read.value("lif.memory.area", SQUARE_MICROMETRE);
        expectedError = new ExpectedError(read.spread("error.area"), read.spread("error.energy"), read.spread("error.latency"));
        catalog.requireOnly(read.known);
        fabric = FabricConstants.read();
    }

    private static final class Reader {
        private final ComponentCatalog catalog;
        private final Set<String> known = new HashSet<>();

        Reader(ComponentCatalog catalog) {
            this.catalog = catalog;
        }

        double value(String key, CatalogUnit unit) throws HasnasException {
            known.add(key);
            return catalog.value(key, unit);
        }

        /** What no cost is made of and a catalogue may lack; a worst difference of 0 says that nothing was compared. */
        Optional<ExpectedError.Spread> spread(String key) {
            String worst = key + ".worst";
            known.add(key);
            known.add(worst);
            double found = catalog.find(worst).orElse(0);
            return found > 0 ? Optional.of(new ExpectedError.Spread(catalog.find(key).orElse(0), found)) : Optional.empty();
        }

        OfLaws of(CatalogLaws laws) {
            return new OfLaws(this, laws);
        }

        /** Reads constants that only the catalogues with certain laws have; 0 for the others. */
        private record OfLaws(Reader reader, CatalogLaws laws) {
            double value(String key, CatalogUnit unit) throws HasnasException {
                return reader.catalog.laws() == laws ? reader.value(key, unit) : 0;
            }
        }
    }
}
