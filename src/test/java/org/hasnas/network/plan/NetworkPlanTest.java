package org.hasnas.network.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.CellPlan.Node;
import org.hasnas.search.algorithm.SnasnetGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NetworkPlanTest {
    private static final NetworkTemplate DIGITS = NetworkTemplates.DIGITS.template();

    private static NetworkPlan plan(NetworkTemplate template, SearchSpace space, String matrices) {
        return NetworkPlan.of(Network.of(template, space, Architecture.parse(matrices)));
    }

    /** Node 0 sends to nodes 2 and 3 with one threshold and gets back from 3; node 1 averages and sends on with another threshold. */
    @Test
    void aCellIsPutTogetherAsItIsWritten() {
        CellPlan cell = plan(DIGITS, SearchSpaces.HASNAS_OPERATIONS, "0423 0080 0009 7000").cells().getFirst();
        assertEquals(new MapShape(8, 8, 16), cell.shape());
        Node first = cell.nodes().getFirst();
        assertEquals(List.of(List.of("cell1.0->2", "cell1.0->3")), first.neurons().stream().map(LifGroup::names).toList());
        assertEquals(List.of(new Connection.MaxPool(new Edge(3, 0), 3)), first.backward());
        assertTrue(first.isFedBack());
        assertEquals(List.of(new Connection.AveragePool(new Edge(0, 1), 3)), cell.nodes().get(1).forward());
        assertEquals(List.of(0.5), cell.nodes().get(1).neurons().stream().map(group -> group.parameters().vThreshold()).toList());
        assertEquals(List.of("0->2", "1->2"), cell.nodes().get(2).forward().stream().map(connection -> connection.edge().toString()).toList());
        assertEquals(List.of("cell1.0->2", "cell1.1->2", "cell1.0->3", "cell1.2->3"),
                cell.convolutions().stream().map(ConvolutionChain::name).toList());
    }

    /** Thresholds tell neurons of one node apart; kernels don't. */
    @Test
    void neuronsOfOneNodeAreGroupedByThreshold() {
        Node node = plan(DIGITS, SearchSpaces.HASNAS_OPERATIONS, "0928 0000 0000 0030").cells().getFirst().nodes().getFirst();
        assertEquals(List.of(0.5, 1.0, 1.5), node.neurons().stream().map(group -> group.parameters().vThreshold()).toList());
        Node shared = plan(DIGITS, SearchSpaces.HASNAS_OPERATIONS, "0235 0000 0000 0000").cells().getFirst().nodes().getFirst();
        assertEquals(List.of(3), shared.neurons().stream().map(group -> group.names().size()).toList());
    }

    @Test
    void learntNeuronsTakeThePlaceOfTheTemplatesWhereAnInputIsNotShared() {
        Network network = Network.of(DIGITS, SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("0423 0080 0009 7000"));
        LifParameters learnt = new LifParameters(2.5, 0.8);
        NetworkPlan plan = NetworkPlan.of(network, Map.of("cell1.0->2", learnt, "cell1.0->3", learnt, "last", new LifParameters(1, 1.1)));
        assertEquals(List.of(learnt), plan.cells().getFirst().nodes().getFirst().neurons().stream().map(LifGroup::parameters).toList());
        assertEquals(new LifParameters(1, 1.1), plan.exit().neurons().parameters());
        assertEquals(plan.lifLayers(), List.copyOf(plan.lifParameters().keySet()));
        assertEquals(learnt, plan.lifParameters().get("cell1.0->3"));
        assertEquals(new LifParameters(4.0 / 3, 0.5), plan.lifParameters().get("cell1.1->2"), "the operation's");
        assertEquals(NetworkPlan.of(network), NetworkPlan.of(network, Map.of()));
        assertRefused("cell1.0->2 and cell1.0->3 see the same input", network, Map.of("cell1.0->2", learnt));
        assertRefused("no LIF layer 'cell9.0->2'", network, Map.of("cell9.0->2", learnt));
    }

    private static void assertRefused(String reason, Network network, Map<String, LifParameters> neurons) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> NetworkPlan.of(network, neurons));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused::toString);
    }

    @Test
    void aSeparableConvolutionIsAChainOfTwoThatIsOneConvolution() {
        ConvolutionChain chain = plan(DIGITS, SearchSpaces.HASNAS_OPERATIONS, "000a 0000 0000 0000").cells().getFirst().convolutions().getFirst();
        assertEquals(List.of("cell1.0->3", "cell1.0->3.pointwise"), chain.layers().stream().map(ConvolutionLayer::name).toList());
        assertEquals("cell1.0->3.bn", chain.norm().name());
        assertTrue(chain.first().depthwise() && !chain.composed().depthwise());
        assertEquals(List.of(3, 16, 16), List.of(chain.composed().kernelSize(), chain.composed().inChannels(), chain.composed().outChannels()));
        assertThrows(IllegalArgumentException.class, () -> new ConvolutionChain(chain.first(), Optional.of(chain.first()), chain.norm()));
    }

    @Test
    void stagesAreJoinedByExitsAndReductions() {
        NetworkPlan plan = plan(NetworkTemplates.SNASNET_CIFAR10.template(), SearchSpaces.SNASNET, "0303 0030 2002 0200");
        assertEquals(List.of(new MapShape(32, 32, 256), new MapShape(16, 16, 512)), plan.stages().stream().map(NetworkPlan.Stage::shape).toList());
        assertEquals(new NormLayer("reduction1.input.bn", 256), plan.stages().getFirst().exit().norm());
        assertEquals(List.of("reduction1"), plan.stages().getFirst().exit().neurons().names());
        assertEquals(2, plan.stages().getLast().reduction().orElseThrow().pool());
        assertEquals(new NormLayer("last.bn", 512), plan.exit().norm());
        assertEquals(1024, plan.classifier().hidden().orElseThrow().neurons().shape().size());
        assertEquals(512 * 4 * 4, plan.classifier().features());
    }

    static Stream<SearchSpace> spaces() {
        return SearchSpaces.ALL.stream();
    }

    /** The plan holds every layer of the network once, in the same order, and every edge of every cell. */
    @ParameterizedTest
    @MethodSource("spaces")
    void everyLayerAndEdgeHasItsPlace(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(3);
        NetworkTemplate template = new NetworkTemplate("test", DIGITS.input(), 10, 1,
                List.of(new NetworkTemplate.Stage(4, 2), new NetworkTemplate.Stage(6, 1), new NetworkTemplate.Stage(8, 2)),
                NetworkTemplate.CellSharing.PER_CELL, 1, 0, 2, 0.5, 3, DIGITS.neuron(), DIGITS.batchNorm(), 8);
        for (int round = 0; round < 200; round++) {
            Network network = Network.of(template, space, new SnasnetGenerator(space).draw(random, template.matrixCount()));
            NetworkPlan plan = NetworkPlan.of(network);
            List<ConvolutionLayer> layers = new ArrayList<>(plan.stem().layers());
            plan.spikingConvolutions().forEach(convolution -> layers.addAll(convolution.layers()));
            assertEquals(network.convolutions(), layers);
            assertEquals(network.batchNormParameters(), 2L * plan.norms().stream().mapToInt(NormLayer::channels).sum());
            assertEquals(plan.norms().size(), plan.norms().stream().map(NormLayer::name).distinct().count());
            List<String> fired = new ArrayList<>();
            for (CellPlan cell : plan.cells()) {
                assertEquals(network.architecture().cell(cell.index()).edges(), cell.connections().stream().map(Connection::edge).toList());
                cell.nodes().forEach(node -> node.neurons().forEach(group -> fired.addAll(group.names())));
                for (Connection connection : cell.connections()) {
                    if (connection instanceof Connection.Convolve convolve) {
                        LifGroup group = cell.nodes().get(convolve.edge().source()).neurons().get(convolve.neurons());
                        assertEquals(LayerNames.edge(cell.index(), convolve.edge()), cell.convolutions().get(convolve.convolution()).name());
                        assertTrue(group.names().contains(cell.convolutions().get(convolve.convolution()).name()));
                    }
                }
            }
            plan.stages().forEach(stage -> fired.addAll(stage.exit().neurons().names()));
            assertEquals(plan.lifLayers().stream().sorted().toList(), fired.stream().sorted().toList());
            assertEquals(network.convolutions().stream().filter(layer -> layer.role() == Role.REDUCTION).count(), plan.stages().size() - 1L);
        }
    }

    @Test
    void blocksHaveOneStepOrAllAndBackwardEdgesCannotWaitForAll() {
        assertEquals(1, plan(DIGITS, SearchSpaces.SNASNET, "0003 3000 0000 0000").stepsPerBlock());
        NetworkTemplate overSteps = NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template();
        assertEquals(overSteps.timeSteps(), plan(overSteps, SearchSpaces.SNASNET, "0003 0000 0000 0000").stepsPerBlock());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> plan(overSteps, SearchSpaces.SNASNET, "0003 3000 0000 0000").stepsPerBlock());
        assertTrue(String.valueOf(refused.getMessage()).contains("backward edge 1->0"), refused::getMessage);
    }
}
