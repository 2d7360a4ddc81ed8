package org.hasnas.score.prediction;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.fitness.HasnasScore;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the accuracy of the networks of one template and space from those that are known: a Gaussian process whose mean is a line over
 * the {@link HasnasScore} and whose covariance is the similarity of the cells. Without any known network it ranks by the score, with an interval
 * of all accuracies; each known network narrows it. Immutable; the same known networks in the same order give the same bits.
 *
 * <p>The 95 % interval is for networks drawn as the known ones were: where those are the picks of a search, poor networks may lie outside
 * it more often. Half its width is the 95 % quantile of the known networks' leave-one-out errors in units of the process's own deviation.
 */
public final class AccuracyPredictor {
    /** More networks than this are thinned out evenly: time grows with the third power. */
    public static final int MAX_KNOWN = 1200;

    /** Networks the two deviations are chosen on. */
    private static final int MAX_FOR_CHOICE = 300;
    /** Prior of mean and slope, with deviations so wide that the known networks decide. */
    private static final double MEAN_DEVIATION = 0.3;
    private static final double SLOPE = 0.06;
    private static final double SLOPE_DEVIATION = 0.1;
    private static final double TYPICAL_SCORE = 0.5;
    /** Spread of accuracies around the line while fewer than {@link #FEW} are known. */
    private static final double USUAL_SPREAD = 0.02;
    private static final int FEW = 8;
    private static final double MIN_SPREAD = 1e-4;
    private static final double[] SIGNAL_FACTORS = {0.3, 0.6, 0.9, 1.3, 2};
    private static final double[] NOISE_FACTORS = {0.2, 0.35, 0.5, 0.7, 0.9};

    private final NetworkTemplate template;
    private final SearchSpace space;
    private final StructureKernel kernel;
    private final HasnasScore score = new HasnasScore();
    private final List<Point> points;
    private final double signal;
    private final double noise;
    private final @Nullable GaussianProcess process;
    private final String source;

    /** A network as the process sees it. */
    private record Point(List<StructureKernel.Cell> cells, double score) {}

    /** Observed networks with their accuracies, less what was expected of them. */
    private record Known(List<Point> points, List<Double> surprises) {
        Known firstOf(int most) {
            return points.size() <= most ? this : new Known(points.subList(0, most), surprises.subList(0, most));
        }
    }

    private AccuracyPredictor(NetworkTemplate template, SearchSpace space, StructureKernel kernel, List<Point> points, double signal,
            double noise, @Nullable GaussianProcess process, String source) {
        this.template = template;
        this.space = space;
        this.kernel = kernel;
        this.points = points;
        this.signal = signal;
        this.noise = noise;
        this.process = process;
        this.source = source;
    }

    /** A predictor that knows no network yet. */
    public static AccuracyPredictor untrained(NetworkTemplate template, SearchSpace space) {
        return new AccuracyPredictor(template, space, new StructureKernel(space), List.of(), USUAL_SPREAD, USUAL_SPREAD / 2, null,
                "ranked by the HASNAS score alone, since no trained network is known; the value says nothing");
    }

    /**
     * A predictor that knows these networks, and none that this one knew. Dead networks teach nothing and are left out.
     *
     * @param job asked between the steps, of which the longest takes about a second for {@link #MAX_KNOWN} networks
     * @throws IllegalArgumentException if a network does not belong to template and space, or if accuracies of several kinds are mixed
     */
    public AccuracyPredictor learn(List<KnownNetwork> networks, JobContext job) {
        List<KnownNetwork> alive = networks.stream().filter(known -> !isDead(known.architecture())).toList();
        if (alive.isEmpty()) {
            return untrained(template, space);
        }
        AccuracyKind kind = alive.getFirst().accuracy().kind();
        if (alive.stream().anyMatch(known -> known.accuracy().kind() != kind)) {
            throw new IllegalArgumentException("a predictor learns from accuracies of one kind, not from a mixture");
        }
        List<KnownNetwork> used = thinned(alive);
        List<Point> seen = used.stream().map(one -> point(one.architecture())).toList();
        List<Double> surprises = new ArrayList<>();
        for (int i = 0; i < used.size(); i++) {
            job.checkpoint();
            surprises.add(used.get(i).accuracy().fraction() - prior(seen.get(i)));
        }
        Known known = new Known(seen, surprises);
        double spread = spread(known);
        Known choice = known.firstOf(MAX_FOR_CHOICE);
        double bestSignal = spread;
        double bestNoise = spread / 2;
        if (used.size() >= FEW) {
            double best = Double.NEGATIVE_INFINITY;
            for (double signalFactor : SIGNAL_FACTORS) {
                for (double noiseFactor : NOISE_FACTORS) {
                    job.checkpoint();
                    double likelihood = process(choice, signalFactor * spread, noiseFactor * spread).logLikelihood();
                    if (likelihood > best) {
                        best = likelihood;
                        bestSignal = signalFactor * spread;
                        bestNoise = noiseFactor * spread;
                    }
                }
            }
        }
        job.checkpoint();
        return new AccuracyPredictor(template, space, kernel, known.points(), bestSignal, bestNoise, process(known, bestSignal, bestNoise),
                "predicted from the structure of " + used.size() + (used.size() == 1 ? " network" : " networks") + " with accuracy "
                        + kind.label());
    }

