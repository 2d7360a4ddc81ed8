package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalFormTest {
    private static final SearchSpace SPACE = SearchSpaces.SNASNET;

    /** All cells of a space with at most one edge per pair and only the given digits, dead edges cleared, connected. */
    private static Set<ConnectionMatrix> liveCells(SearchSpace space, List<Integer> digits) {
        Set<ConnectionMatrix> cells = new LinkedHashSet<>();
        cells.add(ConnectionMatrix.empty(space.nodes()));
        for (Edge pair : space.pairs()) {
            for (ConnectionMatrix cell : List.copyOf(cells)) {
                for (int digit : digits) {
                    cells.add(cell.with(pair, digit));
                    if (space.backwardEdges()) {
                        cells.add(cell.with(pair.reversed(), digit));
                    }
                }
            }
        }
        Set<ConnectionMatrix> live = new LinkedHashSet<>();
        for (ConnectionMatrix cell : cells) {
            ConnectionMatrix cleared = CanonicalForm.withoutDeadEdges(cell);
            if (!cleared.edges().isEmpty()) {
                live.add(cleared);
            }
        }
        return live;
    }

    private static ConnectionMatrix random(Random random, SearchSpace space) {
        ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
        for (Edge pair : space.pairs()) {
            Edge edge = space.backwardEdges() && random.nextBoolean() ? pair.reversed() : pair;
            matrix = matrix.with(edge, random.nextInt(space.operations().size()));
        }
        return matrix;
    }

    @ParameterizedTest
    @CsvSource({
        // twice the pooled input is the pooled input, after batch norm
        "0014 0000 0004 0000, 0004 0000 0000 0000",
        // a pool before or after a skip
        "0400 0001 0000 0000, 0004 0000 0000 0000",
        "0100 0010 0001 0000, 0001 0000 0000 0000",
        // dead ends
        "0310 0000 0000 0000, 0000 0000 0000 0000",
        "0203 0000 0000 0000, 0003 0000 0000 0000",
        "0003 0000 0002 0000, 0003 0000 0000 0000",
        // with a convolution all that is live stays
        "0213 0000 0001 0000, 0013 0000 0001 0000",
        "0303 0030 2002 0200, 0303 0030 2002 0200"})
    void knownForms(String cell, String form) {
        assertEquals(form, CanonicalForm.of(SPACE, ConnectionMatrix.parse(cell), true).text());
    }

    @Test
    void cellsWithMaxPoolsAreNotMerged() {
        SearchSpace space = SearchSpaces.HASNAS_OPERATIONS;
        for (String cell : List.of("0077 0000 0007 0000", "0074 0000 0004 0000", "0007 0000 0000 0000")) {
            assertEquals(cell, CanonicalForm.of(space, ConnectionMatrix.parse(cell), true).text());
        }
        assertEquals("0004 0000 0000 0000", CanonicalForm.of(space, ConnectionMatrix.parse("0014 0000 0004 0000"), true).text(),
                "the others still are");
        assertEquals("0007 0000 0000 0000", CanonicalForm.of(space, ConnectionMatrix.parse("0607 0000 0000 0000"), true).text(),
                "dead edges are cleared");
    }

    @Test
    void twoPoolsAreNotOne() {
        assertNotEquals(CanonicalForm.of(SPACE, ConnectionMatrix.parse("0004 0000 0000 0000"), true),
                CanonicalForm.of(SPACE, ConnectionMatrix.parse("0400 0004 0000 0000"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "0303 0030 2002 0200, 0303 0030 0002 0000",
        // what is left is a path of skips
        "0010 0010 0001 4400, 0001 0000 0000 0000",
        // node 1 was reached by way of node 2 alone
        "0013 0003 0300 0000, 0003 0000 0000 0000",
        // connected by backward edges alone
        "0010 0003 0100 0000, 0010 0003 0100 0000"})
    void inOneTimeStepBackwardEdgesAreDead(String cell, String form) {
        NetworkTemplate twice = NetworkTemplates.DIGITS.template().withTimeSteps(2);
        NetworkTemplate once = twice.withTimeSteps(1);
        Architecture architecture = Architecture.parse(cell);
        assertEquals(form, CanonicalForm.of(once, SPACE, architecture).text());
        assertEquals(cell.contains("0010 0003"), !CanonicalForm.seesItsInput(once, architecture));
        assertEquals(CanonicalForm.of(SPACE, ConnectionMatrix.parse(cell), true).text(), CanonicalForm.of(twice, SPACE, architecture).text());
        assertTrue(CanonicalForm.seesItsInput(twice, architecture));
        MacroChoice steps = MacroChoice.OF_TEMPLATE.with(Dimension.TIME_STEPS, List.of(1));
        assertEquals(Architecture.parse(form).with(steps), CanonicalForm.of(twice, SPACE, architecture.with(steps)));
    }

    @Test
    void aDelayedPathIsNotAnImmediateOne() {
        // 0->3 and the loop 3->1->3 that adds the output of the step before
        assertNotEquals(CanonicalForm.of(SPACE, ConnectionMatrix.parse("0001 0000 0000 0000"), true),
                CanonicalForm.of(SPACE, ConnectionMatrix.parse("0001 0010 0001 0100"), true));
    }

    @Test
    void aFactorCountsWhereNoBatchNormFollows() {
        ConnectionMatrix twice = ConnectionMatrix.parse("0014 0000 0004 0000");
        ConnectionMatrix once = ConnectionMatrix.parse("0004 0000 0000 0000");
        assertNotEquals(CanonicalForm.of(SPACE, once), CanonicalForm.of(SPACE, twice));
        NetworkTemplate single = template(new Stage(16, 1), new Stage(32, 1));
        NetworkTemplate chained = template(new Stage(16, 2), new Stage(32, 1));
        assertEquals(Architecture.shared(once), CanonicalForm.of(single, SPACE, Architecture.shared(twice)));
        Architecture own = CanonicalForm.of(chained, SPACE, Architecture.shared(twice));
        assertEquals(List.of(CanonicalForm.of(SPACE, twice), once, once), own.matrices());
    }

    private static NetworkTemplate template(Stage... stages) {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        return new NetworkTemplate("test", digits.input(), digits.classes(), digits.stemStride(), List.of(stages), CellSharing.PER_CELL,
                1, digits.hiddenWidth(), digits.votersPerClass(), digits.dropoutProbability(), digits.timeSteps(),
                digits.neuron(), digits.batchNorm(), digits.weightBits());
    }

    @Test
    void aWrongNumberOfMatricesIsRefused() {
        NetworkTemplate template = template(new Stage(16, 1), new Stage(32, 2));
        Architecture two = Architecture.parse("0003 0000 0000 0000 | 0002 0000 0000 0000");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> CanonicalForm.of(template, SPACE, two));
        assertEquals("template 'test' has 3 cells; give one connection matrix for all or one for each, not 2", refused.getMessage());
    }

    @Test
    void equalCellsInEveryPlaceAreOneSharedCell() {
        NetworkTemplate template = template(new Stage(16, 1), new Stage(32, 1));
        assertEquals(Architecture.parse("0003 0000 0000 0000"),
                CanonicalForm.of(template, SPACE, Architecture.parse("0003 0000 0000 0000 | 0203 0000 0000 0000")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFormOfAFormIsItselfAndDeadEdgesChangeNothing(boolean batchNormFollows) {
        Random random = new Random(1);
        for (SearchSpace space : SearchSpaces.ALL) {
            for (int i = 0; i < 2000; i++) {
                ConnectionMatrix cell = random(random, space);
                ConnectionMatrix form = CanonicalForm.of(space, cell, batchNormFollows);
                space.check(form);
                assertEquals(form, CanonicalForm.of(space, form, batchNormFollows), () -> "of " + cell);
                assertEquals(form, CanonicalForm.of(space, CanonicalForm.withoutDeadEdges(cell), batchNormFollows), () -> "of " + cell);
            }
        }
    }

    @Test
    void withALiveConvolutionTheFormHasTheSameOperations() {
        Random random = new Random(2);
        int checked = 0;
        for (int i = 0; i < 5000; i++) {
            ConnectionMatrix live = CanonicalForm.withoutDeadEdges(random(random, SPACE));
            if (live.edges().stream().anyMatch(edge -> SPACE.operation(live, edge) instanceof Operation.SpikingConvolution)) {
                ConnectionMatrix form = CanonicalForm.of(SPACE, live, true);
                assertEquals(live.edges().size(), form.edges().size(), live::text);
                assertEquals(digits(live), digits(form), live::text);
                checked++;
            }
        }
        assertTrue(checked > 1000, "checked " + checked);
    }

    private static List<Integer> digits(ConnectionMatrix cell) {
        return cell.edges().stream().map(cell::digit).sorted().toList();
    }

    /** Over all cells of the space that have no convolution: the same form if and only if the same function, up to a factor. */
    @Test
    void cellsWithOneFormComputeOneFunctionAndCellsWithTwoFormsTwo() {
        Set<ConnectionMatrix> cells = liveCells(SPACE, List.of(1, 4));
        Map<ConnectionMatrix, double[]> outputs = new HashMap<>();
        for (ConnectionMatrix cell : cells) {
            ConnectionMatrix form = CanonicalForm.of(SPACE, cell, true);
            double[] expected = outputs.computeIfAbsent(form, LinearSimulator::normalisedOutput);
            double[] output = LinearSimulator.normalisedOutput(cell);
            for (int i = 0; i < output.length; i++) {
                assertEquals(expected[i], output[i], 1e-9, () -> cell + " has the form " + form + " but another output");
            }
            assertTrue(form.edges().size() <= cell.edges().size());
        }
        Set<List<Long>> functions = new HashSet<>();
        outputs.values().forEach(output -> functions.add(Arrays.stream(output).mapToObj(value -> Math.round(value * 1e6)).toList()));
        assertEquals(4154, cells.size());
        assertEquals(850, outputs.size());
        assertEquals(outputs.size(), functions.size(), "forms that compute the same");
    }

    @Test
    void withoutBatchNormCellsWithOneFormComputeOneFunctionWithItsFactor() {
        Random random = new Random(4);
        List<ConnectionMatrix> cells = new ArrayList<>(liveCells(SPACE, List.of(1, 4)));
        Collections.shuffle(cells, random);
        for (ConnectionMatrix cell : cells.subList(0, 400)) {
            double[] expected = LinearSimulator.output(CanonicalForm.of(SPACE, cell, false));
            double[] output = LinearSimulator.output(cell);
            for (int i = 0; i < output.length; i++) {
                assertEquals(expected[i], output[i], 1e-9 * Math.abs(expected[i]) + 1e-12, cell::text);
            }
        }
    }

    @Test
    void bothDirectionsBetweenTwoNodesAreSimulatedRight() {
        Random random = new Random(5);
        int merged = 0;
        for (int i = 0; i < 300; i++) {
            ConnectionMatrix cell = ConnectionMatrix.empty(4);
            for (Edge pair : SPACE.pairs()) {
                cell = cell.with(pair, List.of(0, 1, 4).get(random.nextInt(3))).with(pair.reversed(), List.of(0, 0, 1, 4).get(random.nextInt(4)));
            }
            ConnectionMatrix live = CanonicalForm.withoutDeadEdges(cell);
            if (live.edges().isEmpty()) {
                continue;
            }
            ConnectionMatrix form = CanonicalForm.of(SPACE, live, true);
            double[] expected = LinearSimulator.normalisedOutput(form);
            double[] output = LinearSimulator.normalisedOutput(live);
            for (int k = 0; k < output.length; k++) {
                assertEquals(expected[k], output[k], 1e-9, live::text);
            }
            merged += form.equals(live) ? 0 : 1;
        }
        assertTrue(merged > 0);
    }

    @Test
    void poolsOfDifferentSizesDoNotCommute() {
        SearchSpace space = new SearchSpace("two pools", 3, List.of(new Operation.Zeroize(), new Operation.AveragePool(3),
                new Operation.AveragePool(5), new Operation.AveragePool(1)), false);
        assertNotEquals(CanonicalForm.of(space, ConnectionMatrix.parse("010 002 000"), true),
                CanonicalForm.of(space, ConnectionMatrix.parse("020 001 000"), true));
        // an average over one pixel is the identity
        assertEquals(CanonicalForm.of(space, ConnectionMatrix.parse("030 001 000"), true),
                CanonicalForm.of(space, ConnectionMatrix.parse("001 000 000"), true));
    }

    @Test
    void aSpaceTooLargeToLookThroughOnlyLosesItsDeadEdges() {
        SearchSpace space = new SearchSpace("large", 7, SPACE.operations(), true);
        ConnectionMatrix chain = ConnectionMatrix.parse("0140000 0010000 0001000 0000100 0000010 0000001 0000000");
        ConnectionMatrix form = CanonicalForm.of(space, chain, true);
        assertEquals(CanonicalForm.withoutDeadEdges(chain), form);
    }
}
