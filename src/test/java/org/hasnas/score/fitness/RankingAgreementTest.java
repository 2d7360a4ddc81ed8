package org.hasnas.score.fitness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.testdata.SharedData;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whether int8 weights rank networks as float32 does: Kendall's tau of the scores of random networks of SNASNet's space. */
final class RankingAgreementTest {
    private static final String COUNT = "hasnas.ranking.candidates";

    private final SimulatedScores fitness = new SimulatedScores(Kernels.ofProgram().integer());

    @Test
    void digitsAreRankedAlike() throws HasnasException {
        // The score of a small network on few images moves more from one precision to the other than that of a large one.
        double tau = tau(NetworkTemplates.DIGITS.template(), digits(), 40, new FitnessSettings(32, 2));
        assertTrue(tau >= 0.9, "Kendall tau " + tau);
    }

    /** The measurement behind the claim of tau >= 0.98; {@code mvn test -Dtest=RankingAgreementTest -Dhasnas.ranking.candidates=200}. */
    @Test
    @EnabledIfSystemProperty(named = COUNT, matches = "\\d+")
    void snasNetIsRankedAlikeOnCifar10() throws HasnasException {
        Path folder = SharedData.require("data/cifar-10-batches-bin");
        ImageSet images = load(new DatasetReference(DatasetReference.Format.CIFAR10, folder.toString()));
        int width = Integer.getInteger("hasnas.ranking.width", 64);
        int batch = Integer.getInteger("hasnas.ranking.batch", 32);
        double tau = tau(narrow(NetworkTemplates.SNASNET_CIFAR10.template(), width), images, Integer.getInteger(COUNT),
                new FitnessSettings(batch, 2));
        assertTrue(tau >= 0.98, "Kendall tau " + tau);
    }

    private double tau(NetworkTemplate template, ImageSet images, int count, FitnessSettings settings) {
        List<Double> small = new ArrayList<>();
        List<Double> exact = new ArrayList<>();
        for (Architecture architecture : candidates(count)) {
            Network network = Network.of(template, SearchSpaces.SNASNET, architecture);
            double fast = fitness.score(network, images, settings, 1, JobContext.NONE).score().value();
            double slow = fitness.score(network, images, settings.withPrecision(WeightPrecision.FLOAT32), 1, JobContext.NONE).score().value();
            System.out.printf("%s int8 %.6f float32 %.6f%n", architecture, fast, slow);
            if (Double.isFinite(fast) && Double.isFinite(slow)) {
                small.add(fast);
                exact.add(slow);
            }
        }
        assertTrue(small.size() >= 0.9 * count, "too many singular kernels");
        double tau = new KendallsCorrelation().correlation(array(small), array(exact));
        System.out.printf("Kendall tau of %d networks, %s, width %d, batch %d: %.4f%n", small.size(), template.name(),
                template.stages().getFirst().width(), settings.batchSize(), tau);
        return tau;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Draws as SNASNet's generator does; different networks only. */
    private static Set<Architecture> candidates(int count) {
        SplittableRandom random = new SplittableRandom(2022);
        Set<Architecture> candidates = new LinkedHashSet<>();
        while (candidates.size() < count) {
            int[][] digits = new int[4][4];
            for (int row = 0; row < 4; row++) {
                for (int column = row + 1; column < 4; column++) {
                    int digit = random.nextInt(5);
                    boolean backward = random.nextBoolean() && column - row < 3;
                    digits[backward ? column : row][backward ? row : column] = digit;
                }
            }
            if (digits[0][3] != 0) {
                StringBuilder text = new StringBuilder();
                for (int[] row : digits) {
                    IntStream.of(row).forEach(text::append);
                    text.append(' ');
                }
                candidates.add(CanonicalForm.of(SearchSpaces.SNASNET, Architecture.parse(text.toString().trim())));
            }
        }
        return candidates;
    }

    private static ImageSet digits() throws HasnasException {
        return load(new DatasetReference(DatasetReference.Format.DIGITS, ""));
    }

    private static ImageSet load(DatasetReference reference) throws HasnasException {
        return new DatasetLoader().load(reference, Path.of(""), JobContext.NONE).training();
    }

    private static NetworkTemplate narrow(NetworkTemplate full, int width) {
        return new NetworkTemplate(full.name(), full.input(), full.classes(), full.stemStride(),
                List.of(new Stage(width, 1), new Stage(2 * width, 1)), full.cellSharing(), full.finalPool(), full.hiddenWidth(),
                full.votersPerClass(), full.dropoutProbability(), full.timeSteps(), full.neuron(), full.batchNorm(), full.weightBits());
    }
}
