package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start before every test
final class CandidatePlotTest {
    private static final double LIMIT = 100e-6;

    private static final AxisSetting FITNESS = AxisSetting.of(PlotValue.FITNESS);

    private CandidatePlot plot;
    private StackPane root;

    private static AxisSetting area(double limit) {
        return new AxisSetting(CostAxis.AREA, CostScale.AUTOMATIC, limit);
    }

    @Start
    void start(Stage stage) {
        plot = new CandidatePlot(new Texts());
        root = new StackPane(plot);
        stage.setScene(new Scene(root, 880, 700));
        stage.show();
    }

    @BeforeEach
    void fourPoints() throws Exception {
        show(new PlotPoints(4, new double[] {40e-6, 80e-6, 120e-6, 60e-6}, new double[] {100, 300, 200, Double.NaN},
                new byte[] {1, 1, 0, 1}));
    }

    @Test
    void aClickSelectsTheNearestPointAndAClickOnNothingClears(FxRobot robot) {
        robot.clickOn(at(1, 4, 3), MouseButton.PRIMARY);
        assertEquals(1, plot.selectedProperty().get());
        robot.clickOn(at(3, 0, 0), MouseButton.PRIMARY);
        assertEquals(3, plot.selectedProperty().get(), "a point without fitness can be selected too");
        robot.clickOn(at(2, 40, 40), MouseButton.PRIMARY);
        assertEquals(-1, plot.selectedProperty().get());
    }

    @Test
    void thePointerHoversThePointAndShowsItsText(FxRobot robot) throws Exception {
        onFx(() -> {
            plot.setHoverText(index -> "candidate number " + index);
            return true;
        });
        robot.moveTo(at(2, 2, -2));
        settle();
        assertEquals(2, plot.hoveredProperty().get());
        Label tooltip = (Label) plot.getChildrenUnmodifiable().getLast();
        assertTrue(tooltip.isVisible());
        assertEquals("candidate number 2", tooltip.getText());
        robot.moveTo(at(2, 60, 60));
        settle();
        assertEquals(-1, plot.hoveredProperty().get());
        assertTrue(!tooltip.isVisible());
    }

    @Test
    void theMemoryAxisCountsSmallNetworksInThousands() throws Exception {
        onFx(() -> {
            plot.setAxes(AxisSetting.of(CostAxis.MEMORY), FITNESS);
            plot.setPoints(new PlotPoints(2, new double[] {20e3, 60e3}, new double[] {1, 2}, new byte[] {1, 1}));
            return true;
        });
        settle();
        assertEquals("Memory (k parameters)", plot.xTitle());
        assertTrue(plot.geometry().contains(plot.placed().pixelX(1), plot.placed().pixelY(1)));
        onFx(() -> {
            plot.setPoints(new PlotPoints(2, new double[] {20e3, 3e6}, new double[] {1, 2}, new byte[] {1, 1}));
            return true;
        });
        settle();
        assertEquals("Memory (M parameters)", plot.xTitle());
        assertTrue(plot.geometry().contains(plot.placed().pixelX(0), plot.placed().pixelY(0)));
    }

    @Test
    void costsStandOnTheYAxisInTheirUnitAndOverDecadesIfWanted() throws Exception {
        onFx(() -> {
            plot.setAxes(AxisSetting.of(PlotValue.FITNESS), new AxisSetting(CostAxis.ENERGY, CostScale.LOGARITHMIC, 2e-6));
            plot.setPoints(new PlotPoints(3, new double[] {1, 2, 3}, new double[] {1e-6, 1e-5, 1e-4}, new byte[] {1, 0, 0}));
            return true;
        });
        settle();
        assertEquals("Fitness (a score)", plot.xTitle());
        assertEquals("Energy (\u00b5J)", plot.yTitle());
        double[] y = {plot.placed().pixelY(0), plot.placed().pixelY(1), plot.placed().pixelY(2)};
        assertEquals(y[0] - y[1], y[1] - y[2], 0.01, "a decade each");
        assertTrue(y[0] - y[1] > 20, "they fill the plot: " + (y[0] - y[1]));
        assertEquals(1e-5, plot.costUpAt(plot.placed().pixelX(1), y[1]).orElseThrow(), 1e-8);
        assertTrue(plot.costAcrossAt(plot.placed().pixelX(1), y[1]).isEmpty(), "a fitness is no cost");
        WritableImage image = snapshot();
        save(image, "plot-energy-over-fitness");
        int chart = plot.chartRedraws();
        onFx(() -> {
            plot.setAxes(AxisSetting.of(PlotValue.FITNESS), new AxisSetting(CostAxis.ENERGY, CostScale.LOGARITHMIC, 2e-5));
            return true;
        });
        settle();
        assertEquals(chart, plot.chartRedraws(), "a limit within the range moves its line alone");
        assertTrue(differingPixels(image, snapshot()) > 1000, "line and veil have moved");
    }

