package org.hasnas.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of quantity with the units people write it in. The one place that knows unit symbols and their factors to SI.
 *
 * <p>The first unit is the one used for display; parsing accepts all of them, with or without a space before the symbol.
 */
public enum Quantity {
    /** A number of parameters (weights, biases, batch norm gains and offsets); no SI unit. */
    PARAMETERS(List.of(new Unit("M", 1e6), new Unit("k", 1e3), new Unit("", 1))),
    /** Silicon area; SI unit square metre. */
    AREA(List.of(new Unit("mm2", 1e-6), new Unit("mm\u00b2", 1e-6), new Unit("um2", 1e-12), new Unit("\u00b5m2", 1e-12),
            new Unit("\u00b5m\u00b2", 1e-12), new Unit("cm2", 1e-4), new Unit("m2", 1))),
    /** Time for one inference; SI unit second. */
    LATENCY(List.of(new Unit("ms", 1e-3), new Unit("us", 1e-6), new Unit("\u00b5s", 1e-6), new Unit("ns", 1e-9), new Unit("s", 1))),
    /** Energy for one inference; SI unit joule. */
    ENERGY(List.of(new Unit("uJ", 1e-6), new Unit("\u00b5J", 1e-6), new Unit("nJ", 1e-9), new Unit("pJ", 1e-12),
            new Unit("mJ", 1e-3), new Unit("J", 1)));

    /** A symbol and the factor that turns a number of it into SI. */
    public record Unit(String symbol, double siFactor) {}

    private static final int LONGEST_TEXT = 100;
    private static final Pattern SPACE = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern POWER_OF_TEN = Pattern.compile(
            "\\s*[\u00d7xX\u00b7\u22c5*]\\s*10(?:(?:\\^|\\*\\*)\\s*([+-]?[0-9]{1,4})|([\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,4}))");
    /** As 67 476 and 4_000_000. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])[ _](?=[0-9]{3}(?![0-9]))");
    private static final Pattern PARAMETERS_WORD = Pattern.compile("\\s*param(s|eters?)$");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("\\s*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\\s*(\\S*)\\s*");

    @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
    private final List<Unit> units;

    Quantity(List<Unit> units) {
        this.units = List.copyOf(units);
    }

    /** The units accepted by {@link #parse}, the display unit first. */
    public List<Unit> units() {
        return units;
    }

    /** The unit used by {@link #format}. */
    public Unit displayUnit() {
        return units.getFirst();
    }

