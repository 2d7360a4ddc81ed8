package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.junit.jupiter.api.Test;

final class ClassDistanceScoreTest {
    private static ImageSet digits() throws Exception {
        return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
    }

    private static ClassDistanceScore.Distances distances(int... labels) {
        return new ClassDistanceScore.Distances(labels, Set.of(), new ScalarIntegerKernels(), Workers.CALLER);
    }

    @Test
    void theValueIsThatOfTheFormula() {
        long[][] spikes = {{0b11}, {0b101}, {0b1111_0000}, {0}};
        // distances of the pairs 01 and 23: 2 and 4; of 02, 03, 12, 13: 6, 2, 6, 2
        ClassDistanceScore.Distances distances = distances(5, 5, 1, 1);
        distances.add(spikes, 1, JobContext.NONE);
        assertEquals((4.0 - 3.0) / 4.0, distances.score(), 1e-12);
        distances.add(spikes, 2, JobContext.NONE);
        assertEquals(3 * 0.25, distances.score(), 1e-12);
        distances.add(new long[][] {{0}, {0}, {0}, {0}}, 1, JobContext.NONE); // a silent layer tells nothing apart
        assertEquals(3 * 0.25, distances.score(), 1e-12);
    }

    @Test
    void patternsThatTellClassesApartScoreHigherThanPatternsThatDoNot() {
        long[][] apart = {{0b1111}, {0b1111}, {0b1111_0000}, {0b1111_0000}};
        ClassDistanceScore.Distances good = distances(0, 0, 1, 1);
        good.add(apart, 1, JobContext.NONE);
        ClassDistanceScore.Distances bad = distances(0, 1, 0, 1);
        bad.add(apart, 1, JobContext.NONE);
        assertEquals(1, good.score(), 1e-12);
        assertTrue(bad.score() < 0, () -> "was " + bad.score());
    }

    @Test
    void batchesHoldSeveralImagesOfEachOfTheirClasses() throws Exception {
        ImageSet images = digits();
        int[][] drawn = BatchDraw.balanced(3, images, 2, 16);
        for (int[] batch : drawn) {
            Map<Integer, Integer> counts = new HashMap<>();
            Arrays.stream(batch).forEach(image -> counts.merge(images.label(image), 1, Integer::sum));
            assertEquals(4, counts.size());
            assertTrue(counts.values().stream().allMatch(count -> count == 4), counts::toString);
        }
        assertEquals(32, Arrays.stream(drawn).flatMapToInt(Arrays::stream).distinct().count());
        assertArrayEquals(drawn[0], BatchDraw.balanced(3, images, 1, 16)[0]);
        assertEquals(10, Arrays.stream(BatchDraw.balanced(3, images, 1, 64)[0]).map(images::label).distinct().count());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BatchDraw.balanced(3, images, 1, 7)).toString().contains("at least 8 images"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BatchDraw.balanced(3, images, 9, 200)).toString()
                .contains("smaller or fewer batches"));
    }

    @Test
    void aBatchOfOneClassOrOfOnlyDifferentOnesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> distances(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> distances(1, 2, 3));
    }

    @Test
    void theScoreDependsOnTheSeedAloneAndBothPrecisionsAgreeAboutIt() throws Exception {
        ImageSet images = digits();
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0303 0030 2002 0200"));
        FitnessSettings settings = new FitnessSettings(16, 2).withScore(ScoreId.CLASS_DISTANCE);
        SimulatedScores fitness = new SimulatedScores(Kernels.ofProgram().integer());
        // a stem of the same images drawn otherwise must not be taken for its own
        fitness.score(network, images, settings.withScore(ScoreId.SAHD), 1, JobContext.NONE);
        FitnessResult first = fitness.score(network, images, settings, 1, JobContext.NONE);
        SimulatedScores another = new SimulatedScores(Kernels.ofProgram().integer());
        assertEquals(first, another.score(network, images, settings, 1, JobContext.NONE));
        assertNotEquals(first.score(), fitness.score(network, images, settings, 2, JobContext.NONE).score());
        FitnessResult exact = fitness.score(network, images, settings.withPrecision(WeightPrecision.FLOAT32), 1, JobContext.NONE);
        assertEquals(first.score().value(), exact.score().value(), 0.2 * Math.abs(first.score().value()) + 0.2);
    }
}
