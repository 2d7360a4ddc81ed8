package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Awaited;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network on its crossbars, for tools that simulate chips. */
@Timeout(300)
final class HardwareHandOverTest {
    @TempDir
    private Path folder;

    private Path handedOver(HandOverRequest request, Architecture design) throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(Files.createTempDirectory(folder, "project").resolve("digits"), "digits");
            Network network = Network.of(project.search().template(), project.search().space(), design);
            Path file = folder.resolve("net.hardware.zip");
            List<String> said = Awaited.result(workbench.exchange().handOver(project, new NetworkSource.Untrained(network, 1), request, file, false));
            assertTrue(said.getFirst().contains("as a circuit, crossbar 0,0 of layer"), said.toString());
            Path unpacked = folder.resolve("unpacked");
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (var entry : zip.stream().toList()) {
                    Path target = unpacked.resolve(entry.getName());
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.copy(zip.getInputStream(entry), target);
                }
            }
            return unpacked;
        }
    }

    private static double[][] numbers(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        }
    }

    @Test
    void neuroSimGetsLayersWeightsAndInputsThatFitTogether() throws Exception {
        Path unpacked = handedOver(HandOverRequest.DEFAULT, Architecture.parse("0302 0030 3003 0000"));
        Path neuroSim = unpacked.resolve("neurosim");
        List<ConvolutionLayer> spiking = LayerListCsv.read(neuroSim.resolve("NetWork_1bit.csv"));
        String commands = Files.readString(neuroSim.resolve("run.sh"));
        String command = commands.lines().filter(line -> line.contains("NetWork_1bit.csv 8 1")).findFirst().orElseThrow();
        Matcher pairs = Pattern.compile("weight(\\S+)\\.csv input(\\S+)\\.csv").matcher(command);
        int layers = 0;
        double ones = 0;
        for (; pairs.find(); layers++) {
            assertEquals(pairs.group(1), pairs.group(2));
            double[][] weights = numbers(neuroSim.resolve("weight" + pairs.group(1) + ".csv"));
            double[][] inputs = numbers(neuroSim.resolve("input" + pairs.group(1) + ".csv"));
            ConvolutionLayer layer = spiking.get(layers);
            assertEquals(layer.inChannels() * layer.kernelSize() * layer.kernelSize(), weights.length, layer.toString());
            assertEquals(layer.outChannels(), weights[0].length);
            assertEquals(weights.length, inputs.length);
            assertEquals(layer.outHeight() * layer.outWidth(), inputs[0].length, "one vector for each pixel of " + pairs.group(1));
            assertTrue(Arrays.stream(weights).flatMapToDouble(Arrays::stream).allMatch(weight -> Math.abs(weight) < 1));
            assertTrue(Arrays.stream(inputs).flatMapToDouble(Arrays::stream).allMatch(bit -> bit == 0 || bit == 1));
            ones += Arrays.stream(inputs).flatMapToDouble(Arrays::stream).sum();
        }
        assertEquals(spiking.size(), layers);
        assertTrue(ones > 0, "some neurons fire");
        double[][] pixels = numbers(neuroSim.resolve("inputstem.csv"));
        assertEquals(8 * 8 * 8, pixels[0].length, "64 pixels of 8 bits");
        assertTrue(commands.contains("NetWork_8bit.csv 8 8 weightstem.csv inputstem.csv"), commands);
        String lists = Files.readString(unpacked.resolve("spikesim").resolve("layers.py"));
        assertTrue(lists.contains("in_ch_list = [1, ") && lists.contains("xbar_size = 128"), lists);
        long arrays = Files.readString(unpacked.resolve("mapping.csv")).lines().count() - 1;
        assertTrue(arrays >= layers, "each layer has a crossbar");
    }

    @Test
    void ngspiceGetsTheCurrentsThatWeExpect() throws Exception {
        Path profile = Files.writeString(folder.resolve("small.json"), Files.readString(Path.of("assets", "hardware", "spikesim-like-65nm.json"))
                .replaceFirst("\"crossbarSize\"\\s*:\\s*\\d+", "\"crossbarSize\": 32"));
        HandOverRequest request = new HandOverRequest(profile.toString(), Optional.empty(), 0, 0, 1, 2.5);
        Path spice = handedOver(request, Architecture.parse("0300 0000 0000 0000")).resolve("spice");
        double[][] expected = numbers(spice.resolve("currents.csv"));
        assertTrue(expected.length > 3 && Arrays.stream(expected[0]).max().orElse(0) > 1e-7, Arrays.toString(expected[0]));
        double[][] siemens = numbers(spice.resolve("conductances.csv"));
        assertEquals(32, siemens.length);
        double[][] found = currents(spice, siemens[0].length);
        assertEquals(expected.length, found.length);
        for (int vector = 0; vector < found.length; vector++) {
            assertArrayEquals(expected[vector], found[vector], 1e-6 * Arrays.stream(expected[vector]).max().orElse(0), "vector " + vector);
        }
    }

    private static double[][] currents(Path spice, int columns) throws IOException, InterruptedException {
        Path log = spice.resolve("log.txt");
        try {
            Process process =
                    new ProcessBuilder("ngspice", "-b", "crossbar.cir").directory(spice.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(log.toFile()).start();
            assertTrue(process.waitFor(200, TimeUnit.SECONDS));
        } catch (IOException absent) {
            System.out.println("skipped: no ngspice");
            Assumptions.abort("skipped: no ngspice");
        }
        List<double[]> vectors = new ArrayList<>();
        Pattern current = Pattern.compile("(?i)(?:i\\(vs(\\d+)\\)|vs(\\d+)#branch)\\s*=\\s*([-+0-9.eE]+)");
        int seen = 0;
        for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList()) {
            Matcher match = current.matcher(line);
            if (match.find()) {
                if (seen++ % columns == 0) {
                    vectors.add(new double[columns]);
                }
                String column = match.group(1) == null ? match.group(2) : match.group(1);
                vectors.getLast()[Integer.parseInt(column)] = Double.parseDouble(match.group(3));
            }
        }
        assertFalse(vectors.isEmpty(), () -> {
            try {
                return Files.readString(log, StandardCharsets.ISO_8859_1);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        });
        return vectors.toArray(double[][]::new);
    }

    @Test
    void whatIsNotThereIsNamed() {
        Architecture design = Architecture.parse("0300 0000 0000 0000");
        for (HandOverRequest wrong : List.of(new HandOverRequest("neurosim-22nm-rram", Optional.of("no-such"), 0, 0, 0, 1),
                new HandOverRequest("neurosim-22nm-rram", Optional.empty(), 99, 0, 0, 1),
                new HandOverRequest("neurosim-22nm-rram", Optional.empty(), 0, 0, 99_999, 1))) {
            HasnasException refused = assertThrows(HasnasException.class, () -> handedOver(wrong, design));
            String sentence = String.valueOf(refused.getMessage());
            assertTrue(sentence.contains("its layers are stem") || sentence.contains("counted from 0"), sentence);
            assertFalse(Files.exists(folder.resolve("net.hardware.zip")));
        }
        assertThrows(IllegalArgumentException.class, () -> new HandOverRequest("neurosim-22nm-rram", Optional.empty(), 0, 0, 0, -1));
    }
}
