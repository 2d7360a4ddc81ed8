package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.project.KnownTrials;
import org.junit.jupiter.api.Test;

final class ClosestViewModelTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = Samples.digits(100);
    private static final List<Trial> TRIALS = Samples.trials(REQUEST, 90).reversed();

    private final KnownTrials known = shared.known();
    private final ReadOnlyObjectWrapper<FeasibilityViewModel.Answer> feasibility =
            new ReadOnlyObjectWrapper<>(new FeasibilityViewModel.Answer(FeasibilityViewModel.State.FEASIBLE, "", List.of()));
    private final ClosestViewModel model =
            new ClosestViewModel(around, shared,
                    feasibility.getReadOnlyProperty());

    private void show(ConstraintSet limits) {
        shared.show(REQUEST, TRIALS);
        shared.limitsProperty().set(limits);
    }

    private String answer() {
        model.find();
        settle();
        return model.answerProperty().get().sentence();
    }

    @Test
    void selectsTheCandidateThatTheDomainSaysIsClosestAndHowFarItIs() {
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, median(CostKind.ENERGY));
        show(limits);
        Map<CostKind, Double> point = Map.of(CostKind.MEMORY, 20e3, CostKind.AREA, 2e-6);
        model.wanted(CostKind.MEMORY).textProperty().set("20 k");
        model.wanted(CostKind.AREA).textProperty().set(" 2 mm2 ");
        model.wanted(CostKind.LATENCY).textProperty().set("unlimited");
        String sentence = answer();
        Trial expected = ParetoArchive.closest(TRIALS, limits, point).orElseThrow();
        assertEquals(expected, TRIALS.get(shared.selectedProperty().get()));
        assertTrue(model.answerProperty().get().found());
        assertTrue(sentence.startsWith("Candidate " + expected.index() + " is the closest of "), sentence);
        assertTrue(sentence.contains("memory ") && sentence.contains("area ") && !sentence.contains("latency "), sentence);
        HardwareCost cost = expected.cost().orElseThrow();
        String percent = String.format(Locale.ROOT, "%.1f", 100 * Math.abs(cost.parameters() / 20e3 - 1));
        assertTrue(sentence.contains("(" + percent + " % " + (cost.parameters() > 20e3 ? "above)" : "below)")), sentence);
    }

    @Test
    void thePointIsThatOfTheLimitsUnlessOneIsWritten() {
        show(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 50e-6));
        assertFalse(model.openProperty().get());
        model.open();
        assertTrue(model.openProperty().get());
        assertEquals(List.of("", "50 mm\u00b2", "", ""), texts());
        model.wanted(CostKind.AREA).textProperty().set("7 mm2");
        model.close();
        model.open();
        assertEquals("7 mm2", texts().get(1), "what she wrote stays");
        model.takeLimits();
        assertEquals("50 mm\u00b2", texts().get(1));
    }

    private List<String> texts() {
        return model.wanted().stream().map(entry -> entry.textProperty().get()).toList();
    }

    @Test
    void aPlaceOfThePlotIsAPointOfOneCost() {
        show(ConstraintSet.UNLIMITED);
        model.wanted(CostKind.ENERGY).textProperty().set("1 uJ");
        model.findAt(CostKind.LATENCY, 1.23456e-3);
        settle();
        assertEquals(List.of("", "", "1.235 ms", ""), texts());
        assertEquals(ParetoArchive.closest(TRIALS, ConstraintSet.UNLIMITED, Map.of(CostKind.LATENCY, 1.235e-3)).orElseThrow(),
                TRIALS.get(shared.selectedProperty().get()));
    }

    @Test
    void onlyTheParetoFrontCanBeAskedFor() {
        show(ConstraintSet.UNLIMITED);
        model.wanted(CostKind.MEMORY).textProperty().set("20 k");
        model.paretoOnlyProperty().set(true);
        String sentence = answer();
        List<Trial> front = ParetoArchive.of(ConstraintSet.UNLIMITED.memoryScope(), TRIALS).front();
        assertTrue(front.contains(TRIALS.get(shared.selectedProperty().get())));
        assertTrue(sentence.contains("closest of " + front.size() + " feasible ones that no other beats"), sentence);
    }

    @Test
    void whatIsWrongWithAPointIsTold() {
        show(ConstraintSet.UNLIMITED);
        assertEquals("Write at least one cost that the candidate shall be near to.", answer());
        model.wanted(CostKind.AREA).textProperty().set("12 apples");
        model.wanted(CostKind.MEMORY).textProperty().set("0");
        String sentence = answer();
        assertTrue(sentence.contains("memory must be above 0."), sentence);
        assertTrue(sentence.contains("'apples' is not a unit of area"), sentence);
        assertEquals(-1, shared.selectedProperty().get());
    }

    @Test
    void withoutAFeasibleCandidateTheLimitToBlameIsTold() {
        assertEquals("No candidate is known yet.", asked(ConstraintSet.UNLIMITED, List.of()));
        double smallest = TRIALS.stream().flatMap(trial -> trial.cost().stream()).mapToDouble(cost -> cost.area().squareMetres()).min().orElseThrow();
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, smallest / 2);
        String sentence = asked(limits, TRIALS);
        assertTrue(sentence.startsWith("No known candidate meets all limits. The limit exceeded most often is area ("), sentence);
        assertTrue(sentence.endsWith("by " + known.costed() + " of " + known.costed() + " candidates."), sentence);
        assertFalse(model.answerProperty().get().found());
        feasibility.set(new FeasibilityViewModel.Answer(FeasibilityViewModel.State.INFEASIBLE, "To blame: area.", List.of()));
        assertEquals("To blame: area.", answer(), "what holds for the whole space says more");
        HardwareCost cost = TRIALS.getFirst().cost().orElseThrow();
        sentence = asked(ConstraintSet.UNLIMITED, List.of(new Trial(0, TRIALS.getFirst().architecture(), new TrialOutcome.OverLimits(cost), 0)));
        assertTrue(sentence.startsWith("No feasible candidate was scored: 1 meet"), sentence);
    }

    private String asked(ConstraintSet limits, List<Trial> trials) {
        shared.show(REQUEST, trials);
        shared.limitsProperty().set(limits);
        model.wanted(CostKind.MEMORY).textProperty().set("20 k");
        return answer();
    }

    @Test
    void anAnswerToAnEarlierQuestionIsNotShown() {
        show(ConstraintSet.UNLIMITED);
        model.wanted(CostKind.MEMORY).textProperty().set("20 k");
        model.find();
        shared.limitsProperty().set(ConstraintSet.PUBLISHED);
        settle();
        assertEquals("", model.answerProperty().get().sentence());
        assertEquals(-1, shared.selectedProperty().get());
        assertFalse(answer().isEmpty());
        shared.show(REQUEST, TRIALS.subList(0, 5));
        assertEquals("", model.answerProperty().get().sentence(), "the candidate is no longer known");
    }

    private static double median(CostKind kind) {
        double[] costs = TRIALS.stream().flatMap(trial -> trial.cost().stream())
                .mapToDouble(cost -> kind.costOf(cost, ConstraintSet.UNLIMITED.memoryScope())).sorted().toArray();
        return costs[costs.length / 2];
    }
}
