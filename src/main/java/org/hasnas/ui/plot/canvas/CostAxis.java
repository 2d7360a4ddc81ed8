package org.hasnas.ui.plot.canvas;

import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Quantity;
import org.hasnas.units.Quantity.Unit;

/** How the plot writes costs. Units are those of the {@linkplain CostKind#quantity() quantity}. */
public final class CostAxis {
    /** Parameters below which an axis counts in thousands. */
    private static final double SMALL_NETWORK = 500e3;

    private CostAxis() {}

    /** Name for the selector of the axis, such as {@code latency}. */
    public static String selector(CostKind kind, Texts texts) {
        return texts.cost(kind) + switch (kind.quantity()) {
            case PARAMETERS -> " (" + texts.get("plot.parameters") + ")";
            case AREA, LATENCY, ENERGY -> "";
        };
    }

    /**
     * The unit of an axis up to a value: the display unit, but thousands of parameters where millions would give numbers such as 0.03.
     *
     * @param largest largest cost shown, in SI or a number of parameters; infinite or NaN if not known
     */
    static Unit unitUpTo(CostKind kind, double largest) {
        Quantity quantity = kind.quantity();
        return switch (quantity) {
            case PARAMETERS -> largest < SMALL_NETWORK ? quantity.unit("k") : quantity.displayUnit();
            case AREA, LATENCY, ENERGY -> quantity.displayUnit();
        };
    }

    /** The title of an axis, such as {@code Area (mm²)} or {@code Memory (M parameters)}. */
    static String title(CostKind kind, Unit unit, Texts texts) {
        return texts.costTitle(kind) + " (" + typeset(unit.symbol()) + switch (kind.quantity()) {
            case PARAMETERS -> " " + texts.get("plot.parameters");
            case AREA, LATENCY, ENERGY -> "";
        } + ")";
    }

    /** A value with its unit, four significant digits at most before the point and no trailing zeros, such as {@code 100 mm²}. */
    static String format(CostKind kind, double siValue) {
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
