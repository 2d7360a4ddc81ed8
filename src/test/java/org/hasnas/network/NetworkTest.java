package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    private static Network network(Preset preset, String matrix) {
        return Network.of(preset.template(), preset.space(), Architecture.parse(matrix));
    }

    /** SNASNet's published networks and their published parameter counts. */
    @ParameterizedTest
    @CsvSource({"snasnet-cifar10, 0303 0030 2002 0200, 19520356", "snasnet-cifar100, 0302 0030 3003 0000, 20624500"})
    void publishedNetworksHaveTheirPublishedParameters(String preset, String matrix, long parameters) {
        assertEquals(parameters, network(NetworkTemplates.byName(preset).orElseThrow(), matrix).parameters());
    }

    /** The benchmark counts the arch_id in base 5, least significant digit first, over (0,1) (0,2) (0,3) (1,2) (1,3) (2,3). */
    @Test
    void everyNetworkOfTheBenchmarkHasItsParameters() throws IOException {
        List<Edge> edges = List.of(new Edge(0, 1), new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3), new Edge(2, 3));
        int rows = 0;
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(SharedData.require("data/spikenas-bench/cifar10-part.csv"));
                CSVParser parser = CSVParser.parse(reader, format)) {
            for (CSVRecord row : parser) {
                int id = Integer.parseInt(row.get("arch_id"));
                ConnectionMatrix matrix = ConnectionMatrix.empty(4);
                for (Edge edge : edges) {
                    matrix = matrix.with(edge, id % 5);
                    id /= 5;
                }
                assertEquals(Long.parseLong(row.get("parameters")), network(NetworkTemplates.SPIKENAS_BENCH_CIFAR10, matrix.text()).parameters(),
                        "arch_id " + row.get("arch_id"));
                rows++;
            }
        }
        assertTrue(rows > 1000, "the table must not be empty, had " + rows);
    }

    /** All cells with at most one edge per pair of nodes; a backward edge counts like the forward edge, see below. */
    @ParameterizedTest
    @ValueSource(strings = {"hasnas-cifar10", "hasnas-cifar100"})
    void noCellOfOurPresetsExceedsFourMillionParameters(String name) {
        Preset preset = NetworkTemplates.byName(name).orElseThrow();
        assertTrue(largest(preset) <= 4_000_000, name + " has " + largest(preset));
    }

    /** With three conv3x3 in the cell. */
    @Test
    void goodCellsOfFashionMnistHaveAtMostAHundredThousandParameters() {
        long parameters = network(NetworkTemplates.FASHION_MNIST, "0333 0000 0000 0000").parameters();
        assertTrue(parameters <= 100_000 && parameters > 90_000, "has " + parameters);
    }

    private static long largest(Preset preset) {
        long largest = 0;
        int operations = preset.space().operations().size();
        List<Edge> pairs = preset.space().pairs();
        for (long code = 0; code < Math.pow(operations, pairs.size()); code++) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(preset.space().nodes());
            long rest = code;
            for (Edge pair : pairs) {
                matrix = matrix.with(pair, (int) (rest % operations));
                rest /= operations;
            }
            largest = Math.max(largest, network(preset, matrix.text()).parameters());
        }
        return largest;
    }

    @Test
    void backwardEdgesCountLikeForwardEdges() {
        assertEquals(network(NetworkTemplates.SNASNET_CIFAR10, "0303 0030 0002 0000").parameters(),
                network(NetworkTemplates.SNASNET_CIFAR10, "0003 3000 0300 0020").parameters());
    }

    @Test
    void layersFollowTheMapsThroughTheNetwork() {
        Network network = network(NetworkTemplates.SNASNET_TINYIMAGENET, "0002 3000 0000 0000");
        assertEquals(List.of("stem", "cell1.0->3", "cell1.1->0", "reduction1", "cell2.0->3", "cell2.1->0"),
                network.convolutions().stream().map(ConvolutionLayer::name).toList());
        ConvolutionLayer stem = network.convolutions().getFirst();
        assertEquals(List.of(3, 128, 64, 32, 32),
                List.of(stem.inChannels(), stem.outChannels(), stem.inHeight(), stem.outHeight(), stem.pooledHeight()));
        ConvolutionLayer reduction = network.convolutions().get(3);
        assertEquals(Role.REDUCTION, reduction.role());
        assertEquals(List.of(128, 256, 32, 32, 16), List.of(reduction.inChannels(), reduction.outChannels(), reduction.inHeight(),
                reduction.outHeight(), reduction.pooledHeight()));
        assertEquals(List.of(256 * 8 * 8, 1024), network.linears().stream().map(LinearLayer::inFeatures).toList());
        assertEquals(List.of(1024, 1000), network.linears().stream().map(LinearLayer::outFeatures).toList());
        assertEquals(network.parameters(), network.convolutionWeights() + network.linearParameters() + network.batchNormParameters());
    }

    @Test
    void aSeparableConvolutionIsTwoLayersWithOneBatchNorm() {
        NetworkTemplate template = NetworkTemplates.DIGITS.template();
        Network separable = Network.of(template, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("000a 0000 0000 0000"));
        Network depthwise = Network.of(template, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0006 0000 0000 0000"));
        assertEquals(List.of("stem", "cell1.0->3", "cell1.0->3.pointwise", "reduction1", "cell2.0->3", "cell2.0->3.pointwise"),
                separable.convolutions().stream().map(ConvolutionLayer::name).toList());
        assertEquals(List.of(false, false, true), separable.convolutions().stream().limit(3).map(ConvolutionLayer::readsSums).toList());
        assertEquals(depthwise.batchNormParameters(), separable.batchNormParameters());
        assertEquals(16 * 16 + 32 * 32, separable.parameters() - depthwise.parameters());
    }

    @Test
    void eachCellMayHaveItsOwnMatrix() {
        Network network = network(NetworkTemplates.SNASNET_CIFAR100, "0003 0000 0000 0000 | 0002 0000 0000 0000");
        assertEquals(List.of(3, 3, 3, 1), network.convolutions().stream().map(ConvolutionLayer::kernelSize).toList());
        assertEquals(network(NetworkTemplates.SNASNET_CIFAR100, "0003 0000 0000 0000").convolutions(),
                network(NetworkTemplates.SNASNET_CIFAR100, "0003 0000 0000 0000 | 0003 0000 0000 0000").convolutions());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ':', value = {
        "0003 0000 0000 0000 | 0003 0000 0000 0000 | 0003 0000 0000 0000 : has 2 cells; give one connection matrix for all or one for each, not 3",
        "0005 0000 0000 0000 : has the operations 0 to 4, not 5",
        "003 000 000 : has 3 nodes; search space 'snasnet' has 4",
    })
    void matricesThatDoNotFitAreRefused(String matrices, String expected) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> network(NetworkTemplates.SNASNET_CIFAR10, matrices));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(expected), message);
    }
}
