package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.MemoryShortage;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.simulation.dense.LogDeterminant;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.junit.jupiter.api.Test;

final class SimulatedScoresTest {
    private final SimulatedScores fitness = new SimulatedScores(Kernels.ofProgram().integer());

    @Test
    void kernelIsSymmetricWithTheNumberOfNeuronsOnItsDiagonal() {
        long[][] spikes = spikes(7, 100, 1);
        HammingKernel kernel = new HammingKernel(7);
        kernel.add(spikes, 100, 1, JobContext.NONE);
        double[][] mean = kernel.mean();
        for (int i = 0; i < 7; i++) {
            assertEquals(100, mean[i][i]);
            for (int j = 0; j < i; j++) {
                assertEquals(mean[i][j], mean[j][i]);
                double ri = SpikeLayout.count(spikes[i]) / 100.0;
                double rj = SpikeLayout.count(spikes[j]) / 100.0;
                int distance = 0;
                for (int n = 0; n < 100; n++) {
                    distance += (spikes[i][n / 64] >>> n % 64 & 1) != (spikes[j][n / 64] >>> n % 64 & 1) ? 1 : 0;
                }
                assertEquals(100 - 0.5 / (100 * (ri * (1 - rj) + (1 - ri) * rj) + 0.001) * distance, mean[i][j], 1e-10);
            }
        }
    }

    @Test
    void blocksOfImagesGiveTheDistanceOfEveryPair() {
        for (int images : new int[] {1, 3, 8, 9, 21}) {
            long[][] spikes = spikes(images, 700, images);
            HammingKernel kernel = new HammingKernel(images, Kernels.ofProgram().integer(), Workers.CALLER);
            kernel.add(spikes, 700, 1, JobContext.NONE);
            double[][] found = kernel.mean();
            for (int i = 0; i < images; i++) {
                for (int j = 0; j < images; j++) {
                    HammingKernel pair = new HammingKernel(2);
                    pair.add(new long[][] {spikes[i], spikes[j]}, 700, 1, JobContext.NONE);
                    assertEquals(i == j ? 700 : pair.mean()[0][1], found[i][j], i + ", " + j);
                }
            }
        }
    }

