package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpikeSimElaModelTest {
    private static final SpikeSimSettings DEFAULT = SpikeSimSettings.DEFAULT;
    private static final SpikeSimSettings WITH_CLASSIFIER = new SpikeSimSettings(64, 8, CellDevice.RRAM, true);

    private SpikeSimElaModel model;

    @BeforeEach
    void load() throws HasnasException {
        model = SpikeSimElaModel.bundled();
    }

    private static Network network(Preset preset, String matrix) {
        return Network.of(preset.template(), preset.space(), Architecture.parse(matrix));
    }

    private static ConvolutionLayer layer(int in, int out, int kernel, int inDim, int outDim) {
        return new ConvolutionLayer("layer", Role.STEM, -1, in, out, kernel, 1, inDim, inDim, inDim, inDim, outDim, outDim);
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, Math.abs(expected) * 1e-12);
    }

    /** The public tool's own example, figures as it prints them. */
    @Test
    void theToolsOwnVgg9CostsWhatTheToolSays() {
        List<ConvolutionLayer> layers = List.of(layer(3, 64, 3, 32, 32), layer(64, 64, 3, 32, 16), layer(64, 128, 3, 16, 16),
                layer(128, 128, 3, 16, 8), layer(128, 256, 3, 8, 8), layer(256, 256, 3, 8, 8), layer(256, 256, 3, 8, 4));
        SpikeSimCostReport report = model.cost(layers, 5, DEFAULT);
        assertClose(8_425_528.755834e-12, report.total().area().squareMetres());
        assertClose(15_906_934.02624e-12, report.total().energy().joules());
        assertClose(62_832_640e-9, report.total().latency().seconds());
        assertEquals(48, report.layers().stream().mapToLong(SpikeSimCostReport.LayerCost::processingElements).sum());
        assertEquals(48 * 9, report.layers().stream().mapToLong(SpikeSimCostReport.LayerCost::crossbars).sum());
        assertEquals(report.total().convolutionWeights(), report.total().parameters(), "a list of convolutions has no other parameters");
    }

    @ParameterizedTest
    @CsvSource({
        "snasnet-cifar10, 0303 0030 2002 0200, 102.8, 1090.5, 865.3, 11016960",
        "snasnet-cifar100, 0302 0030 3003 0000, 37.18, 468.6, 186.6, 3329408",
    })
    void publishedPicksCostWhatIsPublished(String preset, String matrix, String mm2, String ms, String uJ, long weights) {
        HardwareCost cost = model.total(network(NetworkTemplates.byName(preset).orElseThrow(), matrix), DEFAULT);
        assertEquals(Double.parseDouble(mm2), cost.area().squareMillimetres(), halfUnit(mm2));
        assertEquals(Double.parseDouble(ms), cost.latency().milliseconds(), halfUnit(ms));
        assertEquals(Double.parseDouble(uJ), cost.energy().microjoules(), halfUnit(uJ));
        assertEquals(weights, cost.convolutionWeights());
    }

    private static double halfUnit(String printed) {
        return 0.5 * Math.pow(10, -(printed.length() - printed.indexOf('.') - 1)) * (1 + 1e-9);
    }

    /** With n conv3x3 per cell at ratio 1: energy 16.97 + 33.93 n uJ, latency 85.2 + 76.68 n ms, weights 0.298 + 0.737 n M. */
    @ParameterizedTest
    @CsvSource({"1, 0003 0000 0000 0000", "2, 0303 0000 0000 0000", "3, 0333 0000 0000 0000", "4, 0333 0030 0000 0000", "5, 0333 0033 0000 0000",
        "6, 0333 0033 0003 0000"})
    void costIsAffineInTheNumberOfConvolutions(int n, String matrix) {
        HardwareCost cost = model.total(network(NetworkTemplates.SNASNET_CIFAR100, matrix), DEFAULT);
        assertEquals(16.97 + 33.93 * n, cost.energy().microjoules(), 0.005 * (n + 1));
        assertEquals(85.2 + 76.68 * n, cost.latency().milliseconds(), 0.05 + 0.005 * n);
        assertEquals(0.298 + 0.737 * n, cost.convolutionWeights() / 1e6, 0.0005 * (n + 1));
    }

    @Test
    void rowsOfLayersAndComponentsSumToTheTotals() {
        SplittableRandom random = new SplittableRandom(7);
        for (int repeat = 0; repeat < 200; repeat++) {
            Preset preset = NetworkTemplates.ALL.get(random.nextInt(NetworkTemplates.ALL.size()));
            SpikeSimSettings settings = new SpikeSimSettings(8 * random.nextInt(1, 17), random.nextInt(1, 17),
                    random.nextBoolean() ? CellDevice.RRAM : CellDevice.SRAM, random.nextBoolean());
            Network network = Network.of(preset.template(), preset.space(), Architecture.shared(randomCell(preset, random)));
            SpikeSimCostReport report = model.cost(network, settings);
            HardwareCost total = report.total();
            assertEquals(model.total(network, settings), total);
            assertClose(total.energy().joules(), report.layers().stream().mapToDouble(row -> row.energy().joules()).sum());
            assertClose(total.latency().seconds(), report.layers().stream().mapToDouble(row -> row.latency().seconds()).sum());
            assertClose(total.energy().joules(), report.components().stream().mapToDouble(row -> row.energy().joules()).sum());
            assertClose(total.area().squareMetres(), report.components().stream().mapToDouble(row -> row.area().squareMetres()).sum());
            assertTrue(report.layers().stream().mapToDouble(row -> row.peArea().squareMetres()).sum() < total.area().squareMetres());
            long linearWeights = !settings.includeClassifier() ? 0
                    : network.linears().stream().mapToLong(l -> (long) l.inFeatures() * l.outFeatures()).sum();
            assertEquals(total.convolutionWeights() + linearWeights, report.layers().stream().mapToLong(SpikeSimCostReport.LayerCost::weights).sum());
        }
    }

    private static ConnectionMatrix randomCell(Preset preset, SplittableRandom random) {
        ConnectionMatrix matrix = ConnectionMatrix.empty(preset.space().nodes());
        for (Edge pair : preset.space().pairs()) {
            Edge edge = preset.space().backwardEdges() && random.nextBoolean() ? pair.reversed() : pair;
            matrix = matrix.with(edge, random.nextInt(preset.space().operations().size()));
        }
        return matrix;
    }

    /** What lets a search drop a partial cell that is over a limit. */
    @Test
    void noCostFallsWhenAConvolutionIsAddedToACell() {
        SplittableRandom random = new SplittableRandom(11);
        int additions = 0;
        for (int repeat = 0; repeat < 2000; repeat++) {
            Preset preset = NetworkTemplates.ALL.get(random.nextInt(NetworkTemplates.ALL.size()));
            SpikeSimSettings settings = new SpikeSimSettings(8 * random.nextInt(1, 17), random.nextInt(1, 17),
                    CellDevice.RRAM, random.nextBoolean());
            ConnectionMatrix matrix = randomCell(preset, random);
            Edge edge = preset.space().pairs().get(random.nextInt(preset.space().pairs().size()));
            int digit = random.nextInt(preset.space().operations().size());
            if (matrix.digit(edge) != 0 || !(preset.space().operation(digit) instanceof Operation.SpikingConvolution)) {
                continue;
            }
            additions++;
            HardwareCost before = model.total(Network.of(preset.template(), preset.space(), Architecture.shared(matrix)), settings);
            HardwareCost after = model.total(Network.of(preset.template(), preset.space(), Architecture.shared(matrix.with(edge, digit))), settings);
            String what = preset.name() + " " + matrix + " + " + edge;
            assertTrue(after.parameters() > before.parameters(), what);
            assertTrue(after.area().squareMetres() >= before.area().squareMetres(), what);
            assertTrue(after.latency().seconds() >= before.latency().seconds(), what);
            assertTrue(after.energy().joules() >= before.energy().joules(), what);
        }
        assertTrue(additions > 200, "the test must add something, did " + additions);
    }

    @Test
    void classifierIsMappedOnDemandAndReportSaysSo() {
        Network network = network(NetworkTemplates.SNASNET_CIFAR100, "0302 0030 3003 0000");
        SpikeSimCostReport plain = model.cost(network, DEFAULT);
        SpikeSimCostReport full = model.cost(network, WITH_CLASSIFIER);
        assertEquals("convolutions only, as in the tool", plain.coverage());
        assertTrue(full.coverage().startsWith("convolutions and classifier (extension"), full.coverage());
        assertTrue(says(plain, "classifier is left out"));
        assertFalse(says(full, "classifier is left out"));
        assertEquals(12, plain.layers().size());
        assertEquals(List.of("hidden", "output"), full.layers().stream().skip(12).map(SpikeSimCostReport.LayerCost::layer).toList());
        assertEquals(256 * 16, full.layers().get(12).processingElements(), "16384 x 1024 weights on 64 x 64");
        // figures of oracle case snasnet_cifar100_convfc_xbar64_T5, closed form
        assertClose(352_520_832.663138e-12, full.total().area().squareMetres());
        assertClose(204_138_986.67008e-12, full.total().energy().joules());
        assertClose(460_722_080e-9, full.total().latency().seconds());
        assertEquals(plain.total().parameters(), full.total().parameters());
    }

    @Test
    void reportTellsWhereItGoesBeyondTheTool() {
        Network large = network(NetworkTemplates.SNASNET_CIFAR10, "0303 0030 2002 0200");
        assertTrue(says(model.cost(large, DEFAULT), "fails above 12 layers, this network has 14"));
        assertFalse(says(model.cost(network(NetworkTemplates.SNASNET_CIFAR100, "0302 0030 3003 0000"), DEFAULT), "Beyond the tool"));
        assertTrue(says(model.cost(List.of(layer(128, 128, 3, 8, 8), layer(64, 64, 3, 8, 8)), 1, DEFAULT), "ascending order"));
        assertTrue(says(model.cost(List.of(layer(3, 32, 3, 8, 8)), 1, DEFAULT), "no layer of this network fills a PE"));
        ConvolutionLayer oblong = new ConvolutionLayer("oblong", Role.STEM, -1, 64, 64, 3, 1, 8, 4, 8, 4, 8, 4);
        assertTrue(says(model.cost(List.of(oblong), 1, DEFAULT), "square maps only"));
        SpikeSimSettings sram = new SpikeSimSettings(64, 8, CellDevice.SRAM, false);
        assertTrue(says(model.cost(large, sram), "671.089"));
    }

    /** Nine weights of 8 bits add up to signed numbers of 12. */
    @Test
    void aLayerThatReadsSumsTakesACycleForEachOfTheirBits() {
        Network separable = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("000a 0000 0000 0000"));
        SpikeSimCostReport report = model.cost(separable, DEFAULT);
        assertTrue(says(report, "layer 'cell1.0->3.pointwise' reads the sums of the convolution before it bit by bit, in 12 PE cycles"));
        SpikeSimCostReport.LayerCost first = report.layers().get(1);
        SpikeSimCostReport.LayerCost pointwise = report.layers().get(2);
        assertEquals(List.of("cell1.0->3", "cell1.0->3.pointwise"), List.of(first.layer(), pointwise.layer()));
        assertClose(12 * first.energy().joules(), pointwise.energy().joules());
        assertClose(12 * first.latency().seconds(), pointwise.latency().seconds());
    }

    private static boolean says(SpikeSimCostReport report, String words) {
        return report.knownLimits().stream().anyMatch(sentence -> sentence.contains(words));
    }

    @Test
    void oblongMapsCountTheirPixels() {
        ConvolutionLayer oblong = new ConvolutionLayer("oblong", Role.STEM, -1, 64, 64, 3, 1, 16, 4, 16, 4, 16, 4);
        assertEquals(model.cost(List.of(layer(64, 64, 3, 8, 8)), 3, DEFAULT).total(), model.cost(List.of(oblong), 3, DEFAULT).total());
    }

    @Test
    void oneKernelSizeHoldsForTheWholeNetwork() {
        List<ConvolutionLayer> mixed = List.of(layer(64, 64, 3, 8, 8), layer(64, 64, 1, 8, 8));
        List<ConvolutionLayer> large = List.of(layer(64, 64, 3, 8, 8), layer(64, 64, 3, 8, 8));
        SpikeSimCostReport report = model.cost(mixed, 2, DEFAULT);
        assertEquals(model.cost(large, 2, DEFAULT).total().area(), report.total().area());
        assertEquals(model.cost(large, 2, DEFAULT).total().energy(), report.total().energy());
        assertEquals(64 * 64 * 10, report.total().convolutionWeights(), "weights are those the layers have");
    }

    @Test
    void latencyFollowsTheClock() {
        assertClose(104, model.peCycleNanoseconds());
        assertClose(52, model.peCycleNanoseconds(500));
    }

    @Test
    void impossibleInputsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> model.cost(List.of(), 5, DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> model.cost(List.of(layer(3, 64, 3, 32, 32)), 0, DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> model.cost(List.of(layer(0, 64, 3, 32, 32)), 5, DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> model.cost(List.of(layer(3, 64, 3, 32, 0)), 5, DEFAULT));
    }
}
