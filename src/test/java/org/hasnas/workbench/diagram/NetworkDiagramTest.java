package org.hasnas.workbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.Samples;
import org.hasnas.workbench.diagram.NetworkDiagram.Arrow;
import org.hasnas.workbench.diagram.NetworkDiagram.Box;
import org.hasnas.workbench.diagram.NetworkDiagram.Kind;
import org.junit.jupiter.api.Test;

final class NetworkDiagramTest {
    private static Network network(Preset preset, String matrix) {
        return Network.of(preset.template(), preset.space(), Architecture.shared(ConnectionMatrix.parse(matrix)));
    }

    private static NetworkDiagram diagram(Network network) {
        return NetworkDiagram.of(network, LayerFacts.of(network, Optional.empty(), List.of()), NetworkDiagram.Words.ENGLISH);
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < other.x() + other.width() && other.x() < one.x() + one.width() && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    /** Whether a line from point to point goes through the inside of a box; a corner counts as the two lines to its control point. */
    private static boolean crosses(Arrow arrow, Box box) {
        return inside(arrow.fromX(), arrow.fromY(), arrow.controlX(), arrow.controlY(), box)
                || inside(arrow.controlX(), arrow.controlY(), arrow.toX(), arrow.toY(), box);
    }

    private static boolean inside(double x1, double y1, double x2, double y2, Box box) {
        double inset = 1;
        return Math.max(x1, x2) > box.x() + inset && Math.min(x1, x2) < box.x() + box.width() - inset
                && Math.max(y1, y2) > box.y() + inset && Math.min(y1, y2) < box.y() + box.height() - inset;
    }

    /** All cells that can be drawn: every pair of nodes without an edge, with one either way, or with both. */
    @Test
    void noBoxLiesOnAnotherAndNoLineCrossesALayerWhateverTheCell() {
        SplittableRandom random = new SplittableRandom(7);
        Preset preset = NetworkTemplates.DIGITS;
        for (int draw = 0; draw < 300; draw++) {
            ConnectionMatrix cell = ConnectionMatrix.empty(preset.space().nodes());
            for (Edge pair : preset.space().pairs()) {
                cell = cell.with(pair, random.nextInt(preset.space().operations().size()));
                if (preset.space().backwardEdges()) {
                    cell = cell.with(pair.reversed(), random.nextInt(preset.space().operations().size()));
                }
            }
            NetworkDiagram diagram = diagram(network(preset, cell.text()));
            for (int i = 0; i < diagram.boxes().size(); i++) {
                Box box = diagram.boxes().get(i);
                assertTrue(box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= diagram.width() && box.y() + box.height() <= diagram.height(),
                        cell + ": " + box + " in " + diagram.width() + " by " + diagram.height());
                for (Box other : diagram.boxes().subList(i + 1, diagram.boxes().size())) {
                    assertFalse(overlap(box, other), cell + ": " + box + " on " + other);
                }
                if (box.kind() != Kind.NODE) {
                    for (Arrow arrow : diagram.arrows()) {
                        assertFalse(crosses(arrow, box), cell + ": " + arrow + " through " + box);
                    }
                }
            }
            // image, stem, and what follows stand below each other; each edge has two arrows
            int edges = cell.edges().size();
            long cells = diagram.frames().size();
            long chain = diagram.boxes().stream().filter(box -> box.kind() != Kind.NODE).count() - edges * cells;
            assertEquals(2L * edges * cells + chain - 1 + cells, diagram.arrows().size(), cell.text());
        }
    }

    @Test
    void everyLayerHasABoxWithItsNumbers() {
        Network network = network(NetworkTemplates.DIGITS, "0302 0030 3003 0000");
        NetworkDiagram diagram = diagram(network);
        Set<String> names = new HashSet<>();
        diagram.boxes().forEach(box -> assertTrue(names.add(box.name()), box.name() + " twice"));
        for (ConvolutionLayer layer : network.convolutions()) {
            Box box = diagram.boxes().stream().filter(known -> known.name().equals(layer.name())).findFirst().orElseThrow();
            assertTrue(box.lines().contains(NetworkDiagram.count((double) layer.weights()) + " weights"), box.toString());
        }
        assertTrue(names.containsAll(network.linears().stream().map(LinearLayer::name).toList()));
    }

    @Test
    void spikesAndCrossbarsAreToldWhereTheyAreKnown() throws Exception {
        Network network = network(NetworkTemplates.DIGITS, "0300 0030 0003 0000");
        ConvolutionLayer layer = network.convolutions().get(1);
        int steps = network.template().timeSteps();
        List<LayerFacts> facts = LayerFacts.of(network, Optional.of(Samples.report(network, Samples.digits(1).hardware())),
                List.of(new LayerRate(layer.name(), Collections.nCopies(steps, 0.25))));
        LayerFacts told = facts.get(1);
        assertEquals(layer.name(), told.name());
        assertEquals(layer.multiplyAccumulates() * steps, told.multiplyAccumulates());
        assertEquals(0.25 * layer.multiplyAccumulates() * steps, told.synapticOperations().orElseThrow());
        assertTrue(told.cost().isPresent());
        assertEquals(OptionalDouble.empty(), facts.getFirst().synapticOperations(), "the stem reads no spikes");
        assertEquals(network.convolutions().getFirst().multiplyAccumulates(), facts.getFirst().multiplyAccumulates(),
                "the stem is computed once for all time steps");
        Box box = NetworkDiagram.of(network, facts, NetworkDiagram.Words.ENGLISH).boxes().stream().filter(known -> known.name().equals(layer.name()))
                .findFirst().orElseThrow();
        assertTrue(box.lines().stream().anyMatch(line -> line.endsWith("SOPs")) && box.lines().stream().anyMatch(line -> line.contains("crossbar")),
                box.toString());
    }

    @Test
    void countsHaveThreeDigits() {
        assertEquals(List.of("0", "216", "9216", "11.9 k", "102 k", "1.23 M", "12.5 G"), List.of(NetworkDiagram.count(0), NetworkDiagram.count(216),
                NetworkDiagram.count(9216), NetworkDiagram.count(11_916), NetworkDiagram.count(102_400), NetworkDiagram.count(1.234e6),
                NetworkDiagram.count(12.5e9)));
    }
}
