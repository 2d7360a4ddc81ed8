package org.hasnas.ui.plot;

import java.util.Locale;
import org.hasnas.search.model.ConstraintKind;
import org.hasnas.units.Quantity;
import org.hasnas.units.Quantity.Unit;

/** The cost on the horizontal axis. Units are those of the {@linkplain ConstraintKind#quantity() quantity}. */
public enum CostAxis {
    MEMORY(ConstraintKind.MEMORY),
    AREA(ConstraintKind.AREA),
    LATENCY(ConstraintKind.LATENCY),
    ENERGY(ConstraintKind.ENERGY);

    /** Parameters below which an axis counts in thousands. */
    private static final double SMALL_NETWORK = 500e3;

    private final ConstraintKind kind;

    CostAxis(ConstraintKind kind) {
        this.kind = kind;
    }

    /** The axis of a limit. */
    public static CostAxis of(ConstraintKind kind) {
        return switch (kind) {
            case MEMORY -> MEMORY;
            case AREA -> AREA;
            case LATENCY -> LATENCY;
            case ENERGY -> ENERGY;
        };
    }

    public ConstraintKind kind() {
        return kind;
    }

    /** Name for a selector or an axis title, such as {@code Latency}. */
    public String label() {
        return kind.label().substring(0, 1).toUpperCase(Locale.ROOT) + kind.label().substring(1);
    }

    /**
     * The unit of an axis up to a value: the display unit, but thousands of parameters where millions would give numbers such as 0.03.
     *
     * @param largest largest cost shown, in SI or a number of parameters; infinite or NaN if not known
     */
    Unit unitUpTo(double largest) {
        Quantity quantity = kind.quantity();
        return switch (this) {
            case MEMORY -> largest < SMALL_NETWORK ? quantity.unit("k") : quantity.displayUnit();
            case AREA, LATENCY, ENERGY -> quantity.displayUnit();
        };
    }

    /** A unit as an axis title shows it, such as {@code mm²} or {@code M parameters}. */
    String title(Unit unit) {
        String symbol = typeset(unit.symbol());
        return switch (this) {
            case MEMORY -> symbol + " parameters";
            case AREA, LATENCY, ENERGY -> symbol;
        };
    }

    /** A value with its unit, four significant digits at most before the point and no trailing zeros, such as {@code 100 mm²}. */
    public String format(double siValue) {
        String text = kind.quantity().format(siValue);
        int space = text.indexOf(' ');
        if (space < 0) {
            return text;
        }
        String number = text.substring(0, space);
        if (number.indexOf('.') >= 0) {
            number = number.replaceAll("\\.?0+$", "");
        }
        return number + " " + typeset(text.substring(space + 1));
    }

    private static String typeset(String symbol) {
        String micro = symbol.startsWith("u") ? "\u00b5" + symbol.substring(1) : symbol;
        return micro.endsWith("2") ? micro.substring(0, micro.length() - 1) + "\u00b2" : micro;
    }
}
