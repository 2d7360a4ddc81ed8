package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.OddSides;
import org.hasnas.testdata.RandomImages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory files, computed again from nothing but themselves, in integers. */
final class MemoryFilesTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheFilesSayGivesTheirSpikes() throws Exception {
        check(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(4), SearchSpaces.SNASNET, Architecture.parse("0302 0030 3003 0400")), 16);
    }

    @Test
    void oddMapsAndSeparableConvolutionsAndFewBits() throws Exception {
        check(OddSides.twoStages(), 8);
        check(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(2), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse("000a 0003 0000 0300")), 5);
    }

    @Test
    void framesOfEvents() throws Exception {
        check(EventNetworks.like(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(4), SearchSpaces.SNASNET,
                Architecture.parse("0302 0030 3003 0400"))), 16);
    }

    private void check(Network network, int bits) throws Exception {
        Path file = folder.resolve("net.verilog.zip");
        List<MemoryFiles.Example> images = new ArrayList<>();
        for (float[] pixels : RandomImages.of(3, network.template())) {
            images.add(new MemoryFiles.Example(images.size(), NetworkGraph.input(pixels, network.template().input())));
        }
        MemoryFiles.Agreement agreement = MemoryFiles.write(
                NirNetwork.of(NetworkGraph.of(network, LivelyWeights.of(network, true), Map.of()), NetworkGraph.DT), NetworkGraph.DT,
                network.template().timeSteps(), bits, images, Map.of("design", network.architecture().text()), file);
        assertTrue(agreement.spikes() > 100, agreement.toString());
        assertTrue(agreement.differentSpikes() < agreement.spikes() * (bits == 16 ? 0.02 : 0.5), agreement.toString());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode manifest = new ObjectMapper().readTree(text(zip, "manifest.json"));
            assertEquals(bits, manifest.get("weightBits").asInt());
            assertEquals(network.architecture().text(), manifest.get("about").get("design").asText());
            for (JsonNode image : manifest.get("images")) {
                checkImage(zip, manifest, image);
            }
        }
    }

    private static String text(ZipFile zip, String name) throws Exception {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long[] memory(ZipFile zip, String name, int bits) throws Exception {
        return text(zip, name).lines().mapToLong(line -> {
            long word = Long.parseUnsignedLong(line, 16);
            int unused = 64 - (bits + 3) / 4 * 4;
            return (word << unused) >> unused;
        }).toArray();
    }

    private static void checkImage(ZipFile zip, JsonNode manifest, JsonNode image) throws Exception {
        int shift = manifest.get("factorFractionBits").asInt();
        long one = 1L << manifest.get("valueFractionBits").asInt();
        Map<String, long[]> before = new HashMap<>();
        Map<String, long[]> potentials = new HashMap<>();
        long[] scores = {};
        for (int step = 0; step < manifest.get("timeSteps").asInt(); step++) {
            Map<String, long[]> now = new HashMap<>();
            Map<String, long[]> waiting = new HashMap<>();
            for (JsonNode node : manifest.get("nodes")) {
                String name = node.get("name").asText();
                if (node.get("type").asText().equals("Delay")) {
                    assertEquals(1, node.get("steps").asInt());
                    now.put(name, before.getOrDefault(name, new long[size(node.get("outputShape"))]));
                    continue;
                }
                long[] input = node.get("inputs").isEmpty() ? entering(zip, image, step) : sum(node, now, before);
                long[] output = compute(zip, manifest, node, input, step, shift, one, potentials);
                now.put(name, output);
                JsonNode expected = image.get("spikes").get(name);
                if (expected != null) {
                    assertEquals(new BigInteger(text(zip, expected.asText()).lines().toList().get(step), 16), bits(output), name + ", step " + step);
                }
                if (node.get("type").asText().equals("Output")) {
                    scores = step == 0 ? new long[output.length] : scores;
                    for (int i = 0; i < output.length; i++) {
                        scores[i] += output[i];
                    }
                }
            }
            for (JsonNode node : manifest.get("nodes")) {
                if (node.get("type").asText().equals("Delay")) {
                    waiting.put(node.get("name").asText(), sum(node, now, before));
                }
            }
            before = new HashMap<>(now);
            before.putAll(waiting);
        }
        long[] expected = memory(zip, image.get("scores").asText(), 64);
        assertEquals(Arrays.stream(expected).boxed().toList(), Arrays.stream(scores).boxed().toList());
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        assertEquals(best, image.get("predicted").asInt());
    }

    private static long[] entering(ZipFile zip, JsonNode image, int step) throws Exception {
        long[] all = memory(zip, image.get("input").asText(), 32);
        int parts = image.get("inputSteps").asInt();
        int part = Math.min(step, parts - 1);
        return Arrays.copyOfRange(all, part * all.length / parts, (part + 1) * all.length / parts);
    }

    private static BigInteger bits(long[] spikes) {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < spikes.length; i++) {
            bits = spikes[i] != 0 ? bits.setBit(i) : bits;
        }
        return bits;
    }

    private static int size(JsonNode shape) {
        int size = 1;
        for (JsonNode axis : shape) {
            size *= axis.asInt();
        }
        return size;
    }

    private static long[] sum(JsonNode node, Map<String, long[]> now, Map<String, long[]> before) {
        long[] sum = new long[size(node.get("inputShape"))];
        for (JsonNode source : node.get("inputs")) {
            String name = source.get("node").asText();
            Map<String, long[]> values = source.get("delayed").asBoolean() ? before : now;
            long[] given = values.getOrDefault(name, new long[sum.length]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += given[i];
            }
        }
        return sum;
    }

    private static long[] compute(ZipFile zip, JsonNode manifest, JsonNode node, long[] input, int step, int shift, long one,
            Map<String, long[]> potentials) throws Exception {
        return switch (node.get("type").asText()) {
            case "Input", "Output", "Flatten" -> input;
            case "Scale" -> Arrays.stream(input).map(x -> (x * node.get("factor").asLong()) >> shift).toArray();
            case "AvgPool2d" -> {
                long[] output = window(node, input, null, size(node.get("outputShape")), node.get("inputShape").get(0).asInt());
                yield Arrays.stream(output).map(x -> (x * node.get("factor").asLong()) >> shift).toArray();
            }
            case "Conv2d", "Linear", "Affine" -> {
                long[] weights = memory(zip, node.get("weights").asText(), manifest.get("weightBits").asInt());
                int channels = node.get("channels").asInt();
                long[] output = node.has("kernel") ? window(node, input, weights, size(node.get("outputShape")), node.get("groups").asInt())
                        : product(weights, input, channels);
                long[] factors = memory(zip, node.get("factors").asText(), 32);
                long[] offsets = memory(zip, node.get("offsets").asText(), 32);
                int row = Math.min(step, node.get("constantSteps").asInt() - 1);
                for (int i = 0; i < output.length; i++) {
                    int at = row * channels + i / (output.length / channels);
                    output[i] = ((output[i] * factors[at]) >> manifest.get("weightFactorFractionBits").asInt()) + offsets[at];
                }
                yield output;
            }
            case "LIF" -> {
                long[] v = potentials.computeIfAbsent(node.get("name").asText(), _ -> new long[input.length]);
                long[] spikes = new long[input.length];
                long[] thresholds = node.has("thresholds") ? memory(zip, node.get("thresholds").asText(), 32)
                        : new long[] {node.get("threshold").asLong()};
                for (int i = 0; i < v.length; i++) {
                    v[i] += node.has("decayShift") ? (input[i] - v[i]) >> node.get("decayShift").asInt()
                            : ((input[i] - v[i]) * node.get("decay").asLong()) >> shift;
                    if (v[i] >= thresholds[i / (input.length / thresholds.length)]) {
                        spikes[i] = one;
                        v[i] = 0;
                    }
                }
                yield spikes;
            }
            default -> throw new IllegalStateException(node.toString());
        };
    }

    private static long[] product(long[] weights, long[] input, int outputs) {
        long[] output = new long[outputs];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < input.length; in++) {
                output[out] += weights[out * input.length + in] * input[in];
            }
        }
        return output;
    }

    /** Sums of windows; weights of null count as 1 and each channel for itself. */
    private static long[] window(JsonNode node, long[] input, long @Nullable [] weights, int size, int groups) {
        JsonNode in = node.get("inputShape");
        JsonNode out = node.get("outputShape");
        int each = in.get(0).asInt() / groups;
        int outEach = out.get(0).asInt() / groups;
        int rows = node.get("kernel").get(0).asInt();
        int columns = node.get("kernel").get(1).asInt();
        long[] output = new long[size];
        for (int i = 0; i < size; i++) {
            int x = i % out.get(2).asInt();
            int y = i / out.get(2).asInt() % out.get(1).asInt();
            int channel = i / out.get(2).asInt() / out.get(1).asInt();
            for (int c = 0; c < each; c++) {
                for (int k = 0; k < rows * columns; k++) {
                    int inY = y * node.get("stride").get(0).asInt() + k / columns - node.get("padding").get(0).asInt();
                    int inX = x * node.get("stride").get(1).asInt() + k % columns - node.get("padding").get(1).asInt();
                    if (inY >= 0 && inX >= 0 && inY < in.get(1).asInt() && inX < in.get(2).asInt()) {
                        long value = input[((channel / outEach * each + c) * in.get(1).asInt() + inY) * in.get(2).asInt() + inX];
                        output[i] += weights == null ? value : weights[(channel * each + c) * rows * columns + k] * value;
                    }
                }
            }
        }
        return output;
    }
}
