package org.hasnas.ui.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.junit.jupiter.api.Test;

final class TrialTableViewModelTest {
    private static final SearchRequest REQUEST = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 300);
    private static final List<Trial> TRIALS = Samples.trials(REQUEST, 300);

    private final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
    private final KnownTrials known = shared.known();
    private final TrialTableViewModel model = new TrialTableViewModel(shared, new Texts());

    private List<Trial> shown() {
        return model.rows().stream().map(TrialRow::trial).toList();
    }

    @Test
    void rowsFollowTheTrialsOfARunAndOfTheNext() {
        shared.show(REQUEST, TRIALS.subList(0, 100));
        known.append(TRIALS.subList(100, 300));
        assertEquals(TRIALS, shown());
        SearchRequest other = Samples.digits(50);
        shared.show(other, Samples.trials(other, 50));
        assertEquals(Samples.trials(other, 50), shown());
        shared.close();
        assertEquals(List.of(), shown());
    }

    @Test
    void theFilterFindsMatricesAndIndices() {
        shared.show(REQUEST, TRIALS);
        String matrix = TRIALS.get(40).architecture().text();
        model.filterProperty().set(matrix);
        assertTrue(shown().contains(TRIALS.get(40)));
        assertTrue(shown().stream().allMatch(trial -> trial.architecture().text().contains(matrix)));
        model.filterProperty().set("#123");
        assertEquals(List.of(TRIALS.get(123)), shown());
        model.filterProperty().set("");
        assertEquals(TRIALS, shown());
    }

    @Test
    void feasibleOnlyFollowsTheLimits() {
        shared.show(REQUEST, TRIALS);
        model.feasibleOnlyProperty().set(true);
        assertEquals(known.feasible(), model.rows().size());
        int before = model.rows().size();
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        assertTrue(model.rows().size() > before, "more candidates meet no limits");
        assertEquals(known.feasible(), model.rows().size());
    }

    @Test
    void theVerdictNamesWhatIsExceeded() {
        shared.show(REQUEST, TRIALS);
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 1e-9).withLimit(CostKind.ENERGY, 1e-12));
        assertEquals("exceeds area, energy", model.verdict(model.rows().getFirst()));
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        assertEquals("feasible", model.verdict(model.rows().getFirst()));
        assertTrue(model.verdict(model.rows().get(96)).startsWith("failed: "), model.verdict(model.rows().get(96)));
    }
}
