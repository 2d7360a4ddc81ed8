package org.hasnas.ui.plot.canvas;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.hasnas.ui.fx.Texts;

/**
 * Milliseconds per redraw of the plot at 880x700, median of {@value #REPEATS}.
 *
 * <p>"draw" is the time on the JavaFX thread until all layers hold the new picture, which is what keeps the user waiting. "frame" adds
 * rendering the whole scene into an image, more than a pulse renders. Run it with
 * {@code mvn -q test-compile exec:exec@plot-benchmark}.
 */
final class PlotBenchmark {
    private static final int REPEATS = 60;
    private static final int WARM_UP = 20;
    private static final double LIMIT = 100e-6;

    private final CandidatePlot plot = new CandidatePlot(new Texts());
    private final WritableImage image = new WritableImage(880, 700);
    private final SnapshotParameters parameters = new SnapshotParameters();

    private PlotBenchmark(Stage stage) {
        stage.setScene(new Scene(new StackPane(plot), 880, 700));
        stage.show();
    }

    /** Prints the table and ends the virtual machine's toolkit. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                new PlotBenchmark(new Stage()).measureAll();
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private void measureAll() {
        System.out.printf(Locale.ROOT, "%-8s %-14s %10s %10s%n", "points", "what", "draw ms", "frame ms");
        for (int count : new int[] {1_000, 5_000, 20_000, 50_000}) {
            PlotPoints points = PlotSamples.areas(count, LIMIT, 1);
            plot.setPoints(PlotPoints.empty());
            PlotPoints[] recoloured = new PlotPoints[10];
            for (int i = 0; i < recoloured.length; i++) {
                recoloured[i] = PlotSamples.recoloured(points, (60 + 8 * i) * 1e-6);
            }
            plot.setPoints(points);
            limit(LIMIT);
            plot.setBest(PlotSamples.best(points));
            measure(count, "full redraw", i -> {
                plot.setAxes(area(LIMIT), AxisSetting.of(i % 2 == 0 ? PlotValue.FITNESS : PlotValue.TRAINED));
                plot.setPoints(recoloured[i % recoloured.length]);
            });
            measure(count, "new points", i -> plot.setPoints(withOwnArrays(recoloured[i % recoloured.length])));
            measure(count, "recolour", i -> plot.setPoints(recoloured[i % recoloured.length]));
            measure(count, "slider drag", i -> {
                plot.setPoints(recoloured[i % recoloured.length]);
                limit((60 + 8 * (i % recoloured.length)) * 1e-6);
            });
            measure(count, "limit move", i -> limit(LIMIT + i % 7 * 1e-6));
            measure(count, "hover", i -> moveTo(points, i * 37 % count));
        }
    }

    private void limit(double limit) {
        plot.setAxes(area(limit), AxisSetting.of(PlotValue.FITNESS));
    }

    private static AxisSetting area(double limit) {
        return new AxisSetting(CostAxis.AREA, CostScale.AUTOMATIC, limit);
    }

    private static PlotPoints withOwnArrays(PlotPoints points) {
        return new PlotPoints(points.count(), points.x().clone(), points.y().clone(), points.state());
    }

    private void moveTo(PlotPoints points, int index) {
        double x = plot.geometry().pixelX(points.x()[index]);
        double y = plot.placed().pixelY(index);
        plot.fireEvent(new MouseEvent(MouseEvent.MOUSE_MOVED, x, y, x, y, MouseButton.NONE, 0, false, false, false, false, false, false,
                false, false, false, true, null));
    }

    private void measure(int count, String what, IntConsumer change) {
        double[] draw = new double[REPEATS];
        double[] frame = new double[REPEATS];
        int overlays = plot.overlayRedraws();
        for (int i = -WARM_UP; i < REPEATS; i++) {
            long start = System.nanoTime();
            change.accept(i + WARM_UP);
            plot.drawWhatChanged();
            long drawn = System.nanoTime();
            plot.snapshot(parameters, image);
            long rendered = System.nanoTime();
            if (i >= 0) {
                draw[i] = (drawn - start) * 1e-6;
                frame[i] = (rendered - start) * 1e-6;
            }
        }
        if (plot.overlayRedraws() - overlays < REPEATS) {
            throw new IllegalStateException(what + " was drawn only " + (plot.overlayRedraws() - overlays) + " times");
        }
        System.out.printf(Locale.ROOT, "%-8d %-14s %10.2f %10.2f%n", count, what, median(draw), median(frame));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
