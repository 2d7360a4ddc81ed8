package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.CaughtLog;
import org.hasnas.testdata.SharedData;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.jobs.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real searches on the embedded digits, with the real store. */
@Timeout(300)
final class WorkbenchTest {
    @TempDir
    Path folder;

    private Workbench workbench;

    @BeforeEach
    void open() throws Exception {
        workbench = Workbench.local(file -> SqliteStore.open(file, "test"));
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    @ParameterizedTest
    @EnumSource(value = SearchAlgorithmId.class, mode = EnumSource.Mode.EXCLUDE,
            names = {"LADDER", "RANDOM", "ASHA", "TRAINED_EVOLUTION", "TRAINED_NSGA2"}) // LadderTest has these
    void theSameRequestGivesTheSameTrialsWhateverTheThreads(SearchAlgorithmId algorithm) throws Exception {
        Project project = digits();
        SearchRequest request = small(project).withAlgorithm(algorithm);
        List<Trial> alone = trialsOf(project, finished(workbench.searches().start(project, request, 1)));
        List<Trial> together = trialsOf(project, finished(workbench.searches().start(project, request, 3)));
        assertEquals(request.budget(), alone.size());
        assertEquals(withoutTimes(alone), withoutTimes(together));
    }

    @Test
    void aBenchmarkKnowsTheAccuracyOfCandidatesAndTheRegretOfAPick() throws Exception {
        Project created = workbench.projects().create(folder.resolve("bench"), "spikenas-bench-cifar10");
        Files.writeString(created.folder().resolve("t.csv"),
                "arch_id,parameters,test_accuracy\n50,17917668,86.0\n75,17917668,85.5\n25,17179620,81.0\n");
        SearchRequest request = created.search().withLimits(ConstraintSet.UNLIMITED).withBudget(5)
                .withFitness(created.search().fitness().withScore(ScoreId.HASNAS));
        workbench.projects().save(new Project(created.folder(), "bench", "", request, Optional.of("t.csv")));
        Project project = workbench.projects().open(created.folder());
        finished(workbench.searches().start(project, request, 1)); // a score that simulates nothing needs no images
        CandidateAccuracies known = workbench.candidates().accuracies(project, request);
        KnownTable table = known.table().orElseThrow();
        Architecture best = Architecture.parse("0002 0000 0000 0000");
        Architecture second = Architecture.parse("0003 0000 0000 0000");
        assertEquals(Optional.of(best), table.best());
        assertEquals(3, table.feasible());
        assertEquals(AccuracyKind.BENCHMARK, known.accuracy(second, AccuracyKind.BENCHMARK).orElseThrow().kind());
        assertEquals(0.005, known.regretFraction(second).orElseThrow(), 1e-12);
        assertTrue(known.regretFraction(Architecture.parse("0004 0000 0000 0000")).isEmpty());
        Accuracy ofSameNetwork = known.accuracy(Architecture.parse("0302 0000 0000 0000"), AccuracyKind.BENCHMARK)
                .orElseThrow(); // its edge 0->1 is dead
        assertEquals(0.86, ofSameNetwork.fraction(), 1e-12);
        assertTrue(ofSameNetwork.source().contains("arch_id 50 (the same network written as 0002 0000 0000 0000)"), ofSameNetwork.source());
        assertTrue(known.withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 1)).table().orElseThrow().best().isEmpty());
        assertTrue(workbench.candidates().accuracies(digits(), request).table().isEmpty());
    }

    @Test
    void aStoppedRunIsContinuedToTheSameResult() throws Exception {
        Project project = digits();
        SearchRequest request = small(project);
        List<Trial> whole = trialsOf(project, finished(workbench.searches().start(project, request, 2)));

        JobHandle<RunProgress, RunSummary> first = workbench.searches().start(project, request, 2);
        awaitTrials(first, 3);
        first.cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(first));
        assertEquals(RunStatus.STOPPED, first.status());
        long id = first.progress().run().id();
        List<Trial> stored = workbench.searches().trials(project, id);
        assertEquals(withoutTimes(stored), withoutTimes(first.progress().trials()));

        JobHandle<RunProgress, RunSummary> second = workbench.searches().resume(project, id, 2);
        assertEquals(stored, second.progress().trials().subList(0, stored.size()), "those of before come first");
        assertEquals(withoutTimes(whole), withoutTimes(trialsOf(project, finished(second))));
    }

    @Test
    void aPausedRunGainsNoTrialsUntilItIsResumed() throws Exception {
        Project project = digits();
        JobHandle<RunProgress, RunSummary> run = workbench.searches().start(project, small(project), 2);
        awaitTrials(run, 1);
        run.pause();
        assertEquals(RunStatus.PAUSED, run.status());
        TimeUnit.MILLISECONDS.sleep(300); // trials that had passed their last checkpoint may still arrive
        int before = run.progress().done();
        TimeUnit.MILLISECONDS.sleep(300);
        assertEquals(before, run.progress().done());
        run.resume();
        Awaited.result(run);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // an open file can't be removed there
    void aSearchAfterTheStoreWasDeletedMakesANewStore() throws Exception {
        Project project = digits();
        SearchRequest request = small(project).withBudget(2);
        finished(workbench.searches().start(project, request, 2));
        Files.delete(project.storeFile());
        long run = finished(workbench.searches().start(project, request, 2));
        assertTrue(Files.exists(project.storeFile()));
        assertEquals(1, workbench.searches().list(project).size());
        assertEquals(2, workbench.searches().trials(project, run).size());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSearchWhoseStoreIsDeletedFailsInsteadOfLosingItsTrials() throws Exception {
        Project project = digits();
        try (CaughtLog log = new CaughtLog(Jobs.class)) {
            JobHandle<RunProgress, RunSummary> run = workbench.searches().start(project, small(project).withBudget(100_000), 2);
            awaitTrials(run, 1);
            Files.delete(project.storeFile());
            HasnasException failed = assertThrows(HasnasException.class, () -> Awaited.result(run));
            assertTrue(failed.getMessage().contains("was removed or replaced"), failed.getMessage());
            assertEquals(RunStatus.FAILED, run.status());
            assertEquals(List.of("WARN Run 1 failed"), log.lines());
        }
    }

    /** Front ends tell by this whether a project file was changed by somebody else. */
    @Test
    void aSavedProjectIsReadBackEqual() throws Exception {
        Project project = digits();
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            ConstraintSet limits = ConstraintSet.PUBLISHED;
            for (CostKind kind : CostKind.values()) {
                limits = limits.withLimit(kind, random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY
                        : kind.leastLimit() * Math.pow(10, 6 * random.nextDouble()));
            }
            Project saved = new Project(project.folder(), "name: '" + round + "' #", "two\nlines", project.search().withLimits(limits));
            workbench.projects().save(saved);
            assertEquals(saved, workbench.projects().open(project.folder()));
        }
    }

    @Test
    void aFinishedRunIsNotContinued() throws Exception {
        Project project = digits();
        long run = finished(workbench.searches().start(project, small(project).withBudget(2), 2));
        HasnasException refusal = assertThrows(HasnasException.class, () -> workbench.searches().resume(project, run, 1));
        assertEquals(ErrorCode.BAD_INPUT, refusal.code());
        assertTrue(refusal.getMessage().contains("finished"), refusal.getMessage());
    }

    @Test
    void aTemplateThatDoesNotSuitTheImagesIsRefusedBeforeARunIsStored() throws Exception {
        Project project = digits();
        SearchRequest digits = small(project);
        SearchRequest wrong = digits.withTemplate(NetworkTemplates.HASNAS_CIFAR10.template());
        HasnasException refusal = assertThrows(HasnasException.class, () -> workbench.searches().start(project, wrong, 1));
        assertTrue(refusal.getMessage().contains("3x32x32") && refusal.getMessage().contains("1x8x8"), refusal.getMessage());
        assertTrue(workbench.searches().list(project).isEmpty());
    }

    @Test
    void moreImagesThanThereAreIsAnErrorWithTheNumbers() throws Exception {
        Project project = digits();
        SearchRequest request = small(project);
        SearchRequest greedy = request.withBudget(1).withFitness(new FitnessSettings(256, 10)).withSeed(1);
        HasnasException refusal = assertThrows(HasnasException.class, () -> workbench.searches().start(project, greedy, 1));
        assertTrue(refusal.getMessage().contains("2560"), refusal.getMessage());
    }

    @Test
    void anExportedCandidateIsReadBackEqual() throws Exception {
        Project project = digits();
        JobHandle<RunProgress, RunSummary> run = workbench.searches().start(project, small(project).withBudget(2), 2);
        finished(run);
        Candidate candidate = new Candidate(run.progress().run().request(), run.progress().trials().getFirst());
        Path file = folder.resolve("candidate.json");
        workbench.candidates().write(candidate, file);
        assertEquals(candidate, workbench.candidates().read(file));
    }

    @Test
    void aCostReportIsWrittenWithItsModelAndLimits() throws Exception {
        CostReport report = workbench.costs().report(Network.of(NetworkTemplates.SNASNET_CIFAR10.template(),
                NetworkTemplates.SNASNET_CIFAR10.space(), Architecture.parse("0303 0030 2002 0200")), SpikeSimSettings.DEFAULT);
        Path file = folder.resolve("cost.csv");
        workbench.costs().export(report, ConstraintSet.PUBLISHED, file);
        String text = Files.readString(file);
        assertTrue(text.contains("spikesim-ela") && text.contains("reduction1"), text);
    }

    @Test
    void aNewProjectIsThereWhenReopenedAndAUsedFolderIsRefused() throws Exception {
        Project made = workbench.projects().create(folder.resolve("mine"), "hasnas-cifar10");
        assertEquals(made, workbench.projects().open(folder.resolve("mine")));
        assertEquals(made, workbench.projects().open(folder.resolve("mine").resolve(Project.FILE_NAME)));
        HasnasException refusal = assertThrows(HasnasException.class, () -> workbench.projects().create(folder.resolve("mine"), "digits"));
        assertTrue(refusal.getMessage().contains("holds a project already"), refusal.getMessage());
    }

    @Test
    void anUnknownPresetNamesTheKnownOnes() {
        HasnasException refusal = assertThrows(HasnasException.class, () -> workbench.projects().create(folder.resolve("mine"), "cifar"));
        assertTrue(refusal.getMessage().contains("snasnet-cifar10"), refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("mine")));
    }

    @Test
    void theFitnessReportNamesEveryLifLayer() throws Exception {
        FitnessResult result = Awaited.result(workbench.scores().fitness(DatasetReference.EMBEDDED_DIGITS, Network.of(
                NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000")),
                new FitnessSettings(16, 2), 1, 1)).result();
        assertEquals(2, result.perBatch().size());
        assertEquals(result.score().value(), (result.perBatch().get(0) + result.perBatch().get(1)) / 2, 1e-12);
        assertEquals(2 * 5 + 3, result.layers().size()); // five convolutions per cell, reduction, last, hidden
    }

    @Test
    void anImportedDataSetIsUsedFromInsideTheProject() throws Exception {
        Path source = SharedData.require("data/cifar-10-batches-bin");
        Project project = workbench.projects().create(folder.resolve("cifar"), "hasnas-cifar10");
        Project changed = Awaited.result(workbench.datasets().importInto(project, source));
        assertEquals("data/cifar-10-batches-bin", changed.search().dataset().path());
        assertEquals(changed, workbench.projects().open(project.folder()));
        JobHandle<RunProgress, RunSummary> run = workbench.searches().start(changed, small(changed).withBudget(1), 1);
        run.cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(run));
    }

    @Test
    void aProjectIsFittedToAnImportedDataSet() throws Exception {
        Path file = SharedData.require("data/fashion-mnist").resolve("train-images-idx3-ubyte.gz");
        Project project = digits();
        Project changed = Awaited.result(workbench.datasets().importInto(project, file));
        assertEquals(new DatasetReference(DatasetReference.Format.IDX, "data/fashion-mnist"), changed.search().dataset());
        assertEquals(NetworkTemplates.DIGITS.template().fittedTo(new ImageShape(1, 28, 28), 10), changed.search().template());
        assertEquals(TrainingSettings.defaults(DatasetReference.Format.IDX), changed.training());
        assertTrue(Files.readString(changed.file()).contains("template: digits\n"));
        assertEquals(changed, workbench.projects().open(project.folder()));
        finished(workbench.searches().start(changed, small(changed).withBudget(1), 1));
    }

    private Project digits() throws HasnasException {
        return workbench.projects().create(folder.resolve("digits"), "digits");
    }

    private static SearchRequest small(Project project) {
        SearchRequest request = project.search();
        return request.withBudget(20).withFitness(new FitnessSettings(16, 1)).withSeed(7);
    }

    private static void awaitTrials(JobHandle<RunProgress, RunSummary> run, int atLeast) throws InterruptedException {
        while (run.progress().done() < atLeast) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static long finished(JobHandle<RunProgress, RunSummary> run) throws Exception {
        return Awaited.result(run).id();
    }

    private List<Trial> trialsOf(Project project, long run) throws HasnasException {
        return workbench.searches().trials(project, run);
    }

    static List<Trial> withoutTimes(List<Trial> trials) {
        return trials.stream().map(trial -> new Trial(trial.index(), trial.architecture(), trial.outcome(), 0))
                .sorted(Comparator.comparingInt(Trial::index)).toList();
    }
}