    /** The unit with a symbol, for example {@code k}. */
    public Unit unit(String symbol) {
        return units.stream().filter(unit -> unit.symbol().equals(symbol)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + symbol + "' is not a unit of " + name()));
    }

    /**
     * Reads a number with a unit, such as {@code 100 mm2} or {@code 4e6}.
     *
     * @return the value in SI
     * @throws IllegalArgumentException with a sentence for the user if the text is no such quantity
     */
    public double parse(String text) {
        String plain = text.length() > LONGEST_TEXT ? text : plain(text);
        if (plain.equalsIgnoreCase("unlimited")) {
            return Double.POSITIVE_INFINITY;
        }
        Matcher matcher = NUMBER_AND_UNIT.matcher(plain);
        if (plain.length() > LONGEST_TEXT || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number with a unit; write it like '" + example() + "'");
        }
        String symbol = matcher.group(2);
        for (Unit unit : units) {
            if (plain(unit.symbol()).equals(symbol)) {
                double value = inSi(matcher.group(1), unit);
                if (value == Double.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("'" + text + "' is too large; write 'unlimited' for no limit");
                }
                if (!(value >= 0)) {
                    throw new IllegalArgumentException("'" + text + "' is negative; write it like '" + example() + "'");
                }
                return value;
            }
        }
        throw new IllegalArgumentException(symbol.isEmpty()
                ? "'" + text + "' has no unit; write it like '" + example() + "'"
                : "'" + symbol + "' is not a unit of " + name().toLowerCase(Locale.ROOT) + "; use one of " + symbols());
    }

    /**
     * The text as it would be typed here. Papers and other programs write {@code mm²} or {@code mm^2}, either of Unicode's micro signs, thin spaces
     * between digits and before units, a typographic minus, and {@code 4×10^6}.
     */
    private String plain(String text) {
        String typed = SPACE.matcher(text).replaceAll(" ").strip().replace('\u2212', '-').replace('\u00b5', 'u').replace('\u03bc', 'u');
        typed = POWER_OF_TEN.matcher(typed)
                .replaceAll(found -> "e" + (found.group(1) == null ? found.group(2) : found.group(1)).chars().map(Quantity::typedDigit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        typed = Numbers.withPoint(BETWEEN_DIGITS.matcher(typed).replaceAll(""));
        typed = typed.replace("**2", "2").replace("^2", "2").replace('\u00b2', '2');
        return this == PARAMETERS ? PARAMETERS_WORD.matcher(typed).replaceAll("").replaceAll("K$", "k") : typed;
    }

    /** Of a raised digit or sign the plain one. */
    private static int typedDigit(int character) {
        return switch (character) {
            case '\u207b' -> '-';
            case '\u00b9' -> '1';
            case '\u00b2' -> '2';
            case '\u00b3' -> '3';
            default -> character >= '\u2070' && character <= '\u2079' ? '0' + character - '\u2070' : character;
        };
    }

    /** Computed in decimal, so that {@code 120 uJ} is the number nearest to 120e-6 and texts survive {@link #formatExact}. */
    private static double inSi(String number, Unit unit) {
        double rough = Double.parseDouble(number) * unit.siFactor();
        if (rough == 0 || Double.isInfinite(rough)) {
            return rough;
        }
        return new BigDecimal(number).multiply(BigDecimal.valueOf(unit.siFactor())).doubleValue();
    }

    /**
     * Prints a value with all its digits, as briefly as that goes: {@link #parse} gives back the same bits. Physical quantities have the
     * display unit, counts the largest unit that fits with at most two decimals.
     */
    public String formatExact(double siValue) {
        if (siValue == Double.POSITIVE_INFINITY) {
            return "unlimited";
        }
        BigDecimal exact = BigDecimal.valueOf(siValue);
        Unit unit = siValue == 0 ? displayUnit() : unitFor(siValue);
        BigDecimal shown = exact.divide(BigDecimal.valueOf(unit.siFactor()), MathContext.UNLIMITED).stripTrailingZeros();
        if (this == PARAMETERS && (shown.scale() > 2 || unit.symbol().isEmpty())) {
            return exact.stripTrailingZeros().toPlainString(); // a count such as 123457, not 123.457 k
        }
        boolean readable = shown.scale() <= 20 && shown.precision() - shown.scale() <= 20;
        return (readable ? shown.toPlainString() : shown.toString()) + " " + unit.symbol();
    }

    /**
     * Prints a value with four significant digits and at least one decimal, or {@code unlimited}. Physical quantities always have
     * the display unit, so that columns compare; counts have the largest unit that fits, such as {@code 32.63 k}.
     */
    public String format(double siValue) {
        if (siValue == Double.POSITIVE_INFINITY) {
            return "unlimited";
        }
        Unit unit = unitFor(siValue);
        double shown = siValue / unit.siFactor();
        if (unit.symbol().isEmpty()) {
            return String.format(Locale.ROOT, "%.0f", shown);
        }
        int decimals = shown == 0 ? 0 : Math.clamp(3 - (int) Math.floor(Math.log10(shown)), 1, 9);
        return String.format(Locale.ROOT, "%." + decimals + "f %s", shown, unit.symbol());
    }

    /** The display unit of physical quantities; for counts the largest unit that fits. */
    private Unit unitFor(double siValue) {
        return this != PARAMETERS ? displayUnit() : units.stream().filter(unit -> siValue >= unit.siFactor()).findFirst().orElse(units.getLast());
    }

    private String example() {
        return switch (this) {
            case PARAMETERS -> "4e6 or 4 M";
            case AREA -> "100 mm2";
            case LATENCY -> "400 ms";
            case ENERGY -> "120 uJ";
        };
    }

    private String symbols() {
        return String.join(", ", units.stream().map(Unit::symbol).filter(symbol -> !symbol.isEmpty()).toList());
    }
}
