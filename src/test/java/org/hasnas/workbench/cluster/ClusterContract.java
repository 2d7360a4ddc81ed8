package org.hasnas.workbench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.UserChips;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.testdata.Awaited;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.data.LoadedDatasets;
import org.junit.jupiter.api.Test;

/** What holds for every cluster: the same work as in this process gives the same bits. */
public abstract class ClusterContract {
    protected static final Architecture DESIGN = Architecture.parse("0300 0030 0003 0000");

    private final AtomicInteger tasks = new AtomicInteger();

    /** Does everything itself. */
    protected abstract Workbench here();

    /** Made by {@link #joined}. */
    protected abstract Workbench there();

    /** Of projects. */
    protected abstract Path folder();

    /** A workbench that has joined a cluster, whose tasks are counted. */
    protected final Workbench joined(ClusterOpener opener, ClusterAddress address) throws HasnasException {
        Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"), asked -> counted(opener.open(asked)));
        workbench.clusters().use(address);
        return workbench;
    }

    private Cluster counted(Cluster cluster) {
        return new Cluster() {
            @Override
            public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
                tasks.incrementAndGet();
                return cluster.run(task, job);
            }

            @Override
            public <S extends Serializable> Shared<S> share(S value) throws HasnasException {
                return cluster.share(value);
            }

            @Override
            public ClusterState state() {
                return cluster.state();
            }

            @Override
            public void close() {
                cluster.close();
            }
        };
    }

    protected static ClusterAddress address(String master, ClusterAddress.Images images) {
        return new ClusterAddress(master, images, Optional.empty());
    }

    protected final Project project(Workbench workbench, String name, int images) throws HasnasException {
        Project digits = workbench.projects().create(folder().resolve(name), "digits");
        return digits.withSearch(digits.search().withDataset(digits.search().dataset().withSubset(
                Optional.of(new DatasetReference.Subset(images, 1)))));
    }

    protected static TrainingSettings training(int epochs) {
        return TrainingSettings.defaults(DatasetReference.Format.DIGITS).withEpochs(epochs);
    }

    private static Accuracy train(Workbench workbench, Project project, TrainingSettings settings) throws Exception {
        return Awaited.result(workbench.trainings().start(project, List.of(DESIGN), settings, 1).getFirst());
    }

    private interface Work {
        Object in(Workbench workbench, Project project) throws Exception;
    }

    private void isTheSame(String name, int tasksAtLeast, Work work) throws Exception {
        Object expected = work.in(here(), project(here(), name + "-here", 80));
        int before = tasks.get();
        assertEquals(expected, work.in(there(), project(there(), name + "-there", 80)));
        int done = tasks.get() - before;
        assertTrue(done >= tasksAtLeast, done + " tasks were done there");
    }

    protected static SearchRequest byTrainings(Project project, int epochs) {
        SearchRequest own = project.search();
        return own.withSpace(own.space().with(new DesignChoices(List.of(4, 8), List.of(1), List.of(8)))).withBudget(6)
                .withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 40_000)).withLadder(new LadderSettings(100, 2, training(epochs)));
    }

    @Test
    void aSearchByTrainingsTakesTheSameDecisionsAndFindsTheSame() throws Exception {
        isTheSame("ladder", 4, (workbench, project) -> {
            RunSummary run = Awaited.result(workbench.searches().start(project, byTrainings(project, 2), 2));
            List<DesignOutlook> outlooks = workbench.searches().ladder(project, run.id()).orElseThrow().outlooks();
            assertTrue(outlooks.stream().allMatch(DesignOutlook::isTrained), "all designs were trained to the end");
            return List.of(trials(workbench, project, run), outlooks);
        });
    }

    @Test
    void aSearchByScoresFindsTheSame() throws Exception {
        isTheSame("scores", 6, (workbench, project) -> trials(workbench, project,
                Awaited.result(workbench.searches().start(project, project.search().withBudget(6), 2))));
    }

    private static List<List<Object>> trials(Workbench workbench, Project project, RunSummary run) throws HasnasException {
        return workbench.searches().trials(project, run.id()).stream().map((Trial trial) -> List.<Object>of(trial.index(), trial.architecture(),
                trial.outcome())).toList();
    }

    @Test
    void aTrainingThatLearnsFromATeacherHasTheSameBits() throws Exception {
        TrainingRecipe learning = new TrainingRecipe(0, TrainingRecipe.PLAIN.loss(), 0, 1, 0, 0, false, false, false, 1, 0.5);
        isTheSame("taught", 4, (workbench, project) -> List.of(train(workbench, project, training(2)),
                train(workbench, project, training(2).withRecipe(learning)), WeightsFiles.checksum(workbench.trainings().weights(project, 2))));
    }

    @Test
    void aSweepOfChipsIsMeasuredThereAndIsTheSameWithDevicesWhoseFileIsGone() throws Exception {
        Path cells = UserChips.writeDevices(folder(), "cells.json", 0.02);
        PhysicalSettings chip = HardwareProfiles.withDevices(HardwareProfiles.settings("neurosim-32nm-rram", "", folder(),
                new SpikeRateSource.Measured(0)), "cells.json", folder());
        Files.delete(cells);
        isTheSame("chips", 4, (workbench, digits) -> {
            Project project = digits.withSearch(digits.search().withHardware(chip));
            train(workbench, project, training(1));
            ChipAccuracyReport report = Awaited.result(workbench.crossbars().accuracy(project, sweep(workbench, project)));
            assertEquals(0.02, report.points().getFirst().conditions().cells().published().stuckOnProbability());
            return List.of(report.points(), report.references());
        });
    }

    /** Of the first training: two points with two sets of devices each. */
    protected static ChipAccuracyRequest sweep(Workbench workbench, Project project) throws HasnasException {
        return new ChipAccuracyRequest(new ChipWeights.OfFile(workbench.trainings().weights(project, 1)), "neurosim-32nm-rram", false,
                Optional.empty(), Optional.empty(), Map.of(), Optional.of(new ChipSweep(ChipParameter.ADC_BITS, List.of(3.0, 5.0))),
                ChipImages.HELD_OUT, 6, 2, 1, 1);
    }

    @Test
    void aStudyTrainsItsTemplatesThereAndFindsTheSame() throws Exception {
        isTheSame("studied", 4, (workbench, project) -> {
            SearchRequest search = project.search().withFitness(project.search().fitness().withScore(ScoreId.DEPTH));
            return Awaited.result(workbench.studies().templates(project, new TemplateStudyRequest(search, 4, new ShortTrainings(2, 1)), 2));
        });
    }

    private record Checksum(Shared<LabelledDataset> images) implements ClusterTask<Long> {
        @Override
        public Long run(ClusterWorker worker, JobContext job) throws HasnasException {
            return images.value(worker).checksum();
        }
    }

    private void writeImages(int seed) throws IOException {
        for (String part : List.of("train", "t10k")) {
            int count = 20;
            ByteBuffer images = ByteBuffer.allocate(16 + 64 * count).putInt(2051).putInt(count).putInt(8).putInt(8);
            ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(2049).putInt(count);
            for (int image = 0; image < count; image++) {
                labels.put((byte) (image % 10));
                for (int pixel = 0; pixel < 64; pixel++) {
                    images.put((byte) (seed * 7 + 5 * image + 3 * pixel));
                }
            }
            Files.write(Files.createDirectories(folder().resolve("data")).resolve(part + "-images-idx3-ubyte"), images.array());
            Files.write(folder().resolve("data").resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
    }

    @Test
    void workersReadImagesFromAPathThatTheySeeAndNoticeOthers() throws Exception {
        writeImages(1);
        DatasetReference reference = new DatasetReference(DatasetReference.Format.IDX, "data");
        LabelledDataset read = new LoadedDatasets().load(reference, folder(), JobContext.NONE);
        Cluster cluster = there().clusters().used().orElseThrow();
        Clusters clusters = new Clusters(master -> cluster);
        clusters.use(address("here", ClusterAddress.Images.READ));
        Checksum task = new Checksum(clusters.share(cluster, reference, folder(), read));
        assertInstanceOf(DatasetFiles.class, task.images());
        assertEquals(read.checksum(), cluster.run(task, JobContext.NONE));
        ClusterWorker early = new ClusterWorker();
        assertEquals(read.checksum(), task.run(early, JobContext.NONE));
        writeImages(2);
        assertEquals(read.checksum(), task.run(early, JobContext.NONE), "a worker reads them once");
        HasnasException others = assertThrows(HasnasException.class,
                () -> new Checksum(task.images()).run(new ClusterWorker(), JobContext.NONE));
        assertTrue(String.valueOf(others.getMessage()).contains("other images"), others.getMessage());
    }
}
