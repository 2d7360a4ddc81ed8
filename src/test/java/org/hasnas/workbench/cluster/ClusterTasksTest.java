package org.hasnas.workbench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.CostKind;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobEnd;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.testdata.Awaited;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.data.LoadedDatasets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a cluster and what comes back, as bytes; the cluster itself is one of this process. */
final class ClusterTasksTest {
    private static final Architecture DESIGN = Architecture.parse("0300 0030 0003 0000");

    @TempDir
    Path folder;

    private final Loopback cluster = new Loopback();
    private Workbench here = local();
    private Workbench there = here;

    private Workbench local() {
        try {
            return Workbench.local(file -> SqliteStore.open(file, "test"), master -> cluster);
        } catch (HasnasException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeEach
    void join() throws HasnasException {
        there = local();
        there.clusters().use(address(ClusterAddress.Images.SENT));
    }

    private static ClusterAddress address(ClusterAddress.Images images) {
        return new ClusterAddress("here", images, Optional.empty());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    /** Does tasks as a worker does: from bytes to bytes. */
    private static final class Loopback implements Cluster {
        private final ClusterWorker worker = new ClusterWorker();
        /** A part of the text of tasks that fail wherever they are tried. */
        private String broken = "no task";
        private int tasks;

        private record Sent<S extends Serializable>(S value) implements Shared<S> {
            @Override
            public S value(ClusterWorker to) {
                return value;
            }
        }

        @Override
        public <R extends Serializable> R run(ClusterTask<R> task, JobContext job) throws HasnasException {
            synchronized (this) {
                tasks++;
            }
            if (task.toString().contains(broken)) {
                throw new ClusterTaskFailure("it was tried 3 times, the last time it ended with: no memory");
            }
            return travelled(travelled(task).run(worker, job));
        }

        @SuppressWarnings("unchecked") // of the same type
        private static <T extends Serializable> T travelled(T what) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(what);
                }
                return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            } catch (IOException | ClassNotFoundException problem) {
                throw new AssertionError(problem);
            }
        }

        @Override
        public <S extends Serializable> Shared<S> share(S value) {
            return new Sent<>(value);
        }

        @Override
        public ClusterState state() {
            return new ClusterState("here", 1, 2, 0);
        }

        @Override
        public void close() {}
    }

    /** Of few images. */
    private Project project(Workbench workbench, String name) throws HasnasException {
        Project digits = workbench.projects().create(folder.resolve(name), "digits");
        return digits.withSearch(digits.search().withDataset(digits.search().dataset().withSubset(
                Optional.of(new DatasetReference.Subset(80, 1)))));
    }

    private static TrainingSettings training(int epochs) {
        return TrainingSettings.defaults(DatasetReference.Format.DIGITS).withEpochs(epochs);
    }

    private Accuracy train(Workbench workbench, Project project, TrainingSettings settings) throws Exception {
        return Awaited.result(workbench.trainings().start(project, List.of(DESIGN), settings, 1).getFirst());
    }

    @Test
    void aTrainingThatLearnsFromATeacherHasTheSameBits() throws Exception {
        List<Object> found = new ArrayList<>();
        for (Workbench workbench : List.of(here, there)) {
            Project project = project(workbench, "taught-" + found.size());
            found.add(List.of(train(workbench, project, training(2)), train(workbench, project, training(2).withRecipe(new TrainingRecipe(0,
                    TrainingRecipe.PLAIN.loss(), 0, 1, 0, 0, false, false, false, 1, 0.5)))));
            found.add(WeightsFiles.checksum(workbench.trainings().weights(project, 2)));
        }
        assertEquals(found.subList(0, 2), found.subList(2, 4));
        assertTrue(cluster.tasks >= 4, "two trainings and two tests of them were done there");
    }

