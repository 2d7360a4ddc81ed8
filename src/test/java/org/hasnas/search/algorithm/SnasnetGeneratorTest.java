package org.hasnas.search.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.search.Requests;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.model.SearchAlgorithmId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnasnetGeneratorTest {
    private static List<ConnectionMatrix> draws(SearchSpace space, long seed, int count) {
        SnasnetGenerator generator = new SnasnetGenerator(space);
        return IntStream.range(0, count).mapToObj(i -> generator.drawMatrix(RandomStreams.of(seed, i))).toList();
    }

    /**
     * Measured on the public code: of 5000 draws 38 % have a single edge, 24 % no convolution, 1988 are distinct. Counting all
     * 4 * 2^5 * 5^5 equally likely draws gives 38.05 %, 23.28 % and 1982.4; the bounds are five standard deviations of 5000 draws.
     */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, -7, Long.MAX_VALUE})
    void drawsHaveTheStatisticsOfThePublicCode(long seed) {
        List<ConnectionMatrix> draws = draws(SearchSpaces.SNASNET, seed, 5000);
        double single = draws.stream().filter(matrix -> matrix.edges().size() == 1).count() / 5000.0;
        double withoutConvolution = draws.stream().filter(matrix -> matrix.edges().stream()
                .noneMatch(edge -> SearchSpaces.SNASNET.operation(matrix, edge) instanceof Operation.SpikingConvolution)).count() / 5000.0;
        int distinct = new HashSet<>(draws).size();
        assertEquals(0.3805, single, 5 * 0.0069);
        assertEquals(0.2328, withoutConvolution, 5 * 0.0060);
        assertEquals(1982.4, distinct, 5 * 31);
    }

    @Test
    void everyDrawIsLiveHasTheDirectEdgeAndAtMostOneEdgePerPair() {
        for (SearchSpace space : SearchSpaces.ALL) {
            for (ConnectionMatrix matrix : draws(space, 5, 2000)) {
                space.check(matrix);
                assertNotEquals(0, matrix.digit(0, 3));
                assertEquals(matrix, CanonicalForm.withoutDeadEdges(matrix));
                assertTrue(matrix.edges().stream().allMatch(edge -> matrix.digit(edge.reversed()) == 0));
            }
        }
    }

    @Test
    void everyOperationAndDirectionIsDrawn() {
        Set<String> seen = new HashSet<>();
        for (ConnectionMatrix matrix : draws(SearchSpaces.SNASNET, 5, 5000)) {
            for (Edge edge : matrix.edges()) {
                seen.add(edge + "/" + matrix.digit(edge));
            }
        }
        assertEquals(4 + 5 * 2 * 4, seen.size(), seen.toString());
    }

    @Test
    void oneMatrixPerCellIsDrawnWhereTheTemplateWantsIt() {
        var template = Requests.template(CellSharing.PER_CELL, new Stage(16, 2), new Stage(32, 1));
        List<Proposal> proposals = new SnasnetRandomSearch(
                Requests.of(template, SearchSpaces.SNASNET, SearchAlgorithmId.SNASNET_RANDOM, 40, 3)).ask(40);
        assertTrue(proposals.stream().allMatch(proposal -> proposal.architecture().matrices().size() == 3));
        assertTrue(proposals.stream().map(Proposal::architecture).anyMatch(own -> !own.cell(0).equals(own.cell(1))));
    }

    @Test
    void candidateNumberIDependsOnSeedAndINotOnTheSizeOfTheAsks() {
        var request = Requests.digits(SearchAlgorithmId.SNASNET_RANDOM, 1000, 11);
        SnasnetRandomSearch oneByOne = new SnasnetRandomSearch(request);
        SnasnetRandomSearch inChunks = new SnasnetRandomSearch(request);
        List<Architecture> single = IntStream.range(0, 100).mapToObj(i -> oneByOne.ask(1).getFirst().architecture()).toList();
        List<Proposal> chunks = new ArrayList<>();
        while (chunks.size() < 100) {
            chunks.addAll(inChunks.ask(100 - chunks.size()));
        }
        assertEquals(single, chunks.stream().map(Proposal::architecture).toList());
        assertTrue(chunks.stream().noneMatch(Proposal::limitsFirst));
    }
}
