package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StructuralScoreTest {
    private static Network bench(String matrix) {
        return Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, Architecture.parse(matrix));
    }

    private static CellStructure cell(SearchSpace space, String matrix) {
        return CellStructure.of(space, ConnectionMatrix.parse(matrix));
    }

    @Test
    void aChainOfThreeConvolutionsIsThreeDeep() {
        // 0 -0.5-> 1 -1.0-> 2 -1.5-> 3 and a skip 0 -> 3
        CellStructure chain = cell(SearchSpaces.SPIKENAS_BENCH, "0201 0030 0004 0000");
        assertEquals(new CellStructure(4, 3, 3, 1, 2, 3, 0, 0.5, 1.5, 0.5, 1.5, 0), chain);
    }

    @Test
    void edgesOnNoWayAreNotCounted() {
        CellStructure cell = cell(SearchSpaces.SPIKENAS_BENCH, "0002 0040 0000 0000");
        assertEquals(new CellStructure(1, 1, 1, 0, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0), cell);
    }

    @Test
    void severalDeepestWaysAreAveraged() {
        // 0 -0.5-> 1 -1.5-> 3 and 0 -1.0-> 2 -0.5-> 3
        CellStructure cell = cell(SearchSpaces.SPIKENAS_BENCH, "0230 0004 0002 0000");
        assertEquals(2, cell.depth());
        assertEquals(0.75, cell.firstThreshold());
        assertEquals(1.0, cell.lastThreshold());
    }

    @Test
    void theLastConvolutionMayReadUnconvolvedInputToo() {
        // 0 -0.5-> 1 -1.0-> 2 -1.5-> 3 and a skip 0 -> 2
        assertEquals(1, cell(SearchSpaces.SPIKENAS_BENCH, "0210 0030 0004 0000").mixedShare());
        assertEquals(0, cell(SearchSpaces.SPIKENAS_BENCH, "0111 0000 0002 0000").mixedShare());
    }

    @Test
    void backwardEdgesLeadOnToo() {
        // 0 -> 2 -(backward)-> 1 -> 3
        CellStructure cell = cell(SearchSpaces.SNASNET, "0030 0003 0200 0000");
        assertEquals(3, cell.depth());
        assertEquals(1, cell.paths());
        assertFalse(cell.isDead());
    }

    @Test
    void aCellWithoutAWayIsDead() {
        assertTrue(StructuralScore.isDead(bench("0220 0000 0000 0000")));
        assertFalse(StructuralScore.isDead(bench("0001 0000 0000 0000")));
        for (ScoreId id : ScoreId.values()) {
            TrainingFreeScores.structural(id).ifPresent(score -> assertEquals(Double.NEGATIVE_INFINITY, score.of(bench("0220 0000 0000 0000"))));
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreId.class)
    void aScoreKnowsItsName(ScoreId id) {
        TrainingFreeScores.structural(id).ifPresent(score -> assertEquals(id, score.id()));
        assertEquals(id.isSimulated(), TrainingFreeScores.structural(id).isEmpty());
        assertEquals(id, ScoreId.byLabel(id.label()).orElseThrow());
        assertTrue(id.trust().contains("not an accuracy"));
    }

    @Test
    void valuesAreThoseOfTheFormulas() {
        Network chain = bench("0201 0030 0004 0000");
        assertEquals((double) chain.parameters(), new ParameterScore().of(chain));
        assertEquals(6, new ConvolutionScore().of(chain));
        assertEquals(6, new DepthScore().of(chain));
        assertEquals(0.56 + 0.13 * 0.5 + 0.22 * 0.5 + 0.09 * 0.5 + 0.05 * 3 + 0.05, new HasnasScore().of(chain), 1e-9);
        assertEquals(0.11 - 0.09 * 0.5 + 0.05, new HasnasScore().of(bench("0004 0000 0000 0000")), 1e-9);
    }

    @Test
    void cellsOfANetworkAreAveraged() {
        double both = new HasnasScore().of(bench("0002 0000 0000 0000 | 0001 0000 0000 0000"));
        double first = new HasnasScore().of(bench("0002 0000 0000 0000"));
        double second = new HasnasScore().of(bench("0001 0000 0000 0000"));
        assertEquals((first + second) / 2, both, 1e-9);
    }
}
