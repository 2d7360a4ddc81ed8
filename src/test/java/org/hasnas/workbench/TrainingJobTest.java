package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingMapping;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.PythonTool;
import org.hasnas.training.model.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that PyTorch does elsewhere: the folder that is taken there, and the weights that come back. */
@Timeout(600)
final class TrainingJobTest {
    @TempDir
    private Path folder;

    private static Project project(Workbench workbench, Path folder, SearchSpace space, int timeSteps, String... settings) throws HasnasException {
        Project project = workbench.projects().create(folder, "digits");
        SearchRequest search = project.search();
        return new Project(project.folder(), project.name(), "", search.withSpace(space).withTemplate(search.template().withTimeSteps(timeSteps)),
                TrainingMapping.changed(project.training().withBatchSize(16), List.of(settings), "test"), Optional.empty());
    }

    private static Project withSomeImages(Project project) {
        return project.withSearch(project.search().withDataset(project.search().dataset()
                .withSubset(Optional.of(new DatasetReference.Subset(300, 1)))));
    }

    private static Path trained(Workbench workbench, Project project, Architecture design, Path job, int epochs) throws Exception {
        Network network = Network.of(project.search().template(), project.search().space(), design);
        return trained(workbench, project, new NetworkSource.Untrained(network, 1), job, epochs);
    }

    private static Path trained(Workbench workbench, Project project, NetworkSource source, Path job, int epochs) throws Exception {
        PythonTool python = PythonTool.with("torch");
        Awaited.result(workbench.exchange().export(project, source, NetworkFormat.TRAINING_JOB, job, false));
        String said = python.output(job.resolve("train.py"), "--epochs", Integer.toString(epochs), "--threads", "1", "--device", "cpu");
        assertTrue(said.contains("epoch " + epochs + " of " + epochs + ": loss"), said);
        return job.resolve("trained.npz");
    }

