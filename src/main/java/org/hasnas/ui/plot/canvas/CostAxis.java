package org.hasnas.ui.plot.canvas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;
import org.hasnas.units.Quantity.Unit;
import org.jspecify.annotations.Nullable;

/** A cost, and how the plot writes it: in the units of its {@linkplain CostKind#quantity() quantity}, or EDAP. */
public enum CostAxis implements PlotAxis {
    MEMORY(CostKind.MEMORY), AREA(CostKind.AREA), LATENCY(CostKind.LATENCY), ENERGY(CostKind.ENERGY),
    /** Energy x delay x area of one inference, of which there is no limit. */
    EDAP(null);

    /** Parameters below which an axis counts in thousands. */
    private static final double SMALL_NETWORK = 500e3;
    private static final Unit EDAP_UNIT = new Unit(FrontCost.EDAP.unit().symbol(), 1 / FrontCost.EDAP.unit().factor());

    private final @Nullable CostKind kind;

    CostAxis(@Nullable CostKind kind) {
        this.kind = kind;
    }

    /** The axis of a cost. */
    public static CostAxis of(CostKind kind) {
        return Arrays.stream(values()).filter(axis -> axis.kind == kind).findFirst().orElseThrow();
    }

    /** The axis of what a search sets against accuracy. */
    public static CostAxis of(FrontCost front) {
        return switch (front) {
            case ENERGY -> ENERGY;
            case LATENCY -> LATENCY;
            case AREA -> AREA;
            case EDAP -> EDAP;
        };
    }

    @Override
    public Optional<CostKind> limited() {
        return Optional.ofNullable(kind);
    }

    /** Of a network, in SI units or a number of parameters. */
    public double of(HardwareCost cost, MemoryScope scope) {
        return kind == null ? FrontCost.EDAP.of(cost) : kind.costOf(cost, scope);
    }

    @Override
    public double usual() {
        return kind == null ? FrontCost.EDAP.of(CostKind::publishedLimit) : kind.publishedLimit();
    }

    @Override
    public boolean growsByFactors() {
        return true;
    }

    @Override
    public String selector(Texts texts) {
        return name(texts) + (kind == CostKind.MEMORY ? " (" + texts.get("plot.parameters") + ")" : "");
    }

    private String name(Texts texts) {
        return kind == null ? texts.cost(FrontCost.EDAP) : texts.cost(kind);
    }

    @Override
    public String dataTitle(Texts texts) {
        return selector(texts) + " (" + unit().symbol() + ")";
    }

    /** Such as {@code uJ}. */
    @Override
    public Unit unit() {
        return kind == null ? EDAP_UNIT : new Unit(kind.unit().symbol(), 1 / kind.unit().factor());
    }

    /** The display unit, but thousands of parameters where millions would give numbers such as 0.03. */
    @Override
    public Unit unitUpTo(double largest) {
        if (kind == null) {
            return EDAP_UNIT;
        }
        Quantity quantity = kind.quantity();
        return switch (quantity) {
            case PARAMETERS -> largest < SMALL_NETWORK ? quantity.unit("k") : quantity.displayUnit();
            case AREA, LATENCY, ENERGY -> quantity.displayUnit();
        };
    }

    /** Such as {@code Area (mm²)} or {@code Memory (M parameters)}. */
    @Override
    public String title(Unit unit, Texts texts) {
        String name = kind == null ? name(texts) : texts.costTitle(kind);
        return name + " (" + UnitSigns.of(unit.symbol()) + (kind == CostKind.MEMORY ? " " + texts.get("plot.parameters") : "") + ")";
    }

    /** A value with its unit, four significant digits at most before the point and no trailing zeros, such as {@code 100 mm²}. */
    @Override
    public String format(double siValue) {
        String text = kind == null ? UnitSigns.of(String.format(Locale.ROOT, "%.4g %s", siValue / EDAP_UNIT.siFactor(), EDAP_UNIT.symbol()))
                : UnitSigns.format(kind.quantity(), siValue);
        int space = text.indexOf(' ');
        if (space < 0) {
            return text;
        }
        String number = text.substring(0, space);
        return (number.indexOf('.') >= 0 ? number.replaceAll("\\.?0+$", "") : number) + text.substring(space);
    }
}
