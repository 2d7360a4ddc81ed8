package org.hasnas.ui.constraints;

import java.util.Arrays;
import java.util.OptionalDouble;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;
import org.hasnas.ui.fx.Texts;

/** Above a slider, on its scale: what the designs cost, those within the limit filled; and where the limit would bring more accuracy. */
final class HistogramView extends Region {
    private static final double HEIGHT = 24;
    /** From the edge of the slider to the middle of its thumb at either end. */
    static final double SIDE = 8;
    private static final double MARK = 4;

    private final Texts texts;
    private final Path within = new Path();
    private final Path beyond = new Path();
    private final Path mark = new Path();
    private int[] counts = new int[0];
    private double position = 1;
    private OptionalDouble marked = OptionalDouble.empty();

    HistogramView(Texts texts) {
        this.texts = texts;
        getStyleClass().add("cost-histogram");
        within.getStyleClass().add("within");
        beyond.getStyleClass().add("beyond");
        mark.getStyleClass().add("mark");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        getChildren().addAll(beyond, within, mark);
        getChildren().forEach(child -> child.setManaged(false));
    }

    void setCounts(int[] newCounts) {
        counts = newCounts;
        tell();
    }

    /** @param newPosition of the limit on the slider; 1 for none */
    void setLimit(double newPosition) {
        position = newPosition;
        tell();
    }

    /** In numbers to a screen reader, and as bars. */
    private void tell() {
        int below = 0;
        for (int bin = 0; bin < counts.length && (bin + 1.0) / counts.length <= position; bin++) {
            below += counts[bin];
        }
        setAccessibleText(texts.get("limits.histogram", Arrays.stream(counts).sum(), below));
        requestLayout();
    }

    /** Marks a place of the slider. */
    void setMark(OptionalDouble place) {
        marked = place;
        requestLayout();
    }

    private double x(double place) {
        return SIDE + place * (getWidth() - 2 * SIDE);
    }

    @Override
    protected void layoutChildren() {
        int most = Arrays.stream(counts).max().orElse(0);
        within.getElements().clear();
        beyond.getElements().clear();
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                double from = (double) bin / counts.length;
                double to = (double) (bin + 1) / counts.length;
                double height = Math.max(1.5, (getHeight() - MARK) * counts[bin] / most);
                double split = Math.clamp(position, from, to);
                bar(within, x(from), x(split) - (split == to ? 0.7 : 0), height);
                bar(beyond, x(split), x(to) - 0.7, height);
            }
        }
        mark.getElements().clear();
        marked.ifPresent(place -> mark.getElements().addAll(new MoveTo(x(place) - MARK, 0), new HLineTo(x(place) + MARK),
                new LineTo(x(place), 1.6 * MARK), new LineTo(x(place) - MARK, 0)));
    }

    private void bar(Path path, double from, double to, double height) {
        if (to > from) {
            path.getElements().addAll(new MoveTo(from, getHeight()), new VLineTo(getHeight() - height), new HLineTo(to), new VLineTo(getHeight()));
        }
    }
}
