package org.hasnas.ui.plot.canvas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Round numbers: steps, range ends and the ticks of an axis. */
final class AxisTicks {
    private static final double[] MANTISSAS = {1, 2, 5};

    private static final double FEW_DECADES = 2;
    /** In percent. */
    private static final double ALL = 100;

    /** A tick; a minor one has no label. */
    record Tick(double value, String label, boolean major) {}

    private AxisTicks() {}

    /** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below {@code step} (> 0). */
    static double niceStep(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double mantissa = step / power;
        double slack = 1 + 1e-9;
        double nice = mantissa <= slack ? 1 : mantissa <= 2 * slack ? 2 : mantissa <= 2.5 * slack ? 2.5 : mantissa <= 5 * slack ? 5 : 10;
        return nice * power;
    }

    /** The largest of 1, 2, 5 times a power of ten that is not above a positive value. */
    static double niceBelow(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-12));
        double mantissa = value / power * (1 + 1e-9);
        return (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1) * power;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below a positive value. */
    static double niceAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-12));
        double mantissa = value / power * (1 - 1e-9);
        return (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * power;
    }

    /**
     * The ticks of a scale.
     *
     * @param most how many labels have room
     */
    static List<Tick> of(AxisScale scale, int most) {
        int room = Math.max(2, most);
        // Below a decade powers of ten are too few; round steps read well although they are not evenly spaced.
        return scale.log() && scale.upper() / scale.lower() > 12 ? logTicks(scale, room) : linearTicks(scale, room);
    }

    /**
     * The ticks of a scale of whole numbers: none between them.
     *
     * @param most how many labels have room
     * @param label writes one
     */
    static List<Tick> whole(AxisScale scale, int most, DoubleFunction<String> label) {
        int room = Math.max(2, most);
        double step = niceStep((scale.upper() - scale.lower()) / room);
        boolean powers = scale.log() && scale.upper() / scale.lower() > 12;
        return (powers ? logTicks(scale, room) : linearTicks(scale, Math.max(1, step == 2.5 ? 5 : step))).stream()
                .filter(tick -> Math.abs(tick.value() - Math.rint(tick.value())) < 1e-6)
                .map(tick -> new Tick(tick.value(), tick.major() ? label.apply(tick.value()) : "", tick.major())).toList();
    }

    /** The ticks of a scale of percent: none where there are no values, such as the room for the star above 100. */
    static List<Tick> percent(AxisScale scale, int most) {
        return of(scale, most).stream().filter(tick -> tick.value() >= 0 && tick.value() <= ALL).toList();
    }

    private static List<Tick> linearTicks(AxisScale scale, int room) {
        return linearTicks(scale, niceStep((scale.upper() - scale.lower()) / room));
    }

    private static List<Tick> linearTicks(AxisScale scale, double step) {
        double slack = step * 1e-6;
        List<Tick> ticks = new ArrayList<>();
        for (double k = Math.ceil((scale.lower() - slack) / step); k * step <= scale.upper() + slack; k++) {
            ticks.add(new Tick(Math.clamp(k * step, scale.lower(), scale.upper()), label(k * step, step), true));
        }
        return ticks;
    }

    private static List<Tick> logTicks(AxisScale scale, int room) {
        int first = (int) Math.floor(Math.log10(scale.lower()) + 1e-9);
        int last = (int) Math.ceil(Math.log10(scale.upper()) - 1e-9);
        double decades = Math.log10(scale.upper() / scale.lower());
        // powers of ten alone would be one label, or none
        boolean fine = decades * MANTISSAS.length <= room + 1 || decades < FEW_DECADES;
        int everyDecades = Math.max(1, (int) Math.ceil(decades / room));
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int mantissa = 1; mantissa <= 9; mantissa++) {
                double value = mantissa * Math.pow(10, exponent);
                boolean inside = value >= scale.lower() * (1 - 1e-9) && value <= scale.upper() * (1 + 1e-9);
                boolean major = (mantissa == 1 && Math.floorMod(exponent, everyDecades) == 0)
                        || (fine && (mantissa == 2 || mantissa == 5));
                if (inside && (major || everyDecades == 1)) {
                    double drawn = Math.clamp(value, scale.lower(), scale.upper());
                    ticks.add(new Tick(drawn, major ? label(value, Math.pow(10, exponent)) : "", major));
                }
            }
        }
        return ticks;
    }

    /** Prints a multiple of a step with the digits the step needs. */
    static String label(double value, double step) {
        if (Math.abs(value) < step * 1e-6) {
            return "0";
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(step) + 1e-9));
        BigDecimal exact = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e7 || size < 1e-4) {
            int exponent = exact.precision() - exact.scale() - 1;
            return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }
        return exact.toPlainString();
    }
}
