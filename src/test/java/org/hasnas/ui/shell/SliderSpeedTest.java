package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.project.KnownTrials;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window with many candidates: right after every step, and how long a step takes is printed, not asserted. 50 000 of them with
 * {@code mvn -B test -Dtest=SliderSpeedTest -Dhasnas.measure=true}, else fewer.
 */
final class SliderSpeedTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();
    private static final int TRIALS = Boolean.getBoolean("hasnas.measure") ? 50_000 : 5_000;
    private static final int MOVES = 60;
    private static final int BATCH = 20;

    @Start
    void start(Stage primary) {
        show(primary, fake.all());
    }

    @Test
    void candidatesFollowASlider() throws Exception {
        SearchRequest request = Samples.request(NetworkTemplates.HASNAS_CIFAR10, TRIALS);
        List<Trial> trials = Samples.trials(request, TRIALS);
        KnownTrials known = studio.project().known();
        long loading = timeFx(() -> studio.project().show(request, trials.subList(0, TRIALS - BATCH * MOVES)));
        long appending = 0;
        for (int move = 0; move < MOVES; move++) {
            int from = TRIALS - BATCH * (MOVES - move);
            appending += timeFx(() -> known.append(trials.subList(from, from + BATCH)));
            WaitForAsyncUtils.waitForFxEvents(1);
        }
        long pulses = 0;
        for (int move = 0; move < MOVES; move++) {
            double area = (5 + move) * 1e-6;
            long start = System.nanoTime();
            perform(() -> studio.search().constraints().limit(CostKind.AREA).setLimit(area));
            long classified = known.classificationProperty().get();
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> known.classificationProperty().get() >= classified);
            WaitForAsyncUtils.waitForFxEvents(1);
            pulses += System.nanoTime() - start;
        }
        long pass = timeFx(() -> {
            for (int move = 0; move < MOVES; move++) {
                studio.project().limitsProperty().set(studio.project().limits().withLimit(CostKind.AREA, (5 + move) * 1e-6));
                known.reclassifyNow();
            }
        }) / MOVES;
        long passing = trials.stream().filter(trial -> trial.cost().filter(cost -> studio.project().limits().passes(CostKind.AREA, cost)).isPresent())
                .count();
        assertEquals(passing, known.passing(CostKind.AREA));
        System.out.printf(Locale.ROOT, "%d candidates: shown in %.1f ms, %d more in %.2f ms, a slider step %.2f ms, with its frames %.1f ms%n",
                TRIALS, loading / 1e6, BATCH, appending / 1e6 / MOVES, pass / 1e6, pulses / 1e6 / MOVES);
    }

    private static long timeFx(Runnable work) throws Exception {
        return ask(() -> {
            long start = System.nanoTime();
            work.run();
            return System.nanoTime() - start;
        });
    }
}
