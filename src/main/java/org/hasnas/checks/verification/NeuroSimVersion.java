package org.hasnas.checks.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.document.Fields;
import org.hasnas.error.HasnasException;

/** A version of DNN+NeuroSim, with the goals of its comparison and what of its numbers is no measure for a chip. */
public enum NeuroSimVersion {
    /** One kind of cell, nodes from 65 to 22 nm. */
    V1_3(0.15, 0.25, 0.30),
    /** RRAM, FeFET and SRAM, nodes from 130 to 1 nm. */
    V1_4(0.10, 0.20, 0.25);

    private static final List<Integer> NODES_1_3 = List.of(22, 32, 45, 65);
    private static final int UNSIZED_NODE = 32;
    private static final int NARROW_NODE = 2;
    private static final int SIZED_MULTIPLEXER = 8;
    private static final String FEFET = "FeFET";
    private static final String SRAM = "SRAM";

    private final double areaGoal;
    private final double energyGoal;
    private final double latencyGoal;

    NeuroSimVersion(double areaGoal, double energyGoal, double latencyGoal) {
        this.areaGoal = areaGoal;
        this.energyGoal = energyGoal;
        this.latencyGoal = latencyGoal;
    }

    /** What a run or probe is compared in. */
    enum Quantity {
        AREA, ENERGY, LATENCY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    double goal(Quantity quantity) {
        return switch (quantity) {
            case AREA -> areaGoal;
            case ENERGY -> energyGoal;
            case LATENCY -> latencyGoal;
        };
    }

    /** The kind of cell of a run or probe. */
    String cell(Fields fields) throws HasnasException {
        return switch (this) {
            case V1_3 -> "RRAM";
            case V1_4 -> fields.text("cell");
        };
    }

    /** Id of the catalogue of a node and cell. */
    String catalog(int node, String cell) {
        return switch (this) {
            case V1_3 -> "neurosim-1.3-" + node + "nm-rram";
            case V1_4 -> "neurosim-1.4-" + node + "nm-" + cell.toLowerCase(Locale.ROOT);
        };
    }

    /** The catalogue of a node and cell; empty if there is none. */
    Optional<ComponentCatalog> find(int node, String cell) throws HasnasException {
        return switch (this) {
            case V1_3 -> NODES_1_3.contains(node) ? Optional.of(ComponentCatalog.bundled(catalog(node, cell))) : Optional.empty();
            case V1_4 -> Optional.of(ComponentCatalog.bundled(catalog(node, cell)));
        };
    }

    /**
     * Why the number of a run or probe is not compared; empty if it is.
     *
     * @param model of the chip
     */
    Optional<String> notCompared(Quantity quantity, int node, String cell, HardwareProfile chip, PhysicalModel model) {
        return switch (this) {
            // timing of flash converters at 65 nm jumps tenfold from 45 nm
            case V1_3 -> node >= 65 && chip.converter().kind() == AdcKind.FLASH && quantity != Quantity.AREA
                    ? Optional.of("the tool's timing of flash converters at this node is an artefact") : Optional.empty();
            case V1_4 -> switch (quantity) {
                case AREA -> narrow(node, cell, model);
                case ENERGY -> uncounted(cell, chip).or(() -> narrow(node, cell, model));
                case LATENCY -> unsized(node, chip);
            };
        };
    }

    /** At 2 and 1 nm, by the tool's documentation, and where an encoder is wider than the array: the tool leaves out what stands out. */
    private static Optional<String> narrow(int node, String cell, PhysicalModel model) {
        return (node <= NARROW_NODE && cell.equals(FEFET)) || model.isNarrow() ? Optional.of("the array is narrower than the circuits around it")
                : Optional.empty();
    }

    private static Optional<String> uncounted(String cell, HardwareProfile chip) {
        if (chip.converter().columns() < chip.array().cellsPerWeight()) {
            return Optional.of("fewer columns per ADC than cells of a weight: the tool's adding up costs nothing");
        }
        return cell.equals(SRAM) && chip.converter().kind() == AdcKind.SAR && chip.rowGroups() > 1
                ? Optional.of("SAR converters below SRAM draw the current of all rows for each group of rows in the tool") : Optional.empty();
    }

    private static Optional<String> unsized(int node, HardwareProfile chip) {
        if (node >= UNSIZED_NODE) {
            return Optional.of("the tool leaves the drivers of multiplexers unsized from 32 nm up");
        }
        return chip.converter().columns() < SIZED_MULTIPLEXER
                ? Optional.of("the tool sizes the drivers of multiplexers for 8 columns per ADC, fewer are slower") : Optional.empty();
    }

    /** Why a whole chip run is not compared: it has settings that a profile does not have; empty if it is. */
    Optional<String> otherSetting(Fields config) throws HasnasException {
        return switch (this) {
            case V1_3 -> Optional.empty();
            case V1_4 -> {
                for (Usual usual : USUAL) {
                    if (!config.value(usual.key()).is(usual.value())) {
                        yield Optional.of("a profile has no such choice: " + usual.meaning());
                    }
                }
                yield Optional.empty();
            }
        };
    }

    private record Usual(String key, String value, String meaning) {}

    private static final List<Usual> USUAL = List.of(new Usual("operationmode", "2", "rows read one by one"),
            new Usual("accesstype", "1", "cells without access transistors"), new Usual("deviceroadmap", "2", "high performance transistors"),
            new Usual("globalBusType", "false", "H-tree instead of X-Y bus"), new Usual("globalBufferType", "false", "SRAM buffers"),
            new Usual("tileBufferType", "false", "SRAM buffers"), new Usual("peBufferType", "false", "SRAM buffers"),
            new Usual("chipActivation", "true", "activation units in tiles"), new Usual("reLu", "true", "sigmoid units"),
            new Usual("currentMode", "true", "voltage sense amplifiers"), new Usual("validated", "true", "no calibration factors"),
            new Usual("synchronous", "true", "asynchronous reading"), new Usual("temp", "300", "another temperature"),
            new Usual("speciallayout", "1", "no special layout below 14 nm"), new Usual("inputtoggle", "0.18", "another toggle rate of wires"),
            new Usual("writeVoltage", "2", "another write voltage"), new Usual("sync_data_transfer", "0", "synchronised transfers"));
}
