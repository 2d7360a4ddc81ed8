package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainingFreeScoreTest {
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
        assertTrue(CellStructure.isAnyDead(bench("0220 0000 0000 0000")));
        assertFalse(CellStructure.isAnyDead(bench("0001 0000 0000 0000")));
        for (ScoreId id : ScoreId.values()) {
            if (TrainingFreeScore.of(id) instanceof TrainingFreeScore.Structural score) {
                assertEquals(Double.NEGATIVE_INFINITY, score.of(bench("0220 0000 0000 0000")));
            }
        }
    }

    /** What must be there for each constant of {@link ScoreId}: how it is computed, that it is told apart, and its line on the page of scores. */
    @ParameterizedTest
    @EnumSource
    void everyScoreIsComputedAndDescribed(ScoreId id) throws Exception {
        assertEquals(id.isSimulated(), !(TrainingFreeScore.of(id) instanceof TrainingFreeScore.Structural), "what ScoreId says of simulation");
        assertEquals(id, ScoreId.byLabel(id.label()).orElseThrow());
        assertTrue(id.trust().contains("not an accuracy"));
        assertTrue(Files.readString(Path.of("src", "site", "markdown", "scores.md")).contains("`" + id.label() + "`"), "scores.md names it");

        ImageSet digits = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000"));
        TrainingFreeScores scores = new TrainingFreeScores(new SimulatedScores(Kernels.ofProgram().integer()), Kernels.ofProgram().training());
        FitnessSettings settings = new FitnessSettings(16, 1).withScore(id);
        FitnessScore score = scores.score(network, Optional.of(digits), settings, 1, Workers.CALLER, JobContext.NONE).score();
        assertTrue(Double.isFinite(score.value()), score.toString());
        assertEquals(id.isSimulated(), score.meanFiringRate() > 0);
        assertEquals(id.isSimulated(), scores.memoryBytes(network, settings) > 0);
    }

    @Test
    void ofEqualChainsThatWithTheSurerEndIsBetterAndALongerOneIsBetterStill() {
        ChainScore score = new ChainScore();
        double rising = score.of(bench("0200 0030 0004 0000"));
        double falling = score.of(bench("0400 0030 0002 0000"));
        double shorter = score.of(bench("0200 0004 0000 0000"));
        assertTrue(rising > falling && falling > shorter, rising + ", " + falling + ", " + shorter);
        assertEquals(2, score.of(bench("0002 0000 0000 0000")), "one convolution in each of two cells is no chain");
    }

    @Test
    void valuesAreThoseOfTheFormulas() {
        Network chain = bench("0201 0030 0004 0000");
        assertEquals((double) chain.parameters(), TrainingFreeScore.Structural.PARAMETERS.of(chain));
        assertEquals(6, TrainingFreeScore.Structural.CONVOLUTIONS.of(chain));
        assertEquals(6, TrainingFreeScore.Structural.DEPTH.of(chain));
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
