package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.nir.NetworkGraph;
import org.hasnas.nir.NirNetwork;
import org.hasnas.nir.NirReader;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.nir.model.NirFile;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Awaited;
import org.hasnas.workbench.exchange.WrittenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a training of a project to a file for other tools. */
@Timeout(300)
final class ExchangeTest {
    @TempDir
    private Path folder;

    @Test
    void aTrainedNetworkIsHandedOutWithWhatIsKnownOfIt() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(folder.resolve("digits"), "digits");
            var training = workbench.trainings().start(project, List.of(Architecture.parse("0300 0000 0000 0000")),
                    project.training().withEpochs(1).withBatchSize(64), 1).getFirst();
            Awaited.result(training);
            Path file = folder.resolve("trained.nir");
            List<String> notes = Awaited.result(workbench.exchange().export(project,
                    new NetworkSource.Trained(training.progress().training().id()), NetworkFormat.NIR, file, false));
            NirFile read = NirReader.read(file);
            NirNetwork.of(read, NetworkGraph.DT);
            assertEquals("0300 0000 0000 0000", read.metadata().get("design"));
            assertTrue(read.metadata().getOrDefault("weights", "").startsWith("training 1"), read.metadata().toString());
            assertTrue(read.metadata().containsKey("cost (spikesim-ela)"), read.metadata().toString());
            assertEquals(project.search().template().timeSteps() > 1, !notes.isEmpty(), "constants of each time step are beyond NIR");
            HasnasException there = assertThrows(HasnasException.class, () -> Awaited.result(workbench.exchange().export(project,
                    new NetworkSource.Trained(1), NetworkFormat.NIR, file, false)));
            assertEquals(ErrorCode.BAD_INPUT, there.code());
            Network network = Network.of(project.search().template(), project.search().space(), Architecture.parse("0302 0030 3003 0000"));
            Awaited.result(workbench.exchange().export(project, new NetworkSource.Untrained(network, 1), NetworkFormat.NIR, file, true));
            assertEquals("untrained, seed 1", NirReader.read(file).metadata().get("weights"));
            assertTrue(Files.size(file) > 1000);
        }
    }

    @Test
    void aPreviewTellsTheFilesOfEveryFormat() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(folder.resolve("digits"), "digits");
            SequencedMap<String, NetworkSource> sources = new LinkedHashMap<>();
            for (String design : List.of("0300 0000 0000 0000", "0100 0000 0000 0000")) {
                sources.put("design-" + sources.size(), new NetworkSource.Untrained(
                        Network.of(project.search().template(), project.search().space(), Architecture.parse(design)), 1));
            }
            for (NetworkFormat format : NetworkFormat.values()) {
                Map<String, WrittenFile> files = new TreeMap<>();
                Awaited.result(workbench.exchange().preview(project, sources, format)).forEach(file -> files.put(file.path(), file));
                String told = format + ": " + files.keySet();
                List<String> expected = switch (format) {
                    case NIR -> List.of("design-0.nir", "design-1.nir");
                    case PYTORCH -> List.of("design-0.py", "design-0.npz", "design-1.py");
                    case ONNX -> List.of("design-0.onnx", "design-1.onnx");
                    case VERILOG -> List.of("design-0.verilog.zip", "design-0.verilog.zip/manifest.json", "design-1.verilog.zip/images/0/scores.hex");
                    case TRAINING_JOB -> List.of("design-0.job/train.py", "design-0.job/job.json", "design-1.job/images.npz");
                    case HARDWARE -> List.of("design-0.hardware.zip/mapping.csv", "design-1.hardware.zip/spice/crossbar.cir");
                };
                assertTrue(files.keySet().containsAll(expected), told);
                assertTrue(files.values().stream().allMatch(file -> file.bytes() >= 0), told);
                assertFalse(files.values().stream().allMatch(file -> file.lines().isEmpty()), told);
            }
        }
    }

    @Test
    void memoryFilesHaveTheImagesOfTheProject() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(folder.resolve("digits"), "digits");
            Network network = Network.of(project.search().template(), project.search().space(), Architecture.parse("0300 0000 0000 0000"));
            Path file = folder.resolve("net.verilog.zip");
            List<String> notes = Awaited.result(workbench.exchange().export(project, new NetworkSource.Untrained(network, 1), NetworkFormat.VERILOG,
                    file, false));
            assertTrue(notes.getFirst().contains("of 10 images"), notes.toString());
            try (ZipFile zip = new ZipFile(file.toFile())) {
                assertEquals(10, zip.stream().filter(entry -> entry.getName().endsWith("input.hex")).count());
            }
        }
    }
}
