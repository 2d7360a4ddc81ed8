package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutlooksTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = SampleLadders.request(60);

    private final Outlooks outlooks = shared.outlooks();
    private final List<Trial> trials = Samples.trials(REQUEST, 60);
    private final LadderProgress progress = SampleLadders.progress(REQUEST, trials);

    @BeforeEach
    void show() {
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        shared.show(REQUEST, trials.reversed()); // as they became known
        outlooks.take(Optional.of(progress));
    }

    @Test
    void designsAreFoundByTheirTrialsWhateverTheOrder() {
        assertTrue(outlooks.exist());
        for (DesignOutlook outlook : progress.outlooks()) {
            int position = 59 - outlook.trial();
            assertEquals(Optional.of(outlook), outlooks.of(position));
            assertEquals(100 * outlook.expected().fraction(), outlooks.percent(position), 1e-12);
        }
        assertEquals(Optional.empty(), outlooks.of(-1));
        assertEquals(Optional.empty(), outlooks.of(60));
        assertTrue(Double.isNaN(outlooks.percent(60)));
    }

    @Test
    void theBestFollowsTheLimits() {
        int best = outlooks.best();
        assertTrue(progress.outlooks().stream().allMatch(outlook -> 100 * outlook.expected().fraction() <= outlooks.percent(best)));
        double energy = shared.known().trials().get(best).cost().orElseThrow().energy().joules();
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, energy * 0.99));
        settle();
        int cheaper = outlooks.best();
        assertTrue(shared.known().isFeasible(cheaper));
        assertTrue(outlooks.percent(cheaper) < outlooks.percent(best));
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 0));
        settle();
        assertEquals(-1, outlooks.best());
    }

    @Test
    void onlyChangesAreTold() {
        long version = outlooks.versionProperty().get();
        outlooks.take(Optional.of(new LadderProgress(progress.outlooks(), progress.front(), progress.predictions(), List.of(), 9, 10)));
        assertEquals(version, outlooks.versionProperty().get(), "the time goes on, but nothing else is expected");
        outlooks.take(Optional.of(SampleLadders.progress(REQUEST, trials.subList(0, 30))));
        assertEquals(version + 1, outlooks.versionProperty().get());
        assertEquals(Optional.empty(), outlooks.of(0));
    }

    @Test
    void trialsThatBecomeKnownLaterGetTheirOutlook() {
        shared.show(REQUEST, trials.subList(0, 10));
        outlooks.take(Optional.of(progress));
        assertEquals(Optional.empty(), outlooks.of(20));
        shared.known().append(trials.subList(10, 60));
        assertEquals(20, outlooks.of(20).orElseThrow().trial());
    }

    @Test
    void nothingIsExpectedOfAnotherRun() {
        shared.show(Samples.digits(60), Samples.trials(Samples.digits(60), 60));
        assertFalse(outlooks.exist());
        assertEquals(Optional.empty(), outlooks.of(3));
        assertEquals(-1, outlooks.best());
    }
}
