package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Awaited;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A search by trainings on the embedded digits, with the real store. */
@Timeout(300)
final class LadderTest {
    private static final int DESIGNS = 24;

    @TempDir
    Path folder;

    private Workbench workbench;
    private Project project;

    @BeforeEach
    void open() throws Exception {
        workbench = Workbench.local(file -> SqliteStore.open(file, "test"));
        project = workbench.projects().create(folder.resolve("digits"), "digits");
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private SearchRequest request(double minutes) {
        SearchRequest own = project.search();
        TrainingSettings training = TrainingSettings.defaults(own.dataset().format()).withEpochs(3);
        return own.withSpace(own.space().with(new DesignChoices(List.of(4, 8), List.of(1, 2), List.of(8)))).withBudget(DESIGNS)
                .withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 40_000)).withFitness(own.fitness().withScore(ScoreId.CHAIN))
                .withLadder(new LadderSettings(minutes, 2, training));
    }

    /** Stored epochs of all trainings. */
    private int epochs() throws HasnasException {
        return workbench.trainings().list(project).stream().mapToInt(training -> training.epochs().size()).sum();
    }

    private List<LadderStep> steps(long run) throws HasnasException {
        try (SqliteStore store = SqliteStore.open(project.storeFile(), "test")) {
            return store.runs().steps(run);
        }
    }

    @Test
    void whatWasTrainedBeforeARunIsKnownToIt() throws Exception {
        Awaited.result(workbench.searches().start(project, request(0.2).withAlgorithm(SearchAlgorithmId.RANDOM), 2));
        int before = epochs();
        long trained = workbench.trainings().list(project).stream()
                .filter(training -> training.status() == RunStatus.FINISHED || training.status() == RunStatus.FAILED).count();
        JobHandle<RunProgress, RunSummary> search = workbench.searches().start(project, request(0.01), 2);
        long run = Awaited.result(search).id();
        assertEquals(trained, steps(run).stream().filter(step -> step.purpose() == LadderStep.Purpose.KNOWN && step.untilEpoch() == 3).count());
        assertTrue(epochs() <= before + 3 * 4, "the pieces of 0.01 minutes at most");
        LadderProgress known = search.progress().ladder().orElseThrow();
        assertTrue(known.predictions().known() >= trained, known.predictions().toString());
    }

    @Test
    void designsOfAnEarlierRunTakePartInOneOfAnotherSeedWithTheirTrainings() throws Exception {
        long first = Awaited.result(workbench.searches().start(project, request(0.2).withAlgorithm(SearchAlgorithmId.RANDOM), 2)).id();
        SearchRequest other = request(0.01).withSeed(99).withBudget(2 * DESIGNS); // room for all that are given
        List<Architecture> known = workbench.searches().trained(project, other, first);
        assertFalse(known.isEmpty());
        assertEquals(new HashSet<>(known), new HashSet<>(workbench.searches().trained(project, other)));
        Architecture own = Architecture.parse("0302 0030 3003 0000 @ width=6 time-steps=1 weight-bits=8");
        List<Architecture> given = Stream.concat(Stream.of(own), known.stream()).toList();
        long run = Awaited.result(workbench.searches().start(project, other.withLadder(other.ladder().orElseThrow().withGiven(given)), 2)).id();
        assertEquals(given, workbench.searches().trials(project, run).subList(0, given.size()).stream().map(Trial::architecture).toList());
        assertEquals(known.size(), steps(run).stream().filter(step -> step.purpose() == LadderStep.Purpose.KNOWN).count());
    }

    @Test
    void designsOfAllChoicesWithinTheLimitsAreLookedAtAndTheFrontIsTrainedToTheEnd() throws Exception {
        JobHandle<RunProgress, RunSummary> search = workbench.searches().start(project, request(0.4), 2);
        long run = Awaited.result(search).id();
        List<Trial> trials = workbench.searches().trials(project, run);
        assertEquals(DESIGNS, trials.size());
        Set<MacroChoice> choices = new HashSet<>();
        trials.forEach(trial -> choices.add(trial.architecture().macro()));
        assertEquals(new HashSet<>(request(1).space().choices().all()), choices);
        trials.forEach(trial -> assertTrue(request(1).limits().isMetBy(trial.cost().orElseThrow()), trial.toString()));

        LadderProgress stored = workbench.searches().ladder(project, run).orElseThrow();
        assertFalse(stored.front().isEmpty());
        double before = 0;
        for (int index : stored.front()) {
            DesignOutlook outlook = stored.outlooks().stream().filter(each -> each.trial() == index).findFirst().orElseThrow();
            assertTrue(outlook.expected().fraction() > before, "the front rises");
            assertTrue(outlook.expected().lowFraction() <= outlook.expected().fraction());
            assertEquals(AccuracyKind.PREDICTED, outlook.expected().kind());
            before = outlook.expected().fraction();
        }
        assertTrue(stored.outlooks().stream().anyMatch(DesignOutlook::isTrained));
        for (TrainingSummary training : workbench.trainings().list(project)) {
            assertEquals(8, training.request().settings().weightBits(), "weights are rounded to the bits that the design chooses");
            assertTrue(training.status() == RunStatus.FINISHED || training.status() == RunStatus.STOPPED
                    || training.failure().orElse("").contains("given up"), training.toString());
        }
        assertEquals(stored.outlooks(), search.progress().ladder().orElseThrow().outlooks(), "what is stored says what the search said");
    }

    @Test
    void designsThatDifferInTheirChipsShareATraining() throws Exception {
        SearchRequest usual = request(1);
        SearchRequest request = usual.withSpace(usual.space().with(DesignChoices.NONE.with(Dimension.CROSSBAR_SIZE, List.of(32, 64, 128))))
                .withBudget(6).withAlgorithm(SearchAlgorithmId.RANDOM);
        JobHandle<RunProgress, RunSummary> search = workbench.searches().start(project, request, 2);
        long run = Awaited.result(search).id();
        List<Trial> trials = workbench.searches().trials(project, run);
        Set<Architecture> networks = new HashSet<>();
        trials.forEach(trial -> networks.add(trial.architecture().ofNetwork()));
        assertEquals(6, trials.size());
        assertEquals(2, networks.size());
        List<TrainingSummary> trainings = workbench.trainings().list(project);
        assertEquals(2, trainings.size(), "one training for each network");
        LadderProgress known = workbench.searches().ladder(project, run).orElseThrow();
        assertEquals(6, known.outlooks().size());
        for (Trial trial : trials) {
            DesignOutlook outlook = known.outlooks().stream().filter(each -> each.trial() == trial.index()).findFirst().orElseThrow();
            TrainingSummary its = trainings.stream().filter(each -> each.request().architecture().equals(trial.architecture().ofNetwork()))
                    .findFirst().orElseThrow();
            assertEquals(its.epochs().size(), outlook.epochs(), trial.toString());
        }
        assertEquals(known.outlooks(), search.progress().ladder().orElseThrow().outlooks());
    }

    @Test
    void designsWhoseTrainingIsGivenUpAreLeftAndStandOnNoFront() throws Exception {
        SearchRequest usual = request(4);
        TrainingSettings diverging = usual.ladder().orElseThrow().training().withEpochs(10).withOptimizer(OptimizerId.ADAM).withLearningRate(10);
        SearchRequest request = usual.withBudget(4).withLadder(new LadderSettings(4, 2, diverging));
        JobHandle<RunProgress, RunSummary> search = workbench.searches().start(project, request, 2);
        Awaited.result(search);
        LadderProgress end = search.progress().ladder().orElseThrow();
        assertTrue(end.usedMinutes() < end.minutes(), "it ends when nothing is left to train");
        List<DesignOutlook> givenUp = end.outlooks().stream().filter(DesignOutlook::givenUp).toList();
        assertFalse(givenUp.isEmpty(), end.toString());
        for (DesignOutlook outlook : givenUp) {
            assertFalse(end.front().contains(outlook.trial()), outlook.toString());
            assertFalse(outlook.isTrained(), outlook.toString());
        }
        assertEquals(end.outlooks(), workbench.searches().ladder(project, search.progress().run().id()).orElseThrow().outlooks());
    }

    @Test
    void aStoppedSearchGoesOnWithItsTrainings() throws Exception {
        JobHandle<RunProgress, RunSummary> search = workbench.searches().start(project, request(5), 2);
        Awaited.until(() -> epochs() >= 3);
        search.cancel();
        Awaited.end(search);
        List<TrainingSummary> before = workbench.trainings().list(project);
        assertTrue(before.stream().noneMatch(training -> training.status().isLive()), "none is left running");

        long run = search.progress().run().id();
        List<LadderStep> decided = steps(run);
        JobHandle<RunProgress, RunSummary> again = workbench.searches().resume(project, run, 2);
        int epochs = before.stream().mapToInt(training -> training.epochs().size()).sum();
        Awaited.until(() -> epochs() >= epochs + 2);
        again.cancel();
        Awaited.end(again);
        List<LadderStep> all = steps(run);
        assertTrue(all.size() > decided.size(), all.toString());
        assertEquals(decided, all.subList(0, decided.size()), "it goes on with the decisions it has made");
        for (TrainingSummary training : before) {
            TrainingSummary now = workbench.trainings().get(project, training.id());
            assertEquals(training.epochs(), now.epochs().subList(0, training.epochs().size()), "nothing is trained twice");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "writes to /dev/full, a disk without room")
    void aDiskThatIsFullAtACheckpointSaysHowTheSearchGoesOn() throws Exception {
        JobHandle<RunProgress, RunSummary> full = workbench.searches().start(project, request(5), 1);
        full.pause();
        Path networks = Files.createDirectories(project.folder().resolve(Project.NETWORKS_NAME));
        Files.createSymbolicLink(networks.resolve(".training-1.checkpoint.hnw." + ProcessHandle.current().pid() + ".tmp"), Path.of("/dev/full"));
        full.resume();
        String told = String.valueOf(assertThrows(HasnasException.class, () -> Awaited.result(full)).getMessage());
        assertTrue(told.contains("No space left on device") && told.endsWith("go on with: hasnas search " + project.folder() + " --resume 1"), told);
        List<Trial> kept = workbench.searches().trials(project, 1);
        assertEquals(DESIGNS, kept.size());
        JobHandle<RunProgress, RunSummary> again = workbench.searches().resume(project, 1, 1);
        Awaited.until(() -> epochs() > 0);
        again.cancel();
        Awaited.end(again);
        assertEquals(kept, workbench.searches().trials(project, 1));
    }

    /** A small disk of its own, which only root can make. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "mounts a disk in memory")
    void aDiskThatIsFullAtATrialKeepsTheOnesBeforeItAndTheSearchGoesOn() throws Exception {
        SearchRequest request = request(0.01).withBudget(2 * DESIGNS);
        Awaited.result(workbench.searches().start(project, request, 1));
        List<String> all = told(workbench.searches().trials(project, 1));
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()), "only root can mount a disk");
        try (Workbench there = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project small = there.projects().create(disk.resolve("digits"), "digits");
            JobHandle<RunProgress, RunSummary> full = there.searches().start(small, request, 1);
            String told = String.valueOf(assertThrows(HasnasException.class, () -> Awaited.result(full)).getMessage());
            assertTrue(told.endsWith("is full. Free some space; the run can be continued."), told);
            List<String> kept = told(there.searches().trials(small, 1));
            assertTrue(!kept.isEmpty() && kept.size() < all.size(), kept.size() + " trials");
            assertEquals(all.subList(0, kept.size()), kept);
            assertTrue(done("mount", "-o", "remount,size=8m", disk.toString()));
            assertEquals(RunStatus.FINISHED, Awaited.result(there.searches().resume(small, 1, 1)).status());
            assertEquals(all, told(there.searches().trials(small, 1)));
        } finally {
            done("umount", disk.toString());
        }
    }

    /** All but the seconds that they took. */
    private static List<String> told(List<Trial> trials) {
        return trials.stream().map(trial -> trial.architecture() + " " + trial.cost() + " " + trial.fitness()).toList();
    }

    private static boolean done(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor() == 0;
    }
}
