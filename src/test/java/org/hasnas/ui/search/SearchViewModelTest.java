package org.hasnas.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.SearchForm;
import org.hasnas.workbench.chart.Curves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SearchViewModelTest extends ViewModelFixture {
    private final KnownTrials known = shared.known();
    private final RunsViewModel runs = new RunsViewModel(workbench.searches, workbench.costs, workbench.trainings, around, shared);
    private final SearchViewModel model = new SearchViewModel(workbench.searches, around, shared, runs);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = project("my project");
    }

    private void open() {
        open(project);
    }

    /** Pulls as the window does until something holds. */
    private void pulseUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            model.pulse();
            settle();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void withoutProjectNothingCanBeDone() {
        assertFalse(model.canStart().get());
        assertFalse(model.canPause().get());
        assertFalse(model.canContinue().get());
        assertFalse(model.canStop().get());
        assertEquals(Optional.empty(), model.command());
    }

    @Test
    void aSearchRunsToItsEndAndAllTrialsAreShownInOrder() throws InterruptedException {
        open();
        shared.form().budget().textProperty().set("50");
        model.start();
        settle();
        assertTrue(model.canStop().get());
        assertFalse(model.canStart().get());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 50), known.trials());
        assertEquals(RunStatus.FINISHED, runs.runs().getFirst().status());
        assertTrue(dialogs.notices.getLast().contains("finished"), dialogs.notices.toString());
        assertFalse(model.canContinue().get());
    }

    @Test
    void pauseStopAndContinueEndWithTheSameTrials() throws InterruptedException {
        open();
        shared.form().budget().textProperty().set("400");
        model.start();
        settle();
        pulseUntil(() -> known.size() > 10);
        model.pause();
        assertTrue(model.canContinue().get());
        assertFalse(model.canPause().get());
        model.continueRun();
        assertTrue(model.canPause().get());
        model.stop();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(RunStatus.STOPPED, runs.shownProperty().get().orElseThrow().status());
        assertTrue(model.canContinue().get());
        model.continueRun();
        settle();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(1, runs.runs().size());
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 400), known.trials());
    }

    @Test
    void movingALimitDoesNotReachTheRunningSearch() throws InterruptedException {
        open();
        model.start();
        settle();
        pulseUntil(() -> known.size() > 10);
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-7));
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().limits(), runs.shownProperty().get().orElseThrow().request().limits());
        assertEquals(Samples.trials(project.search(), project.search().budget()), known.trials());
    }

    @Test
    void openingShowsTheNewestRunAndAnotherCanBeChosen() {
        workbench.searches.add(project, Samples.digits(100), 30, RunStatus.INTERRUPTED);
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        assertEquals(2, runs.shownProperty().get().orElseThrow().id());
        assertEquals(60, known.size());
        assertFalse(model.canContinue().get());
        runs.show(runs.runs().get(1));
        settle();
        assertEquals(30, known.size());
        assertTrue(model.canContinue().get());
        assertTrue(model.command().orElseThrow().contains("--resume 1"), model.command().orElseThrow());
    }

    private List<OptionalLong> runsOfAll() {
        return IntStream.range(0, known.size()).mapToObj(known::run).distinct().toList();
    }

    @Test
    void allRunsOfTheSameNetworksStandBesideEachOtherWithWhatWasTrainedBesideThem() {
        workbench.searches.add(project, Samples.digits(30), 30, RunStatus.FINISHED);
        workbench.searches.add(project, Samples.request(NetworkTemplates.HASNAS_CIFAR10, 5), 5, RunStatus.FINISHED);
        SearchRequest newest = Samples.digits(20).withSeed(9);
        workbench.searches.add(project, newest, 20, RunStatus.FINISHED);
        Architecture trained = Architecture.parse("0001 0002 3000 0000");
        Architecture known1 = Samples.trial(newest, 3).architecture();
        for (Architecture design : List.of(trained, known1, trained)) {
            workbench.trainings.add(project, design, RunStatus.FINISHED, 3);
        }
        workbench.trainings.add(project, Architecture.parse("0001 0003 3000 0000"), RunStatus.STOPPED, 1);
        open();
        assertEquals(20, known.size(), "the last run alone");
        assertFalse(known.isMixed());

        runs.showAll();
        settle();
        assertEquals(1 + 30 + 20, known.size());
        assertEquals(List.of(OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(3)), runsOfAll());
        assertEquals(trained, known.trials().getFirst().architecture());
        assertTrue(known.trials().getFirst().cost().isPresent());
        assertEquals(Optional.empty(), known.trials().getFirst().fitness());
        assertEquals(List.of(3L, 1L), runs.chosenProperty().get().stream().map(RunSummary::id).toList());
        assertTrue(runs.noteProperty().get().endsWith("run 2."), runs.noteProperty().get());
        assertEquals("4 of run 1", known.nameOf(5, new Texts()));
        assertEquals(Samples.digits(30).seed(), known.candidate(5).orElseThrow().request().seed());

        runs.trainedProperty().set(false);
        settle();
        assertEquals(50, known.size());
        runs.show(runs.runs().getFirst());
        settle();
        assertEquals(20, known.size());
        assertEquals("", runs.noteProperty().get());
    }

    @Test
    void aFitnessOfOtherSettingsIsNotHeldAgainstThatOfTheNewestRun() {
        FitnessSettings other = new FitnessSettings(16, 1, Samples.digits(30).fitness().precision(), Samples.digits(30).fitness().score());
        workbench.searches.add(project, Samples.digits(30).withFitness(other), 30, RunStatus.FINISHED);
        workbench.searches.add(project, Samples.digits(20), 20, RunStatus.FINISHED);
        open();
        runs.show(runs.runs());
        settle();
        assertEquals(50, known.size());
        double[] fitness = known.fitness();
        assertTrue(IntStream.range(0, 30).allMatch(position -> Double.isNaN(fitness[position]) && !known.comparesFitness(position)));
        assertTrue(IntStream.range(30, 50).anyMatch(position -> !Double.isNaN(fitness[position])));
        assertTrue(known.best() >= 30);
    }

    @Test
    void theRunningSearchStandsBesideStoredRunsAndGrows() throws InterruptedException {
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        shared.form().budget().textProperty().set("40");
        model.start();
        settle();
        runs.show(runs.runs());
        settle();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(100, known.size());
        assertEquals(List.of(OptionalLong.of(1), OptionalLong.of(2)), runsOfAll());
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 40), known.trials().subList(60, 100));
    }

    @Test
    void whatTrainingsOfSeveralRunsSayIsKeptApart() {
        workbench.searches.ladder = (request, trials) -> request.ladder().map(settings -> SampleLadders.progress(request, trials));
        workbench.searches.add(project, SampleLadders.request(40), 40, RunStatus.FINISHED);
        workbench.searches.add(project, SampleLadders.request(30).withSeed(5), 30, RunStatus.FINISHED);
        open();
        Optional<DesignOutlook> third = shared.outlooks().of(3);
        assertTrue(third.isPresent());
        runs.show(runs.runs());
        settle();
        assertEquals(70, known.size());
        assertEquals(third, shared.outlooks().of(43));
        assertTrue(known.trainsAlike());
    }

    @Test
    void anotherChipPricesAllShownRuns() throws Exception {
        workbench.searches.add(project, Samples.digits(30), 30, RunStatus.FINISHED);
        workbench.searches.add(project, Samples.digits(20).withSeed(9), 20, RunStatus.FINISHED);
        open();
        runs.show(runs.runs());
        settle();
        double before = known.costs(CostKind.AREA, MemoryScope.ALL_PARAMETERS)[3];
        HardwareSettings other = workbench.costs.physical("neurosim-22nm-rram", "", temporary, new SpikeRateSource.Measured(0));
        runs.choose(other);
        settle();
        assertEquals(50, known.size());
        assertEquals(List.of(OptionalLong.of(1), OptionalLong.of(2)), runsOfAll());
        assertNotEquals(before, known.costs(CostKind.AREA, MemoryScope.ALL_PARAMETERS)[3]);
        assertEquals(other, known.candidate(3).orElseThrow().request().hardware());
    }

    @Test
    void aStoredRunCanBeLookedAtWhileAnotherRuns() throws InterruptedException {
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        model.start();
        settle();
        pulseUntil(() -> known.size() > 4);
        runs.show(runs.runs().get(1));
        pulseUntil(() -> known.size() == 60);
        runs.show(runs.runs().getFirst());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().budget(), known.size());
    }

    @Test
    void aWrongNumberStopsTheStartWithASentence() {
        open();
        shared.form().budget().textProperty().set("many");
        model.start();
        settle();
        assertEquals(1, dialogs.problems.size());
        assertTrue(dialogs.problems.getFirst().contains("many"), dialogs.problems.getFirst());
        assertEquals(Optional.empty(), model.liveStatusProperty().get());
    }

    @Test
    void aSearchByTrainingsIsAskedForWithItsTimeAndTheTrainingOfTheProject() {
        open();
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        shared.form().minutes().textProperty().set("2.5");
        shared.form().sideBySide().set(3);
        model.start();
        settle();
        SearchRequest asked = workbench.searches.started.getLast();
        assertEquals(Optional.of(new LadderSettings(2.5, 3, project.training())), asked.ladder());
        assertEquals(SearchAlgorithmId.LADDER, asked.algorithm());
    }

    @Test
    void aSearchByTrainingsBeginsWithDesignsOfTheShownRunAndOnesOwnAndEndsOnTheChip() throws Exception {
        workbench.searches.add(project, project.search(), 3, RunStatus.FINISHED);
        open();
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        shared.form().onChip().set(2);
        shared.form().frontProperty().set(FrontCost.EDAP);
        shared.form().designs().textProperty().set("0003 0000 0000 0000 @ width=8; 0002 0000 0000 0000");
        shared.form().beginWithProperty().set(SearchForm.BeginWith.SHOWN_RUN);
        String line = model.command().orElseThrow();
        assertTrue(line.contains("--on-chip 2") && line.contains("--front edap") && line.contains("--design '0003 0000 0000 0000 @ width=8'")
                && line.endsWith(" --from 1"), line);
        model.start();
        settle();
        LadderSettings asked = workbench.searches.started.getLast().ladder().orElseThrow();
        assertEquals(2, asked.onChip());
        assertEquals(FrontCost.EDAP, asked.front());
        assertEquals(
                List.of("0003 0000 0000 0000 @ width=8", "0002 0000 0000 0000",
                        workbench.searches.trials(project, 1).getFirst().architecture().text()),
                asked.given().stream().map(Architecture::text).toList());
        shared.form().designs().textProperty().set("0003 oops");
        assertTrue(shared.request().isEmpty());
    }

    @Test
    void aWrongTimeStopsOnlyASearchByTrainings() {
        open();
        shared.form().minutes().textProperty().set("-1");
        assertTrue(shared.request().isPresent());
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        assertTrue(shared.request().isEmpty());
        model.start();
        settle();
        assertTrue(dialogs.problems.getFirst().contains("minutes must be above 0"), dialogs.problems.getFirst());
    }

    @Test
    void whatTheTrainingsOfARunSayIsShownWhileItRunsAndWhenItIsOpenedAgain() throws InterruptedException {
        workbench.searches.ladder = (request, trials) -> request.ladder().map(settings -> SampleLadders.progress(request, trials));
        workbench.searches.add(project, SampleLadders.request(40), 40, RunStatus.FINISHED);
        Accuracy within = Accuracy.of(AccuracyKind.PREDICTED, 0.88, "a test");
        workbench.searches.prospects = new Prospects(OptionalDouble.of(0.975), 700,
                List.of(new LimitPrice(CostKind.MEMORY, 4e4, 0, Optional.empty(), within),
                        new LimitPrice(CostKind.ENERGY, 2e-7, 3, Optional.of(new LimitPrice.Beyond(Architecture.parse("0003 0000 0000 0000"),
                                new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.85, 0.95, "a test"))), within)));
        open();
        assertTrue(shared.outlooks().exist(), "of the stored run");
        String[] prices = runs.pricesProperty().get().split("\n", -1);
        assertTrue(prices[0].contains("more than 97.50 %") && prices[0].contains("95 % sure") && prices[0].contains("700"), prices[0]);
        assertEquals(List.of("memory: no design was found just beyond it", "energy +2.0 (-3.0 to +7.0)"), List.of(prices).subList(2, 4));
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        shared.form().budget().set(60);
        model.start();
        settle();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(60, known.size());
        assertTrue(shared.outlooks().of(50).isPresent());
        assertEquals(shared.outlooks().best(), shared.selectedProperty().get());
        assertTrue(dialogs.notices.getLast().contains("on the front"), dialogs.notices.getLast());
        runs.show(runs.runs().getLast());
        settle();
        assertEquals(40, known.size());
        assertTrue(shared.outlooks().of(39).isPresent());
    }

    @Test
    void theCommandNamesWhatTheWindowShows() {
        open();
        shared.form().algorithmProperty().set(SearchAlgorithmId.HASNAS);
        shared.form().budget().textProperty().set("77");
        shared.form().seed().textProperty().set("-5");
        assertEquals("hasnas search '" + project.folder() + "' --algorithm hasnas --budget 77 --seed -5 --threads 2",
                model.command().orElseThrow());
        assertTrue(shared.isModified());
    }

    @Test
    void anUntouchedProjectIsNotModified() {
        open();
        assertFalse(shared.isModified());
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-5));
        assertTrue(shared.isModified());
    }

    @Test
    void runsAreFoundByTheirNotesDeletedAndBroughtBack() {
        open();
        workbench.searches.add(project, Samples.digits(30), 30, RunStatus.FINISHED);
        workbench.searches.add(project, Samples.digits(20), 20, RunStatus.STOPPED);
        open(project);
        settle();
        assertEquals(List.of(2L, 1L), runs.runs().stream().map(RunSummary::id).toList());
        dialogs.names.add("wide cells #edge");
        runs.annotate(runs.runs().getLast());
        settle();
        runs.findProperty().set("#EDGE");
        assertEquals(List.of(1L), runs.runs().stream().map(RunSummary::id).toList());
        runs.findProperty().set("stopped");
        assertEquals(List.of(2L), runs.runs().stream().map(RunSummary::id).toList());
        runs.findProperty().set("");
        runs.show(List.copyOf(runs.runs()));
        settle();
        runs.compare();
        settle();
        RunComparison compared = runs.comparisonProperty().get().orElseThrow();
        Curves best = compared.best(new Texts());
        assertEquals(2, best.curves().size());
        double fittest = Samples.trials(Samples.digits(30), 30).stream().filter(trial -> trial.cost().filter(Samples.digits(30).limits()::isMetBy)
                .isPresent()).flatMap(trial -> trial.fitness().stream()).mapToDouble(score -> score.value()).max().orElseThrow();
        assertEquals(fittest, best.curves().getFirst().points().getLast().y());
        assertEquals(fittest, compared.fronts(new Texts()).curves().getFirst().points().getLast().y());
        runs.delete(runs.runs().getFirst());
        settle();
        assertEquals(List.of(1L), runs.runs().stream().map(RunSummary::id).toList());
        assertEquals(30, known.size(), "the newest that is left is shown");
        runs.restore();
        settle();
        assertEquals(2, runs.runs().size());
        assertEquals(Optional.empty(), runs.deletedProperty().get());
    }
}