    @Test
    void aSweepOfChipsIsMeasuredOnTheClusterAndIsTheSame() throws Exception {
        Project project = project(here, "chips");
        train(here, project, training(1));
        ChipAccuracyRequest request = new ChipAccuracyRequest(new ChipWeights.OfFile(here.trainings().weights(project, 1)),
                "neurosim-32nm-rram", false, Optional.empty(), Optional.empty(), Map.of(),
                Optional.of(new ChipSweep(ChipParameter.ADC_BITS, List.of(3.0, 5.0))),
                ChipImages.HELD_OUT, 6, 2, 1, 1);
        ChipAccuracyReport expected = Awaited.result(here.crossbars().accuracy(project, request));
        assertEquals(0, cluster.tasks);
        ChipAccuracyReport found = Awaited.result(there.crossbars().accuracy(project, request));
        assertEquals(expected.points(), found.points());
        assertEquals(expected.references(), found.references());
        assertEquals(4, cluster.tasks, "two points with two sets of devices each");
        cluster.broken = "ChipTask";
        JobEnd.Failed<?> failed = assertInstanceOf(JobEnd.Failed.class, Awaited.end(there.crossbars().accuracy(project, request)));
        assertTrue(String.valueOf(failed.cause().getMessage()).contains("tried 3 times"), failed.cause().toString());
    }

    @Test
    void aStudyTrainsItsTemplatesThereAndFindsTheSame() throws Exception {
        List<Object> found = new ArrayList<>();
        for (Workbench workbench : List.of(here, there)) {
            Project project = project(workbench, "studied-" + found.size());
            SearchRequest search = project.search().withFitness(project.search().fitness().withScore(ScoreId.DEPTH));
            found.add(Awaited.result(workbench.studies().templates(project, new TemplateStudyRequest(search, 4, new ShortTrainings(2, 1)), 2)));
        }
        assertEquals(found.getFirst(), found.getLast());
        assertTrue(cluster.tasks >= 4, "networks were trained there");
    }

    @Test
    void aDesignThatFailsWhereverItIsTriedIsAFailedTrainingAndTheSearchGoesOn() throws Exception {
        Project project = project(there, "searched");
        SearchRequest own = project.search();
        SearchRequest request = own.withSpace(own.space().with(new DesignChoices(List.of(4, 8), List.of(1), List.of(8)))).withBudget(6)
                .withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 40_000)).withLadder(new LadderSettings(100, 2, training(1)));
        cluster.broken = "EpochsTask";
        RunSummary run = Awaited.result(there.searches().start(project, request, 2));
        assertEquals(RunStatus.FINISHED, run.status());
        List<DesignOutlook> outlooks = there.searches().ladder(project, run.id()).orElseThrow().outlooks();
        assertTrue(!outlooks.isEmpty() && outlooks.stream().allMatch(DesignOutlook::givenUp), outlooks.toString());
        assertTrue(there.trainings().list(project).stream().allMatch(training -> training.status() == RunStatus.FAILED));
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
            Files.write(Files.createDirectories(folder.resolve("data")).resolve(part + "-images-idx3-ubyte"), images.array());
            Files.write(folder.resolve("data").resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
    }

    @Test
    void workersReadImagesFromAPathThatTheySeeAndNoticeOthers() throws Exception {
        writeImages(1);
        DatasetReference reference = new DatasetReference(DatasetReference.Format.IDX, "data");
        LabelledDataset read = new LoadedDatasets().load(reference, folder, JobContext.NONE);
        Clusters clusters = new Clusters(master -> cluster);
        clusters.use(address(ClusterAddress.Images.READ));
        Checksum task = new Checksum(clusters.share(cluster, reference, folder, read));
        assertInstanceOf(DatasetFiles.class, task.images());
        assertEquals(read.checksum(), cluster.run(task, JobContext.NONE));
        writeImages(2);
        assertEquals(read.checksum(), cluster.run(task, JobContext.NONE), "a worker reads them once");
        HasnasException others = assertThrows(HasnasException.class,
                () -> new Checksum(task.images()).run(new ClusterWorker(), JobContext.NONE));
        assertTrue(String.valueOf(others.getMessage()).contains("other images"), others.getMessage());
    }
}
