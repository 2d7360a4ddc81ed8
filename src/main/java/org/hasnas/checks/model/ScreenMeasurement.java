package org.hasnas.checks.model;

import java.util.List;

/**
 * How well screens rank networks.
 *
 * @param networks different ones
 * @param cpuSeconds of one whole score, on average
 * @param screens what was compared
 * @param convolutionsKendallTau of the number of convolutions, which costs nothing
 */
public record ScreenMeasurement(int networks, double cpuSeconds, List<Agreement> screens, double convolutionsKendallTau) {
    public ScreenMeasurement {
        screens = List.copyOf(screens);
    }

    /**
     * A screen.
     *
     * @param kendallTau tau-b with the whole score; NaN if all its values are equal
     * @param cpuSeconds of one network, on average
     */
    public record Agreement(ScreenBenchmark.Screen screen, double kendallTau, double cpuSeconds) {}
}