    @Test
    void limitBestAndPointerNeverPaintTheMarksAgain(FxRobot robot) throws Exception {
        int dots = plot.dotRedraws();
        int charts = plot.chartRedraws();
        int overlays = plot.overlayRedraws();
        for (double limit : new double[] {90e-6, 100e-6, 110e-6}) {
            onFx(() -> {
                plot.setAxes(area(limit), FITNESS);
                plot.setBest(1);
                return true;
            });
            settle();
        }
        robot.moveTo(at(2, 0, 0));
        settle();
        assertEquals(dots, plot.dotRedraws());
        assertEquals(charts, plot.chartRedraws());
        assertTrue(plot.overlayRedraws() >= overlays + 3, "the overlay follows each of them");
    }

    @Test
    void manyChangesInOnePulseAreDrawnOnce() throws Exception {
        int dots = plot.dotRedraws();
        onFx(() -> {
            for (int i = 0; i < 100; i++) {
                plot.setPoints(PlotSamples.areas(50, LIMIT, i));
                plot.setAxes(area(i * 1e-6), FITNESS);
            }
            return true;
        });
        settle();
        assertEquals(dots + 1, plot.dotRedraws());
    }

    @Test
    void otherStatesRepaintTheMarksButNotTheAxes() throws Exception {
        PlotPoints points = PlotSamples.areas(500, LIMIT, 5);
        show(points);
        int dots = plot.dotRedraws();
        int charts = plot.chartRedraws();
        WritableImage before = snapshot();
        show(PlotSamples.recoloured(points, 60e-6));
        assertEquals(dots + 1, plot.dotRedraws());
        assertEquals(charts, plot.chartRedraws());
        assertTrue(differingPixels(before, snapshot()) > 500, "the colours have changed on the screen");
    }

    @Test
    void theSelectionIsClearedWhenItsCandidateIsGone() throws Exception {
        onFx(() -> {
            plot.selectedProperty().set(3);
            return true;
        });
        show(PlotPoints.empty());
        assertEquals(-1, plot.selectedProperty().get());
    }

    @Test
    void arrowKeysWalkAlongTheCostAndEscapeClears(FxRobot robot) {
        robot.clickOn(at(0, 0, 0), MouseButton.PRIMARY);
        robot.type(KeyCode.RIGHT);
        assertEquals(3, plot.selectedProperty().get());
        robot.type(KeyCode.RIGHT);
        assertEquals(1, plot.selectedProperty().get());
        robot.type(KeyCode.LEFT);
        assertEquals(3, plot.selectedProperty().get());
        robot.type(KeyCode.ESCAPE);
        assertEquals(-1, plot.selectedProperty().get());
    }

    @Test
    void draggingZoomsAndADoubleClickShowsEverythingAgain(FxRobot robot) throws Exception {
        PlotGeometry everything = plot.geometry();
        robot.drag(at(1, -50, -30), MouseButton.PRIMARY).dropTo(at(1, 50, 50));
        settle();
        assertTrue(plot.geometry().x().upper() < everything.x().upper());
        assertTrue(plot.placed().isVisible(1));
        assertTrue(!plot.placed().isVisible(0));
        assertEquals(-1, plot.selectedProperty().get(), "a drag is no click");
        robot.doubleClickOn(at(1, 100, 100), MouseButton.PRIMARY);
        settle();
        assertEquals(everything, plot.geometry());
    }

    @Test
    void scrollingZoomsAroundThePointer() throws Exception {
        PlotGeometry before = plot.geometry();
        float x = plot.placed().pixelX(1);
        float y = plot.placed().pixelY(1);
        for (int notch = 0; notch < 3; notch++) {
            // Fired by hand: the Headless platform gives wheel events the coordinates of the screen.
            onFx(() -> {
                plot.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, x, y, x, y, false, false, false, false, false, false, 0, 40, 0, 40,
                        ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
                return true;
            });
        }
        settle();
        PlotGeometry now = plot.geometry();
        double factor = Math.pow(1.0025, -120);
        assertEquals((before.x().upper() - before.x().lower()) * factor, now.x().upper() - now.x().lower(), 1e-9);
        assertEquals((before.y().upper() - before.y().lower()) * factor, now.y().upper() - now.y().lower(), 1e-6);
        assertEquals(x, plot.placed().pixelX(1), 0.01, "the point under the pointer stays");
        assertEquals(y, plot.placed().pixelY(1), 0.01, "the point under the pointer stays");
    }

