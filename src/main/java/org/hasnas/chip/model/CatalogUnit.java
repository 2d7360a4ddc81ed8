package org.hasnas.chip.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The units a catalogue entry may have. */
public enum CatalogUnit {
    PICOJOULE("pJ"),
    SQUARE_MICROMETRE("um2"),
    PICOJOULE_PER_BIT("pJ/bit"),
    PICOJOULE_PER_BIT_MICROMETRE("pJ/(bit um)"),
    MICROWATT("uW"),
    NANOWATT("nW"),
    MICROWATT_PER_MICROSIEMENS("uW/uS"),
    PICOJOULE_PER_MICROSIEMENS("pJ/uS"),
    MICROSIEMENS("uS"),
    OHM("ohm"),
    /** Feature sizes F. */
    FEATURE("F"),
    NANOMETRE("nm"),
    MICROMETRE("um"),
    /** Squares of the feature size F. */
    FEATURE_SQUARE("F2"),
    NANOSECOND("ns"),
    MEGAHERTZ("MHz"),
    CLOCK("clock"),
    BIT("bit"),
    COLUMN("column"),
    LAYER("layer"),
    /** A plain number: a ratio or a count without a unit of its own. */
    ONE("1");

    private final String symbol;

    CatalogUnit(String symbol) {
        this.symbol = symbol;
    }

    /** How catalogue files write the unit. */
    public String symbol() {
        return symbol;
    }

    public static Optional<CatalogUnit> bySymbol(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    /** All symbols, for error sentences. */
    public static String symbols() {
        return Arrays.stream(values()).map(CatalogUnit::symbol).collect(Collectors.joining(", "));
    }
}
