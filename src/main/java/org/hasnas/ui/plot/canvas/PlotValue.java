package org.hasnas.ui.plot.canvas;

import java.util.Locale;
import java.util.Optional;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Texts;

/** A score or accuracy. */
public enum PlotValue implements PlotAxis {
    /** The training-free score of a run. */
    FITNESS,
    /** What a search by trainings expects of a whole training, each design marked by how far it is trained. */
    EXPECTED,
    PREDICTED,
    BENCHMARK,
    TRAINED,
    QUANTIZED,
    ON_CHIP,
    /** Every accuracy of a candidate as a point of its own, each kind with its own mark; on the vertical axis only. */
    ALL_ACCURACIES;

    private static final double PERCENT = 100;

    /** The kind of accuracy, if it is one kind. */
    public Optional<AccuracyKind> kind() {
        return switch (this) {
            case PREDICTED -> Optional.of(AccuracyKind.PREDICTED);
            case BENCHMARK -> Optional.of(AccuracyKind.BENCHMARK);
            case TRAINED -> Optional.of(AccuracyKind.TRAINED);
            case QUANTIZED -> Optional.of(AccuracyKind.QUANTIZED);
            case ON_CHIP -> Optional.of(AccuracyKind.ON_CHIP);
            case FITNESS, EXPECTED, ALL_ACCURACIES -> Optional.empty();
        };
    }

    @Override
    public boolean growsByFactors() {
        return false;
    }

    @Override
    public String selector(Texts texts) {
        return switch (this) {
            case FITNESS -> texts.get("plot.value.fitness");
            case EXPECTED -> texts.get("plot.value.expected");
            case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP -> texts.get("plot.value.accuracy", label(texts));
            case ALL_ACCURACIES -> texts.get("plot.value.all");
        };
    }

    @Override
    public String dataTitle(Texts texts) {
        return switch (this) {
            case FITNESS -> texts.get("plot.y");
            case EXPECTED -> texts.get("plot.y.expected");
            case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP -> texts.get("plot.y.accuracy", label(texts));
            case ALL_ACCURACIES -> texts.get("plot.y.all");
        };
    }

    @Override
    public String format(double value) {
        return String.format(Locale.ROOT, isPercent() ? "%.1f %%" : "%.4f", value);
    }

    @Override
    public double usual() {
        return PERCENT;
    }

    /** Whether it is from 0 to 100 %; a score is not. */
    boolean isPercent() {
        return this != FITNESS;
    }

    private String label(Texts texts) {
        return kind().map(texts::accuracy).orElse("");
    }
}