    @Test
    void fiftyThousandPointsAreDrawnAndPicked(FxRobot robot) throws Exception {
        PlotPoints points = PlotSamples.areas(50_000, LIMIT, 7);
        show(points);
        int rightmost = rightmost(points);
        robot.clickOn(at(rightmost, 1, 1), MouseButton.PRIMARY);
        assertEquals(rightmost, plot.selectedProperty().get());
    }

    @Test
    void snapshotsInBothThemes() throws Exception {
        for (int count : new int[] {0, 300, 50_000}) {
            PlotPoints points = PlotSamples.areas(count, LIMIT, 3);
            for (boolean dark : new boolean[] {false, true}) {
                onFx(() -> {
                    root.setStyle("-fx-background-color: " + (dark ? "#0d1117" : "white"));
                    plot.setDark(dark);
                    plot.setAxes(area(LIMIT), FITNESS);
                    plot.setPoints(points);
                    plot.setBest(PlotSamples.best(points));
                    plot.selectedProperty().set(count > 0 ? 17 : -1);
                    return true;
                });
                settle();
                WritableImage image = snapshot();
                save(image, "plot-" + count + (dark ? "-dark" : "-light"));
                Color corner = image.getPixelReader().getColor(2, (int) image.getHeight() - 2);
                assertEquals(dark ? Color.web("#0d1117") : Color.WHITE, corner, "no surround of its own");
            }
        }
    }

    @Test
    void aLimitOutOfReachIsPointedAtWithoutMovingTheAxes(FxRobot robot) throws Exception {
        PlotPoints points = PlotSamples.areas(300, LIMIT, 3);
        onFx(() -> {
            plot.setHoverText(index -> "Candidate " + index + "\nArea " + CostAxis.AREA.format(points.x()[index]));
            plot.setPoints(points);
            return true;
        });
        settle();
        PlotGeometry without = plot.geometry();
        WritableImage before = snapshot();
        onFx(() -> {
            plot.setAxes(area(LIMIT * 40), FITNESS);
            return true;
        });
        settle();
        assertEquals(without, plot.geometry());
        assertTrue(differingPixels(before, snapshot()) > 100, "a text says where the limit is");
        robot.moveTo(at(rightmost(points), 0, 0));
        settle();
        WritableImage image = snapshot();
        save(image, "plot-limit-out-of-reach");
        Label tooltip = (Label) plot.getChildrenUnmodifiable().getLast();
        assertTrue(tooltip.isVisible());
        assertTrue(plot.getLayoutBounds().contains(tooltip.getBoundsInParent()), "the text stays inside the plot");
    }

    private static void save(WritableImage image, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile());
    }

    private static int rightmost(PlotPoints points) {
        int rightmost = 0;
        for (int i = 0; i < points.count(); i++) {
            rightmost = points.scored(i) && points.x()[i] > points.x()[rightmost] ? i : rightmost;
        }
        return rightmost;
    }

    private Point2D at(int index, double dx, double dy) {
        return plot.localToScreen(plot.placed().pixelX(index) + dx, plot.placed().pixelY(index) + dy);
    }

    private void show(PlotPoints points) throws Exception {
        onFx(() -> {
            plot.setPoints(points);
            return true;
        });
        settle();
    }

    private WritableImage snapshot() throws Exception {
        return onFx(() -> plot.getScene().snapshot(null));
    }

    private static int differingPixels(WritableImage a, WritableImage b) {
        int differing = 0;
        for (int y = 0; y < (int) a.getHeight(); y++) {
            for (int x = 0; x < (int) a.getWidth(); x++) {
                differing += a.getPixelReader().getArgb(x, y) == b.getPixelReader().getArgb(x, y) ? 0 : 1;
            }
        }
        return differing;
    }

    private static <T> T onFx(Callable<T> action) throws InterruptedException, ExecutionException, TimeoutException {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }

    /** Waits until all events are handled and two whole pulses have passed: then everything is drawn, on a busy machine too. */
    private void settle() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        for (int pulse = 0; pulse < 2; pulse++) {
            CountDownLatch passed = new CountDownLatch(1);
            Runnable listener = passed::countDown;
            onFx(() -> {
                plot.getScene().addPostLayoutPulseListener(listener);
                Platform.requestNextPulse();
                return true;
            });
            assertTrue(passed.await(20, TimeUnit.SECONDS), "no pulse");
            onFx(() -> {
                plot.getScene().removePostLayoutPulseListener(listener);
                return true;
            });
        }
    }
}
