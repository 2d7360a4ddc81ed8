package org.hasnas.ui.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.transformation.SortedList;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.PlotViewModel;
import org.hasnas.ui.plot.canvas.CandidatePlot;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.ui.quantities.DesignQuantities;
import org.hasnas.ui.table.TrialRow;
import org.hasnas.ui.table.TrialTableViewModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A range that moves over designs of 12 axes: right after every step, and how long a step takes is printed, not asserted. Of 50 000 designs with
 * {@code mvn -B test -Dtest=BrushSpeedTest -Dhasnas.measure=true}, else of fewer.
 */
@ExtendWith(ApplicationExtension.class)
final class BrushSpeedTest extends ViewModelFixture {
    private static final int DESIGNS = Boolean.getBoolean("hasnas.measure") ? 50_000 : 5_000;
    private static final int MOVES = 40;
    private static final int WARM_UP = 10;
    /** Of this thread alone, since the machine may do other things, too. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final KnownAccuracies accuracies = new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared);
    private final DesignQuantities quantities = new DesignQuantities(shared, accuracies, NextFrame.AT_ONCE, new Texts());
    private final DesignColours colours = new DesignColours(quantities, new Texts());
    private final ParallelViewModel model = new ParallelViewModel(shared, quantities, new Texts());
    private final PlotViewModel scatter = new PlotViewModel(around, shared, accuracies, colours, imports);
    private final TrialTableViewModel table = new TrialTableViewModel(shared, new Texts());
    /** Means of what follows the range, draws the lines, draws the plot. */
    private final double[] parts = new double[3];
    private final SortedList<TrialRow> rows = new SortedList<>(table.rows());

    @Start
    void start(Stage stage) {
        stage.setScene(
                new Scene(new VBox(new ParallelPane(shared, model, quantities, colours, new SimpleObjectProperty<>(false), new Texts())), 1000, 260));
        stage.show();
    }

    @Test
    void designsFollowARange() throws Exception {
        SearchRequest plain = Samples.request(NetworkTemplates.HASNAS_CIFAR10, DESIGNS);
        SearchRequest request = plain.withSpace(plain.space().with(new DesignChoices(List.of(32, 64, 128), List.of(2, 4), List.of(4, 8))));
        List<Trial> trials = Samples.trials(request, DESIGNS);
        FakeAccuracies known = new FakeAccuracies();
        SplittableRandom random = new SplittableRandom(3);
        for (Trial trial : trials) {
            for (AccuracyKind kind : List.of(AccuracyKind.PREDICTED, AccuracyKind.TRAINED, AccuracyKind.QUANTIZED, AccuracyKind.ON_CHIP)) {
                known.put(trial.architecture(), Accuracy.of(kind, 0.5 + 0.5 * random.nextDouble(), "test"));
            }
        }
        workbench.candidates.accuracies = known;
        double[] milliseconds = WaitForAsyncUtils.asyncFx(() -> measure(request, trials)).get();
        Arrays.sort(milliseconds);
        System.out.printf(Locale.ROOT, "%d designs, %d axes: a range moves in %.1f ms (median), %.1f ms (worst) of the processor; "
                + "on average %.1f ms for filter and table, %.1f ms for lines, %.1f ms for the plot%n", DESIGNS,
                quantities.axesProperty().get().size(),
                milliseconds[milliseconds.length / 2], milliseconds[milliseconds.length - 1], parts[0], parts[1], parts[2]);
    }

    private double[] measure(SearchRequest request, List<Trial> trials) throws Exception {
        open(project("many"));
        shared.show(request, trials);
        settle();
        assertEquals(12, quantities.axesProperty().get().size());
        CandidatePlot points = new CandidatePlot(new Texts());
        points.resize(880, 400);
        points.layout();
        scatter.shownProperty().subscribe(now -> points.setPoints(now.points()));
        points.layout();
        ParallelPlot lines = new ParallelPlot(model, quantities, position -> {}, position -> {}, new Texts());
        lines.resize(1000, 240);
        byte[] colours = new byte[DESIGNS];
        lines.show(quantities.axesProperty().get(), colours, new int[] {0x0072B2});
        lines.layout();
        model.pickedProperty().subscribe(now -> lines.changeLines());
        Axis energy = quantities.axis("energy").orElseThrow();
        double[] milliseconds = new double[MOVES];
        for (int move = -WARM_UP; move < MOVES; move++) {
            double high = energy.value(0.3 + 0.6 * Math.floorMod(move, MOVES) / MOVES);
            long begin = CLOCK.getCurrentThreadCpuTime();
            model.mark("energy", new Range(energy.low(), high));
            long marked = CLOCK.getCurrentThreadCpuTime();
            lines.drawWhatChanged();
            long drawn = CLOCK.getCurrentThreadCpuTime();
            points.requestLayout();
            points.layout();
            long end = CLOCK.getCurrentThreadCpuTime();
            if (move >= 0) {
                milliseconds[move] = (end - begin) / 1e6;
                parts[0] += (marked - begin) / 1e6 / MOVES;
                parts[1] += (drawn - marked) / 1e6 / MOVES;
                parts[2] += (end - drawn) / 1e6 / MOVES;
            }
        }
        int inside = model.inside().orElseThrow().cardinality();
        assertTrue(inside > 0 && inside < DESIGNS);
        assertEquals(inside, rows.size());
        assertTrue(lines.redraws() >= MOVES);
        return milliseconds;
    }
}
