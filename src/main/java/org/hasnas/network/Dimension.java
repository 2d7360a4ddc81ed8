package org.hasnas.network;

import java.util.List;

/** What designs may choose beside their cells, in the order in which a design's text names it: numbers, or kinds, which have names. */
public enum Dimension {
    /** Channels of the first stage, the other stages keeping their ratio to it; or those of each stage. */
    WIDTH("width", "widths", Of.STAGES, 1, 4096),
    /** Cells of every stage, or of each. */
    CELLS("cells-per-stage", "cells-per-stage", Of.STAGES, 1, 16),
    /** Simulated time steps T. */
    TIME_STEPS("time-steps", "time-steps", Of.NETWORK, 1, 64),
    /** Bits of a weight on the chip, to which a training rounds. */
    WEIGHT_BITS("weight-bits", "weight-bits", Of.NETWORK, 2, 8),
    /** Side of a crossbar in cells. */
    CROSSBAR_SIZE("crossbar-size", "crossbar-size", Of.CHIP, 8, 1024),
    /** Processing elements per tile; the physical model finds its tiles itself. */
    PES_PER_TILE("pes-per-tile", "pes-per-tile", Of.CHIP, 1, 1 << 16),
    /** Bits of a memory cell, of the physical model. */
    CELL_BITS("cell-bits", "cell-bits", Of.CHIP, 1, 4),
    /** Resolution of the converters, of the physical model. */
    ADC_BITS("adc-bits", "adc-bits", Of.CHIP, 1, 10),
    /** Kind of the converters, of the physical model. */
    ADC_KIND("adc-kind", "adc-kind", List.of("flash", "sar")),
    /** Columns that share a converter, of the physical model. */
    COLUMNS_PER_ADC("columns-per-adc", "columns-per-adc", Of.CHIP, 1, 512),
    /** What carries values between tiles, of the physical model. */
    INTERCONNECT("interconnect", "interconnect", List.of("tree", "mesh")),
    /** Copies of the slowest layer, of the physical model; other layers get as many as they need to keep up. */
    LAYER_COPIES("layer-copies", "layer-copies", Of.CHIP, 1, 64);

    /** Of what it is a property; that of stages may have a number for each of them. */
    public enum Of { STAGES, NETWORK, CHIP }

    private final String key;
    private final String listKey;
    private final Of of;
    private final int minimum;
    private final int maximum;
    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> names;

    Dimension(String key, String listKey, Of of, int minimum, int maximum) {
        this.key = key;
        this.listKey = listKey;
        this.of = of;
        this.minimum = minimum;
        this.maximum = maximum;
        this.names = List.of();
    }

    /** Kinds of a part of the chip. */
    Dimension(String key, String listKey, List<String> names) {
        this.key = key;
        this.listKey = listKey;
        this.of = Of.CHIP;
        this.minimum = 1;
        this.maximum = names.size();
        this.names = names;
    }

    /** Its name in the text of a design, such as {@code width}. */
    public String key() {
        return key;
    }

    /** Its name where all values are listed, such as {@code widths}. */
    public String listKey() {
        return listKey;
    }

    public Of of() {
        return of;
    }

    /** Names of the values from 1 on; empty where values are numbers. */
    public List<String> names() {
        return names;
    }

    /** A value for people: a number, or the name of a kind. */
    public String text(int value) {
        return value >= 1 && value <= names.size() ? names.get(value - 1) : String.valueOf(value);
    }

    /**
     * Reads the form printed by {@link #text}.
     *
     * @throws IllegalArgumentException if it is no value
     */
    int parse(String text) {
        if (names.isEmpty()) {
            return Integer.parseInt(text);
        }
        if (!names.contains(text)) {
            throw new IllegalArgumentException(key + " is " + String.join(" or ", names) + ", was '" + text + "'");
        }
        return 1 + names.indexOf(text);
    }

    public int minimum() {
        return minimum;
    }

    public int maximum() {
        return maximum;
    }
}
