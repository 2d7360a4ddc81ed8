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
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.chip.model.HardwareProfile;
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

    /** What {@code getNetStructure}, {@code LoadInWeightData} and {@code LoadInInputData} of DNN+NeuroSim V1.3 and V1.4 make of the files. */
    @Test
    void theLoadersOfNeuroSimGetTheCellsThatTheMappingHas() throws Exception {
        Path unpacked = handedOver(HandOverRequest.DEFAULT, Architecture.parse("0302 0030 3003 0000"));
        Path neuroSim = unpacked.resolve("neurosim");
        HardwareProfile profile = HardwareProfiles.find(HandOverRequest.DEFAULT.profileOrFile());
        int bits = profile.array().weightBits();
        int cellBits = profile.array().cellBits();
        WeightCoding coding = new WeightCoding(profile.array().coding(), bits, cellBits);
        for (String command : Files.readAllLines(neuroSim.resolve("run.sh")).stream().filter(line -> line.startsWith("\"$NEUROSIM\"")).toList()) {
            String[] arguments = command.split(" ", -1);
            double[][] structure = asNeuroSim(neuroSim.resolve(arguments[1]));
            assertEquals(bits, Integer.parseInt(arguments[2]));
            int inputBits = Integer.parseInt(arguments[3]);
            assertEquals(4 + 2 * structure.length, arguments.length, "main takes weights at argv[2*i+4] and inputs at argv[2*i+5]");
            for (int layer = 0; layer < structure.length; layer++) {
                double[] size = structure[layer];
                assertEquals(8, size.length, "height, width, channels, kernel, kernel, outputs, pool, stride");
                double[][] weights = asNeuroSim(neuroSim.resolve(arguments[4 + 2 * layer]));
                double[][] inputs = asNeuroSim(neuroSim.resolve(arguments[5 + 2 * layer]));
                int rows = (int) (size[2] * size[3] * size[4]);
                int vectors = inputBits * (int) (((size[0] - size[3]) / size[7] + 1) * ((size[1] - size[4]) / size[7] + 1));
                assertEquals(rows, weights.length, command);
                assertEquals(rows, inputs.length, command);
                for (int row = 0; row < rows; row++) {
                    assertEquals((int) size[5], weights[row].length, "every line is as long as the first, for which room is made");
                    assertTrue(inputs[row].length >= vectors, "CopyInput takes " + vectors + " of " + inputs[row].length);
                    for (double weight : weights[row]) {
                        int integer = (int) Math.rint(weight * (1 << (bits - 1)));
                        assertArrayEquals(coding.encode(new int[][] {{integer}})[0], neuroSimCells(weight, bits, cellBits));
                    }
                }
            }
        }
    }

    /** Lines up to the last end of line, numbers between commas; an empty one is 0 there. */
    private static double[][] asNeuroSim(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
    }

    /** Levels of the cells of a weight with algoWeightMin -1 and algoWeightMax 1, the least digit first (it puts them the other way round). */
    private static int[] neuroSimCells(double weight, int bits, int cellBits) {
        double scaled = Math.pow(2, bits) / 2 * (weight - 1) + Math.pow(2, bits);
        int value = (int) (scaled >= 0 ? scaled + 0.5 : scaled - 0.5);
        int[] digits = new int[Math.ceilDiv(bits, cellBits)];
        for (int digit = 0; digit < digits.length; digit++) {
            digits[digit] = value % (1 << cellBits);
            value /= 1 << cellBits;
        }
        return digits;
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