    @Test
    void aLayerCountedTwiceEqualsTwoEqualLayers() {
        HammingKernel twice = new HammingKernel(5);
        twice.add(spikes(5, 40, 1), 40, 2, JobContext.NONE);
        twice.add(spikes(5, 90, 2), 90, 1, JobContext.NONE);
        HammingKernel separate = new HammingKernel(5);
        separate.add(spikes(5, 40, 1), 40, 1, JobContext.NONE);
        separate.add(spikes(5, 40, 1), 40, 1, JobContext.NONE);
        separate.add(spikes(5, 90, 2), 90, 1, JobContext.NONE);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertEquals(separate.mean()[i][j], twice.mean()[i][j], 1e-12);
            }
        }
    }

    @Test
    void theOrderOfTheImagesDoesNotChangeTheLogDeterminant() {
        long[][] spikes = spikes(9, 200, 3);
        long[][] shuffled = {spikes[4], spikes[8], spikes[0], spikes[2], spikes[1], spikes[7], spikes[3], spikes[5], spikes[6]};
        double[] values = new double[2];
        for (int order = 0; order < 2; order++) {
            HammingKernel kernel = new HammingKernel(9);
            kernel.add(order == 0 ? spikes : shuffled, 200, 1, JobContext.NONE);
            values[order] = LogDeterminant.of(kernel.mean());
        }
        assertTrue(Double.isFinite(values[0]));
        assertEquals(values[0], values[1], 1e-9 * Math.abs(values[0]));
    }

    @Test
    void silentSaturatedAndDuplicateImagesGiveASingularKernelAndNoError() {
        long[][] silent = new long[4][2];
        long[][] saturated = new long[4][2];
        for (long[] image : saturated) {
            Arrays.fill(image, -1);
        }
        long[][] duplicates = spikes(4, 128, 5);
        duplicates[3] = duplicates[1].clone();
        for (long[][] spikes : new long[][][] {silent, saturated, duplicates}) {
            HammingKernel kernel = new HammingKernel(4);
            kernel.add(spikes, 128, 1, JobContext.NONE);
            assertEquals(Double.NEGATIVE_INFINITY, LogDeterminant.of(kernel.mean()));
        }
    }

    @Test
    void identicalImagesScoreNegativeInfinity() {
        ImageShape shape = NetworkTemplates.DIGITS.template().input();
        ImageSet equal = new ImageSet(shape, 10, new byte[10 * shape.size()], new short[10],
                new ImageSet.Normalization(16, new float[] {0.5f}, new float[] {0.3f}));
        FitnessResult result = fitness.score(network("0303 0030 2002 0200"), equal, new FitnessSettings(5, 2), 1, JobContext.NONE);
        assertTrue(result.score().isSingular());
    }

    @Test
    void theSumScoreNeedsNoSimulationOfItsOwn() throws Exception {
        ImageSet digits = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        Network network = network("0303 0030 2002 0200");
        FitnessSettings settings = new FitnessSettings(8, 2);
        FitnessResult mean = fitness.score(network, digits, settings, 1, JobContext.NONE);
        FitnessResult sum = fitness.score(network, digits, settings.withScore(ScoreId.SAHD_SUM), 1, JobContext.NONE);
        assertTrue(sum.score().value() > mean.score().value());
        assertEquals(sum.score().value(), SahdScore.sumOf(mean, settings), 1e-9 * Math.abs(sum.score().value()));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedAnotherScore() {
        Network network = network("0303 0030 2002 0200");
        FitnessSettings settings = new FitnessSettings(8, 2);
        ImageSet images = images(40);
        FitnessResult first = fitness.score(network, images, settings, 7, JobContext.NONE);
        assertEquals(first, fitness.score(network, images, settings, 7, JobContext.NONE));
        assertNotEquals(first.score(), fitness.score(network, images, settings, 8, JobContext.NONE).score());
        assertEquals(2, first.perBatch().size());
        assertEquals((first.perBatch().get(0) + first.perBatch().get(1)) / 2, first.score().value());
        assertEquals("cell1.0->1", first.layers().getFirst().layer());
        assertTrue(first.score().meanFiringRate() > 0.01 && first.score().meanFiringRate() < 0.5, first.score()::toString);
    }

    @Test
    void scoresComputedAtTheSameTimeBySeveralThreadsAreThoseOfOneThread() {
        List<String> matrices = List.of("0303 0030 2002 0200", "0302 0030 3003 0000", "0333 0033 0003 0000", "0001 0000 0000 0000");
        ImageSet images = images(40);
        FitnessSettings settings = new FitnessSettings(8, 2);
        List<FitnessResult> alone = matrices.stream().map(matrix -> fitness.score(network(matrix), images, settings, 3, JobContext.NONE)).toList();
        assertEquals(alone, matrices.parallelStream().map(matrix -> fitness.score(network(matrix), images, settings, 3, JobContext.NONE)).toList());
    }

    @Test
    void batchesShareNoImageAndDoNotDependOnHowManyFollow() {
        int[][] two = BatchDraw.images(3, 20, 2, 10);
        assertEquals(20, Arrays.stream(two).flatMapToInt(Arrays::stream).distinct().count());
        assertEquals(Arrays.toString(two[0]), Arrays.toString(BatchDraw.images(3, 20, 1, 10)[0]));
    }

    @Test
    void tooFewImagesOrAnotherShapeIsAClearSentence() {
        IllegalArgumentException few = assertThrows(IllegalArgumentException.class,
                () -> fitness.score(network("0003 0000 0000 0000"), images(9), new FitnessSettings(5, 2), 1, JobContext.NONE));
        assertTrue(few.toString().contains("need 10 images; the data set has 9"), few::toString);
        Network cifar = Network.of(NetworkTemplates.HASNAS_CIFAR10.template(), NetworkTemplates.HASNAS_CIFAR10.space(),
                Architecture.parse("0003 0000 0000 0000"));
        IllegalArgumentException shape = assertThrows(IllegalArgumentException.class,
                () -> fitness.score(cifar, images(9), new FitnessSettings(2, 2), 1, JobContext.NONE));
        assertTrue(shape.toString().contains("takes images of 3x32x32, the data set has 1x8x8"), shape::toString);
    }

    @Test
    void aBatchThatCanNotFitIntoMemoryIsRefusedBeforehand() {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        NetworkTemplate huge = new NetworkTemplate("huge", digits.input(), 10, 1, List.of(new Stage(4_000_000, 1)), digits.cellSharing(), 8, 0, 1,
                0.5, 2, digits.neuron(), digits.batchNorm(), 8);
        Network network = Network.of(huge, NetworkTemplates.DIGITS.space(), Architecture.parse("0001 0000 0000 0000"));
        MemoryShortage error = assertThrows(MemoryShortage.class,
                () -> fitness.score(network, images(512), new FitnessSettings(256, 2), 1, JobContext.NONE));
        assertTrue(error.toString().contains("Take smaller batches"), error::toString);
    }

    @Test
    void aCancelledJobEndsTheScore() {
        AtomicInteger left = new AtomicInteger(500);
        assertThrows(CancellationException.class,
                () -> fitness.score(network("0303 0030 2002 0200"), images(40), new FitnessSettings(8, 2), 1, () -> {
                    if (left.decrementAndGet() <= 0) {
                        throw new CancellationException();
                    }
                }));
        assertEquals(0, left.get());
    }

    private static Network network(String matrix) {
        return Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse(matrix));
    }

    private static ImageSet images(int count) {
        ImageShape shape = NetworkTemplates.DIGITS.template().input();
        byte[] pixels = new byte[count * shape.size()];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(17);
        }
        return new ImageSet(shape, 10, pixels, new short[count], new ImageSet.Normalization(16, new float[] {0.5f}, new float[] {0.3f}));
    }

    private static long[][] spikes(int images, int neurons, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] spikes = new long[images][(neurons + 63) / 64];
        for (long[] image : spikes) {
            for (int n = 0; n < neurons; n++) {
                image[n / 64] |= (random.nextInt(5) == 0 ? 1L : 0L) << n % 64;
            }
        }
        return spikes;
    }
}