    @Test
    void whatADesignChoosesComesBackWithIt() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = withSomeImages(project(workbench, folder.resolve("digits"), SearchSpaces.SNASNET, 4));
            Architecture design = Architecture.parse("0300 0000 0000 0000 @ width=4 time-steps=2");
            Path first = trained(workbench, project, design, folder.resolve("first.job"), 1);
            TrainingSummary stored = Awaited.result(workbench.exchange().importWeights(project, first, 1));
            assertEquals(design, stored.request().architecture());
            assertEquals(project.search().template(), stored.request().template(), "the training is of the project's design");
            Path second = trained(workbench, project, new NetworkSource.Trained(stored.id()), folder.resolve("second.job"), 1);
            assertEquals(stored.candidateHash(), Awaited.result(workbench.exchange().importWeights(project, second, 1)).candidateHash());
        }
    }

    @Test
    void weightsComeBackWithEverySpikeAndAreATraining() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = project(workbench, folder.resolve("digits"), SearchSpaces.SNASNET, 2);
            Architecture design = Architecture.parse("0302 0030 3003 0400"); // with a backward edge
            Path job = folder.resolve("net.job");
            Path file = trained(workbench, project, design, job, 2);
            TrainingSummary stored = Awaited.result(workbench.exchange().importWeights(project, file, 1));
            assertEquals(RunStatus.FINISHED, stored.status());
            assertEquals(2, stored.epochs().size());
            assertEquals(design, stored.request().architecture());
            String source = workbench.trainings().accuracies(project).getLast().accuracy().source();
            assertTrue(source.contains("imported from trained.npz (PyTorch "), source);
            assertTrue(workbench.trainings().accuracies(project).getLast().accuracy().fraction() > 0.3, "it has learnt: " + source);
            assertTrue(Files.exists(workbench.trainings().weights(project, stored.id())));

            Path second = folder.resolve("second.job");
            Awaited.result(workbench.exchange().export(project, new NetworkSource.Trained(stored.id()), NetworkFormat.TRAINING_JOB, second, false));
            NumpyFile.Array start = NumpyFile.read(second.resolve("start.npz")).get("stem.weights");
            assertTrue(start != null && Arrays.deepEquals(start.rows(), NumpyFile.read(file).getOrDefault("stem.weights", start).rows()),
                    "the next job goes on from these weights");
            HasnasException there = assertThrows(HasnasException.class, () -> Awaited.result(workbench.exchange().export(project,
                    new NetworkSource.Trained(stored.id()), NetworkFormat.TRAINING_JOB, second, false)));
            assertEquals(ErrorCode.BAD_INPUT, there.code());
            Awaited.result(workbench.exchange().export(project, new NetworkSource.Trained(stored.id()), NetworkFormat.TRAINING_JOB, second, true));
            HasnasException foreign = assertThrows(HasnasException.class, () -> Awaited.result(workbench.exchange().export(project,
                    new NetworkSource.Trained(stored.id()), NetworkFormat.TRAINING_JOB, project.folder(), true)));
            assertTrue(String.valueOf(foreign.getMessage()).contains("no training job"), foreign.getMessage());

            refused(workbench, project, file, "begin as a zip", path -> write(path, "no weights"));
            refused(workbench, project, file, "was not written by the train.py", arrays(content -> content.remove("about")));
            refused(workbench, project, file, "'stem.weights' is missing", arrays(content -> content.remove("stem.weights")));
            refused(workbench, project, file, "needs weights of",
                    arrays(content -> content.put("stem.weights", NumpyFile.Array.of(new float[3][3]))));
            refused(workbench, project, file, "no matrix of 32-bit floats", arrays(content -> content.put("stem.weights",
                    NumpyFile.Array.of(List.of(2), 1.0, 2.0))));
            refused(workbench, project, file, "no finite number", arrays(content -> content.put("stem.weights",
                    NumpyFile.Array.of(new float[][] {{Float.NaN}}))));
            refused(workbench, project, file, "are not those that were recorded", arrays(content -> content.computeIfPresent("stem.weights",
                    (_, kept) -> NumpyFile.Array.of(doubled(kept.rows())))));
            refused(workbench, project, file, "has no spikes of layer",
                    arrays(content -> content.keySet().removeIf(name -> name.startsWith("spikes/last"))));
            refused(workbench, project, file, "the design was changed", about("0302 0030 3003 0400", "0302 0030 3003 0000"));
            refused(workbench, project, file, "newer program", about("\"version\": 1", "\"version\": 9"));
            refused(workbench, project, file, "held-out images rightly", about("\"right\": [0-9]+", "\"right\": 3"));
            HasnasException wrong = assertThrows(HasnasException.class,
                    () -> Awaited.result(workbench.exchange().importWeights(withSomeImages(project), file, 1)));
            assertTrue(String.valueOf(wrong.getMessage()).contains("another data set"), wrong.getMessage());
            assertEquals(1, workbench.trainings().list(project).size(), "what is refused is not stored");
        }
    }

    @Test
    void theRecipeIsFollowedInAllItsParts() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project every = withSomeImages(project(workbench, folder.resolve("every"), SearchSpaces.SNASNET, 2, "optimizer=adamw", "loss=every-step",
                    "mse-share=0.05", "mixup=0.5", "cutout=0.3", "learn-tau=true", "learn-threshold=true", "surrogate=triangle", "weight-bits=4",
                    "augment=crop-and-flip", "keep=best", "averaging=0", "warm-up-epochs=0.5", "validation-blocks=3", "images-per-epoch=100"));
            Path rounded = trained(workbench, every, Architecture.parse("0302 0030 3003 0000"), folder.resolve("every.job"), 1);
            assertTrue(NumpyFile.read(rounded).keySet().stream().anyMatch(name -> name.endsWith(".neuron")));
            float[][] stem = NumpyFile.read(rounded).getOrDefault("stem.weights", NumpyFile.Array.of(new float[1][1])).rows();
            assertTrue(Arrays.stream(stem).mapToDouble(row -> row[0]).distinct().count() <= 15, "4 bits have 15 values");
            assertEquals(1, Awaited.result(workbench.exchange().importWeights(every, rounded, 1)).epochs().size());
            Project normed = withSomeImages(project(workbench, folder.resolve("normed"), SearchSpaces.SNASNET, 2, "membrane-norm=true",
                    "learn-tau=true"));
            Path normedWeights = trained(workbench, normed, Architecture.parse("0302 0030 3003 0000"), folder.resolve("normed.job"), 1);
            assertTrue(NumpyFile.read(normedWeights).containsKey("last.membrane.variance"));
            assertEquals(1, Awaited.result(workbench.exchange().importWeights(normed, normedWeights, 1)).epochs().size());
            Project chained = withSomeImages(project(workbench, folder.resolve("chained"), SearchSpaces.HASNAS_OPERATIONS, 2, "weight-bits=8",
                    "optimizer=adam"));
            Path depthwise = trained(workbench, chained, Architecture.parse("000a 0003 0000 0300"), folder.resolve("chained.job"), 1);
            assertEquals(1, Awaited.result(workbench.exchange().importWeights(chained, depthwise, 1)).epochs().size());
        }
    }

    @Test
    void whatTheScriptDoesNotDoIsRefused() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            for (String setting : List.of("teacher=7", "weight-noise=0.1", "adc-step=0.5")) {
                Project project = project(workbench, folder.resolve(setting), SearchSpaces.SNASNET, 1, setting);
                Path job = folder.resolve(setting + ".job");
                NetworkSource source = new NetworkSource.Untrained(
                        Network.of(project.search().template(), project.search().space(), Architecture.parse("0001 0000 0000 0000")), 1);
                HasnasException refused = assertThrows(HasnasException.class,
                        () -> Awaited.result(workbench.exchange().export(project, source, NetworkFormat.TRAINING_JOB, job, false)));
                assertEquals(ErrorCode.BAD_INPUT, refused.code());
                assertTrue(String.valueOf(refused.getMessage()).contains(setting.substring(0, setting.indexOf('='))), refused.getMessage());
                assertTrue(Files.notExists(job));
            }
        }
    }

    @Test
    void recordingsOfEventsAreTakenAlong() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project images = project(workbench, folder.resolve("events"), SearchSpaces.SNASNET, 4, "weight-bits=8");
            SearchRequest search = images.search().withDataset(DatasetReference.EMBEDDED_EVENT_DIGITS);
            DatasetShape shape = search.dataset().shape().orElseThrow();
            Project events = withSomeImages(images.withSearch(search.withTemplate(search.template().fittedTo(shape.image(), shape.classes()))));
            Path file = trained(workbench, events, Architecture.parse("0302 0030 3003 0400"), folder.resolve("events.job"), 1);
            TrainingSummary stored = Awaited.result(workbench.exchange().importWeights(events, file, 1)); // compares every spike
            assertEquals(RunStatus.FINISHED, stored.status());
        }
    }

    /** Changes a file. */
    private interface Change {
        void accept(Path file) throws HasnasException;
    }

    private void refused(Workbench workbench, Project project, Path file, String reason, Change change) throws Exception {
        Path changed = Files.copy(file, folder.resolve("changed.npz"));
        change.accept(changed);
        HasnasException refused = assertThrows(HasnasException.class, () -> Awaited.result(workbench.exchange().importWeights(project, changed, 1)));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), reason + ": " + refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).length() < 700, refused.getMessage());
        Files.delete(changed);
    }

    private static Change arrays(Consumer<Map<String, NumpyFile.Array>> change) {
        return file -> {
            Map<String, NumpyFile.Array> content = new LinkedHashMap<>(NumpyFile.read(file));
            change.accept(content);
            NumpyFile.write(file, content);
        };
    }

    private static Change about(String text, String instead) {
        return arrays(content -> content.computeIfPresent("about", (_, kept) -> {
            byte[] bytes = new String(kept.bytes(), StandardCharsets.UTF_8).replaceAll(text, instead).getBytes(StandardCharsets.UTF_8);
            return NumpyFile.Array.of(List.of(bytes.length), bytes);
        }));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static float[][] doubled(float[][] rows) {
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= 2;
            }
        }
        return rows;
    }
}
