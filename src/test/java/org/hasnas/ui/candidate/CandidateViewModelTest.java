package org.hasnas.ui.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.project.KnownTrials;
import org.junit.jupiter.api.Test;

final class CandidateViewModelTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 200);

    private final KnownTrials known = shared.known();
    private final CandidateViewModel model = new CandidateViewModel(workbench.candidates, workbench.costs,
            around, shared);

    private void select(int position) {
        shared.selectedProperty().set(position);
        settle();
    }

    @Test
    void theSelectedTrialIsShownWithItsCost() {
        shared.show(REQUEST, Samples.trials(REQUEST, 100));
        select(5);
        CostReport report = model.costProperty().get().orElseThrow();
        assertEquals(known.trials().get(5).cost().orElseThrow(), report.total());
        assertEquals(4, model.marginsProperty().get().size());
        select(-1);
        assertEquals(Optional.empty(), model.candidateProperty().get());
        assertEquals(List.of(), model.marginsProperty().get());
    }

    @Test
    void whatIsExpectedOfADesignFollowsTheTrainings() {
        SearchRequest ladder = SampleLadders.request(40);
        shared.show(ladder, Samples.trials(ladder, 40));
        select(5);
        assertEquals(Optional.empty(), model.outlookProperty().get());
        LadderProgress progress = SampleLadders.progress(ladder, known.trials());
        shared.outlooks().take(Optional.of(progress));
        assertEquals(Optional.of(progress.outlooks().get(5)), model.outlookProperty().get());
        select(7);
        assertEquals(7, model.outlookProperty().get().orElseThrow().trial());
        select(-1);
        assertEquals(Optional.empty(), model.outlookProperty().get());
    }

    @Test
    void theMarginsFollowTheSliders() {
        shared.show(REQUEST, Samples.trials(REQUEST, 100));
        select(5);
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 1e-9));
        List<Margin> exceeded = model.marginsProperty().get().stream().filter(margin -> !margin.passes()).toList();
        assertEquals(List.of(CostKind.ENERGY), exceeded.stream().map(Margin::kind).toList());
    }

    @Test
    void theCostOfACandidateThatIsNoLongerShownIsDropped() {
        shared.show(REQUEST, Samples.trials(REQUEST, 100));
        shared.selectedProperty().set(5);
        shared.selectedProperty().set(6);
        settle();
        assertEquals(known.trials().get(6).cost().orElseThrow(), model.costProperty().get().orElseThrow().total());
    }

    @Test
    void aMissingFitnessIsExplained() {
        SearchRequest strict = REQUEST.withAlgorithm(SearchAlgorithmId.HASNAS)
                .withLimits(ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, 1e-7));
        shared.show(strict, Samples.trials(strict, 97));
        select(0);
        assertTrue(model.missingFitness().orElseThrow().contains("limits"), "over the limits");
        select(96);
        assertTrue(model.missingFitness().orElseThrow().contains("no path"), "failed");
        assertFalse(model.marginsProperty().get().isEmpty(), "its cost is computed all the same");
    }

    @Test
    void exportAndImportShowTheSameCells() {
        shared.show(REQUEST, Samples.trials(REQUEST, 100));
        select(7);
        String matrix = known.trials().get(7).architecture().text();
        Path file = temporary.resolve("candidate.json");
        dialogs.files.add(file);
        model.exportCandidate(temporary);
        settle();
        assertEquals(List.of("candidate-7.json"), dialogs.suggestedNames);
        assertTrue(Files.exists(file));
        dialogs.files.add(file);
        model.importCandidate(temporary);
        settle();
        assertEquals(-1, shared.selectedProperty().get());
        assertEquals(Optional.of("candidate.json"), model.importedFromProperty().get());
        assertEquals(matrix, model.candidateProperty().get().orElseThrow().trial().architecture().text());
        assertTrue(model.costProperty().get().isPresent());
    }

    @Test
    void severalDesignsTakePartInTheNextSearchByTrainings() throws Exception {
        List<Candidate> designs = Samples.trials(REQUEST, 100).stream().limit(3).map(trial -> new Candidate(REQUEST, trial)).toList();
        Path zip = temporary.resolve("designs.zip");
        dialogs.files.add(zip);
        shared.choose(designs);
        model.exportCandidate(temporary);
        settle();
        assertEquals(List.of("designs.zip"), dialogs.suggestedNames);
        model.open(zip);
        settle();
        assertTrue(dialogs.problems.getLast().contains("3 designs"), "no project is open: " + dialogs.problems);

        Project project = project("p");
        open(project);
        model.open(zip);
        settle();
        assertTrue(dialogs.problems.getLast().contains("don't pay for trainings"), dialogs.problems.toString());
        assertEquals(List.of(), shared.form().designs().designs());

        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        model.open(zip);
        settle();
        List<Architecture> own = designs.stream().map(design -> design.trial().architecture()).distinct().toList();
        assertEquals(own, shared.form().designs().designs());
        assertEquals(own.getFirst(), model.candidateProperty().get().orElseThrow().trial().architecture());
        assertTrue(dialogs.notices.getLast().contains("3 designs read, " + own.size() + " of them new"), dialogs.notices.toString());
    }

    @Test
    void theCostReportIsWrittenUnderASuggestedName() {
        shared.show(REQUEST, Samples.trials(REQUEST, 100));
        select(7);
        Path file = temporary.resolve("cost.csv");
        dialogs.files.add(file);
        model.exportCost(temporary);
        settle();
        assertEquals(List.of("cost-7.csv"), dialogs.suggestedNames);
        assertTrue(Files.exists(file));
    }

    @Test
    void nothingSelectedIsSaidAndAWrongFileToo() throws Exception {
        model.exportCandidate(temporary);
        assertEquals(1, dialogs.problems.size());
        Path file = Files.writeString(temporary.resolve("wrong.json"), "what is this");
        dialogs.files.add(file);
        model.importCandidate(temporary);
        settle();
        assertTrue(dialogs.problems.getLast().contains("wrong.json"), dialogs.problems.toString());
    }
}