    /** How many networks it has learnt from. */
    public int known() {
        return points.size();
    }

    /**
     * Predicts the accuracy of a network; that of a dead one is chance.
     *
     * @throws IllegalArgumentException if the network does not belong to template and space
     */
    public Accuracy predict(Architecture architecture) {
        double chance = 1.0 / template.classes();
        if (isDead(architecture)) {
            return Accuracy.of(AccuracyKind.PREDICTED, chance, "dead network: no way leads from input to output, so it can only guess");
        }
        Point point = point(architecture);
        double value;
        double halfWidth;
        GaussianProcess learnt = process;
        if (learnt == null) {
            value = prior(point);
            halfWidth = 1;
        } else {
            double[] cross = new double[points.size()];
            for (int i = 0; i < cross.length; i++) {
                cross[i] = covariance(point, points.get(i), signal);
            }
            GaussianProcess.Prediction prediction = learnt.at(cross, covariance(point, point, signal));
            value = prior(point) + prediction.value();
            halfWidth = prediction.halfWidth();
        }
        double fraction = Math.clamp(value, 0, 1);
        return new Accuracy(AccuracyKind.PREDICTED, fraction, Math.clamp(value - halfWidth, 0, fraction), Math.clamp(value + halfWidth, fraction, 1),
                source);
    }

    /** Standard deviation of what the process takes for chance in a training's result, as a fraction. */
    public double noiseFraction() {
        return noise;
    }

    private boolean isDead(Architecture architecture) {
        return CellStructure.isAnyDead(Network.of(template, space, architecture));
    }

    private static List<KnownNetwork> thinned(List<KnownNetwork> networks) {
        if (networks.size() <= MAX_KNOWN) {
            return networks;
        }
        List<KnownNetwork> kept = new ArrayList<>();
        for (int i = 0; i < MAX_KNOWN; i++) {
            kept.add(networks.get((int) ((long) i * networks.size() / MAX_KNOWN)));
        }
        return kept;
    }

    private Point point(Architecture architecture) {
        List<StructureKernel.Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < template.cellCount(); cell++) {
            cells.add(kernel.cell(architecture.cell(cell)));
        }
        return new Point(List.copyOf(cells), score.of(Network.of(template, space, architecture)));
    }

    /** The accuracy expected before anything is known: half way from chance to all right, and better for a better score. */
    private double prior(Point point) {
        return (1 + 1.0 / template.classes()) / 2 + SLOPE * (point.score() - TYPICAL_SCORE);
    }

    private GaussianProcess process(Known known, double signalDeviation, double noiseDeviation) {
        int count = known.points().size();
        double[][] covariance = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = covariance(known.points().get(i), known.points().get(j), signalDeviation);
                covariance[j][i] = covariance[i][j];
            }
        }
        return new GaussianProcess(covariance, noiseDeviation, known.surprises().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double covariance(Point left, Point right, double signalDeviation) {
        return MEAN_DEVIATION * MEAN_DEVIATION
                + SLOPE_DEVIATION * SLOPE_DEVIATION * (left.score() - TYPICAL_SCORE) * (right.score() - TYPICAL_SCORE)
                + signalDeviation * signalDeviation * kernel.similarity(left.cells(), right.cells());
    }

    /** Standard deviation of the values around their mean. */
    private static double spread(Known known) {
        if (known.points().size() < FEW) {
            return USUAL_SPREAD;
        }
        double[] values = known.surprises().stream().mapToDouble(Double::doubleValue).toArray();
        return Math.max(MIN_SPREAD, new StandardDeviation().evaluate(values));
    }
}
