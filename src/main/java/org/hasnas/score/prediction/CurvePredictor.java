package org.hasnas.score.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Predicts how accurate each network of a list will be at the end of its training, from what the trainings of some of them have reached so far. A
 * Gaussian process over networks and the share t of the training, with x = 1/t - 1 the work that is left beside the work that is done:
 *
 * <pre>
 * s(accuracy(n, t)) = level(t) + g(t) (trend(n, t) + structure(n, t) + own(n)) + noise(t),       g(t) = 1 + 0.2 x
 * </pre>
 *
 * <p>s is the arcsine of the root, stretched so that its slope is 1 at 85 %: the luck of an accuracy is about the same everywhere in it, while a point
 * is much near 100 %. Levels, deviations and covariances below are in its unit; only {@link #predict} and {@link #ceiling} tell accuracies.
 *
 * <p>Designs of different width, cells, time steps or weight bits have a line over each of these in their trend, and a {@link MacroKernel} in their
 * structure; these figures are rough, since no table of such trainings was at hand to fit them to.
 *
 * <p>level is what all networks have in common at t, hardly known before the first reading. trend is a line over the {@link ChainScore} and, where
 * there is one, over an expectation from elsewhere, such as accuracies on another data set. structure has the covariance of
 * {@link StructureKernel}. Both change on the way: what differs at t and at u has a correlation of exp(-0.075 |x(t) - x(u)|). own is what one
 * network has for itself, by its cells or by the luck of its training. All are in units of one deviation s that is learnt from the readings (its
 * prior is an inverse gamma distribution about 0.01, so predictions are Student's t). The figures were fitted by marginal likelihood to the learning
 * curves of the tuning half of SpikeNAS-Bench on CIFAR-10 (as accuracies; in s they are as good), then rounded; no accuracy comes with the program.
 *
 * <p>Intervals are widened where the endings that were told lay farther from what had been expected than Student's t says.
 *
 * <p>The Cholesky factor grows by a row for every reading (Rasmussen and Williams, "Gaussian Processes for Machine Learning", MIT Press 2006,
 * section 2.2), so a reading costs (known readings) x (networks) multiplications. Equal calls in equal order give equal bits. Used by one thread.
 */
public final class CurvePredictor {
    private static final double CONFIDENCE = 0.95;

    /** So that a point of accuracy at 85 %, about where the figures below were fitted, is a point here. */
    private static final double STRETCH = 2 * Math.sqrt(0.85 * 0.15);
    private static final double ALL_RIGHT = STRETCH * Math.PI / 2;

    private static final double CHAIN_SLOPE = 0.7;
    private static final double EXPECTATION_SLOPE = 1;
    private static final double SLOPE_DEVIATION = 0.5;
    /** Of width, time steps, weight bits, last width and cells, as {@link MacroKernel} has them, and how much more than a line they may do. */
    private static final double[] MACRO_SLOPES = {1, 0.6, 0.3, 0.3, 0.3};
    private static final double MACRO_VARIANCE = 1;
    private static final double OWN_VARIANCE = 0.16;
    private static final double NOISE_AT_END = 0.3;
    private static final double NOISE_GROWTH = 0.32;
    private static final double SPREAD_GROWTH = 0.2;
    private static final double FORGETTING = 0.075;

    /** The level at the end, about half of all right, so wide that one reading decides; and how far it may lie apart earlier. */
    private static final double USUAL_LEVEL = straightened(0.5);
    private static final double LEVEL_VARIANCE = 1e4;
    private static final double LEVEL_DRIFT = 400;

    /** Prior of the deviation s, and how many readings it counts for. */
    private static final double USUAL_DEVIATION = 0.01;
    private static final double PRIOR_READINGS = 6;

    /** Readings in use; beyond, the last reading of half as many networks is kept: half of these the best, half evenly from the others. */
    private static final int MOST_READINGS = 500;

    private static final int MOST_EVALUATIONS = 200;

    private final int networks;
    private final StructureKernel kernel;
    private final MacroKernel macro;
    private final List<List<StructureKernel.Cell>> cells;
    private final List<double[]> trends = new ArrayList<>();
    /** Expected by all trends together, in deviations. */
    private final double[] trend;

    /** All that was read, in order; the last ones of the factor may be announced only. */
    private final List<Reading> readings = new ArrayList<>();
    private List<double[]> factor = new ArrayList<>();
    /** One row per reading: L^-1 times its covariance with the ends of all networks; the last column is the level at the end. */
    private List<double[]> rows = new ArrayList<>();
    private List<Reading> announced = new ArrayList<>();
    private double[] values = new double[0];
    private double[] trendValues = new double[0];
    private int read;

    /** Of the ends, in deviations, as if all that was announced were read. */
    private double[] variance = new double[0];
    /** From what was read alone. */
    private double[] varianceOfRead = new double[0];
    private double[] meanOfValues = new double[0];
    private double[] meanOfTrend = new double[0];
    private double[] covarianceWithLevel = new double[0];
    private double squares;
    private double products;
    private double deviation;
    /** Of each whole training, how far its end was from what had been expected, in deviations expected, smallest first. */
    private final List<Double> misses = new ArrayList<>();

    /** A network after a share of its training; the accuracy is not a number until it is read. */
    private record Reading(int network, double share, double fraction) {
        double workLeft() {
            return 1 / share - 1;
        }

        double spread() {
            return 1 + SPREAD_GROWTH * workLeft();
        }
    }

    /**
     * Knows nothing yet.
     *
     * @param networks of one space, all of which learn
     * @param expectations of each network, in any unit, more is better, such as its accuracy on another data set; empty if there are none
     */
    public CurvePredictor(List<Network> networks, Optional<List<Double>> expectations) {
        if (networks.isEmpty() || expectations.filter(given -> given.size() != networks.size()).isPresent()) {
            throw new IllegalArgumentException("need networks, and an expectation of each or of none; were " + networks.size() + " and "
                    + expectations.map(List::size));
        }
        this.networks = networks.size();
        this.kernel = new StructureKernel(networks.getFirst().space());
        boolean oneCellEverywhere = networks.stream().allMatch(network -> network.architecture().matrices().size() == 1);
        // networks of fewer cells are compared as if some of theirs came twice
        int compared = oneCellEverywhere ? 1 : networks.stream().mapToInt(network -> network.template().cellCount()).max().orElseThrow();
        this.cells = networks.stream().map(network -> IntStream.range(0, compared)
                .mapToObj(cell -> kernel.cell(network.architecture().cell(cell * network.template().cellCount() / compared))).toList()).toList();
        ChainScore chain = new ChainScore();
        double[] chainLengths = networks.stream().mapToDouble(chain::of).toArray();
        if (Arrays.stream(chainLengths).anyMatch(Double::isInfinite)) {
            throw new IllegalArgumentException("a dead network has no learning curve to predict");
        }
        double[] chains = standardised(chainLengths);
        this.trend = Arrays.stream(chains).map(value -> CHAIN_SLOPE * value).toArray();
        trends.add(chains);
        this.macro = new MacroKernel(networks);
        for (int feature = 0; feature < MacroKernel.FEATURES; feature++) {
            double[] values = macro.standardised(feature);
            trends.add(values);
            for (int network = 0; network < trend.length; network++) {
                trend[network] += MACRO_SLOPES[feature] * values[network];
            }
        }
        expectations.ifPresent(given -> {
            double[] expected = standardised(given.stream().mapToDouble(Double::doubleValue).toArray());
            trends.add(expected);
            for (int network = 0; network < trend.length; network++) {
                trend[network] += EXPECTATION_SLOPE * expected[network];
            }
        });
        forget();
    }

    /** The arcsine of the root, stretched: in this unit the luck of an accuracy is about the same for all. */
    private static double straightened(double fraction) {
        return STRETCH * Math.asin(Math.sqrt(fraction));
    }

    private static double fraction(double straightened) {
        double sine = Math.sin(Math.clamp(straightened, 0, ALL_RIGHT) / STRETCH);
        return sine * sine;
    }

    private static double[] standardised(double[] values) {
        double mean = StatUtils.mean(values);
        double spread = Math.sqrt(StatUtils.populationVariance(values));
        return Arrays.stream(values).map(value -> spread == 0 ? 0 : (value - mean) / spread).toArray();
    }

    /** Back to the state without any reading. */
    private void forget() {
        factor = new ArrayList<>();
        rows = new ArrayList<>();
        announced = new ArrayList<>();
        values = new double[0];
        trendValues = new double[0];
        read = 0;
        squares = 0;
        products = 0;
        deviation = USUAL_DEVIATION;
        meanOfValues = new double[networks + 1];
        meanOfTrend = new double[networks + 1];
        covarianceWithLevel = new double[networks];
        variance = new double[networks + 1];
        for (int network = 0; network < networks; network++) {
            variance[network] = priorCovariance(network, network) + OWN_VARIANCE;
        }
        variance[networks] = LEVEL_VARIANCE;
        varianceOfRead = variance.clone();
    }

    /** How many networks there are. */
    public int size() {
        return networks;
    }

    /**
     * Announces that a network will be read after a share of its training: from now on its reading is no news, so that others are chosen beside it.
     *
     * @param share above 0, up to 1
     */
    public void announce(int network, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and up to 1, was " + share);
        }
        grow(new Reading(network, share, Double.NaN));
    }

    /**
     * Tells what was read of a network, where that was announced longest ago.
     *
     * @param fraction right answers on validation images, 0 to 1
     */
    public void read(int network, double fraction) {
        int waiting = IntStream.range(read, announced.size()).filter(place -> announced.get(place).network() == network).findFirst()
                .orElseThrow(() -> new IllegalStateException("no reading of network " + network + " was announced"));
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("an accuracy is from 0 to 1, was " + fraction);
        }
        if (waiting > read) {
            bringForward(waiting);
        }
        Reading told = new Reading(announced.get(read).network(), announced.get(read).share(), fraction);
        announced.set(read, told);
        readings.add(told);
        if (told.share() == 1 && read > 0) {
            double miss = Math.abs(straightened(fraction) - level() - relative(told.network())) / deviationAtEnd(told.network());
            int place = Collections.binarySearch(misses, miss);
            misses.add(place < 0 ? -place - 1 : place, miss);
        }
        learn(fraction);
        if (read >= MOST_READINGS) {
            thinOut();
        }
    }

    /** Makes what was announced the next to be read; rows of the factor depend on those before, so what waits is laid anew. */
    private void bringForward(int place) {
        List<Reading> waiting = new ArrayList<>(announced.subList(read, announced.size()));
        waiting.addFirst(waiting.remove(place - read));
        Stream.of(factor, rows, announced).forEach(list -> list.subList(read, list.size()).clear());
        values = Arrays.copyOf(values, read);
        trendValues = Arrays.copyOf(trendValues, read);
        variance = varianceOfRead.clone();
        waiting.forEach(this::grow);
    }

    private void thinOut() {
        List<Reading> waiting = announced.subList(read, announced.size());
        Map<Integer, Reading> last = new LinkedHashMap<>();
        for (Reading reading : readings) {
            last.remove(reading.network());
            last.put(reading.network(), reading);
        }
        List<Reading> best = last.values().stream().sorted(Comparator.comparingDouble((Reading reading) -> relative(reading.network())).reversed())
                .toList();
        int few = MOST_READINGS / 4;
        List<Reading> others = best.subList(Math.min(few, best.size()), best.size());
        List<Reading> kept = new ArrayList<>(best.subList(0, Math.min(few, best.size())));
        for (int i = 0; i < Math.min(few, others.size()); i++) {
            kept.add(others.get((int) ((long) i * others.size() / Math.min(few, others.size()))));
        }
        forget();
        for (Reading reading : kept) {
            grow(reading);
            learn(reading.fraction());
        }
        waiting.forEach(this::grow);
    }

    /** Adds a row for a reading, as if it told what is expected. */
    private void grow(Reading reading) {
        int known = announced.size();
        double[] covariances = new double[known];
        for (int i = 0; i < known; i++) {
            covariances[i] = covariance(reading, announced.get(i));
        }
        double[] row = new double[known + 1];
        double explained = 0;
        for (int i = 0; i < known; i++) {
            double[] earlier = factor.get(i);
            double sum = covariances[i];
            for (int j = 0; j < i; j++) {
                sum -= earlier[j] * row[j];
            }
            row[i] = sum / earlier[i];
            explained += row[i] * row[i];
        }
        double noise = NOISE_AT_END + NOISE_GROWTH * reading.workLeft();
        double own = covariance(reading, reading) + noise * noise;
        row[known] = Math.sqrt(Math.max(noise * noise / 2, own - explained)); // rounding must not take away the noise
        double[] ends = new double[networks + 1];
        Reading end = new Reading(reading.network(), 1, Double.NaN);
        double fading = reading.spread() * decay(reading, end);
        for (int network = 0; network < networks; network++) {
            ends[network] = fading * priorCovariance(reading.network(), network);
        }
        ends[reading.network()] += reading.spread() * OWN_VARIANCE;
        ends[networks] = LEVEL_VARIANCE;
        for (int i = 0; i < known; i++) {
            double weight = row[i];
            double[] earlier = rows.get(i);
            for (int network = 0; network <= networks; network++) {
                ends[network] -= weight * earlier[network];
            }
        }
        for (int network = 0; network <= networks; network++) {
            ends[network] /= row[known];
            variance[network] -= ends[network] * ends[network];
        }
        factor.add(row);
        rows.add(ends);
        announced.add(reading);
        values = Arrays.copyOf(values, known + 1);
        trendValues = Arrays.copyOf(trendValues, known + 1);
        double expected = trend[reading.network()] * fading;
        for (int i = 0; i < known; i++) {
            expected -= row[i] * trendValues[i];
        }
        trendValues[known] = expected / row[known];
    }

    /** Takes the value of the first row that has none. */
    private void learn(double fraction) {
        double[] row = factor.get(read);
        double value = straightened(fraction) - USUAL_LEVEL;
        for (int i = 0; i < read; i++) {
            value -= row[i] * values[i];
        }
        value /= row[read];
        values[read] = value;
        double[] ends = rows.get(read);
        double expected = trendValues[read];
        for (int network = 0; network <= networks; network++) {
            meanOfValues[network] += value * ends[network];
            meanOfTrend[network] += expected * ends[network];
            varianceOfRead[network] -= ends[network] * ends[network];
        }
        for (int network = 0; network < networks; network++) {
            covarianceWithLevel[network] -= ends[network] * ends[networks];
        }
        squares += value * value;
        products += value * expected;
        read++;
        deviation = likeliestDeviation();
    }

    /** The s of the highest likelihood: the root of a quadratic equation in 1/s, since values are divided by s and the trend is not. */
    private double likeliestDeviation() {
        double count = freedom();
        double sum = squares + PRIOR_READINGS * USUAL_DEVIATION * USUAL_DEVIATION;
        return 2 * sum / (products + Math.sqrt(products * products + 4 * count * sum));
    }

    /** Readings that tell something of s: each share's first one tells the level alone. */
    private double freedom() {
        long shares = announced.subList(0, read).stream().mapToDouble(Reading::share).distinct().count();
        return PRIOR_READINGS + read - shares;
    }

    /** Of the ends of two networks, without what each has for itself and before any reading, in deviations. */
    private double priorCovariance(int one, int other) {
        double sum = kernel.similarity(cells.get(one), cells.get(other)) + MACRO_VARIANCE * macro.covariance(one, other);
        for (double[] line : trends) {
            sum += SLOPE_DEVIATION * SLOPE_DEVIATION * line[one] * line[other];
        }
        return sum;
    }

    private static double decay(Reading one, Reading other) {
        return Math.exp(-FORGETTING * Math.abs(one.workLeft() - other.workLeft()));
    }

    private double covariance(Reading one, Reading other) {
        double shared = priorCovariance(one.network(), other.network()) * decay(one, other) + (one.network() == other.network() ? OWN_VARIANCE : 0);
        return one.spread() * other.spread() * shared + LEVEL_VARIANCE + LEVEL_DRIFT * Math.min(one.workLeft(), other.workLeft());
    }

    /** What is expected at the end of a network's training, less the {@linkplain #level level}. */
    public double relative(int network) {
        return meanOfValues[network] + deviation * (trend[network] - meanOfTrend[network]);
    }

    /** Expected level at the end of training: what all networks have in common. Says little before a training was read at its end. */
    public double level() {
        return USUAL_LEVEL + meanOfValues[networks] - deviation * meanOfTrend[networks];
    }

    /** Standard deviation of what {@link #relative} expects, as if all that was announced were read. */
    public double deviation(int network) {
        return deviation * Math.sqrt(Math.max(0, variance[network]));
    }

    /**
     * Covariances of what {@link #relative} expects.
     *
     * @return [of the first][of the second]
     */
    public double[][] covariances(int[] first, int[] second) {
        double[][] left = columns(first);
        double[][] right = columns(second);
        double[][] covariances = new double[first.length][second.length];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                double sum = priorCovariance(first[i], second[j]) + (first[i] == second[j] ? OWN_VARIANCE : 0);
                for (int row = 0; row < left[i].length; row++) {
                    sum -= left[i][row] * right[j][row];
                }
                covariances[i][j] = deviation * deviation * sum;
            }
        }
        return covariances;
    }

    private double[][] columns(int[] chosen) {
        double[][] columns = new double[chosen.length][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            double[] ends = rows.get(row);
            for (int i = 0; i < chosen.length; i++) {
                columns[i][row] = ends[chosen[i]];
            }
        }
        return columns;
    }

    /**
     * What a reading of a network after a share of its training would tell of its end.
     *
     * @return correlation of the reading, once the level at that share is known, with the end of the network
     */
    public double informativeness(int network, double share) {
        Reading reading = new Reading(network, share, Double.NaN);
        double kept = decay(reading, new Reading(network, 1, Double.NaN));
        double noise = (NOISE_AT_END + NOISE_GROWTH * reading.workLeft()) / reading.spread();
        double known = Math.max(1e-12, variance[network]);
        return kept * Math.sqrt(known / (kept * kept * known + noise * noise + 1 - kept * kept));
    }

    /** Standard deviation of the accuracy that training a network to its end would show. */
    private double deviationAtEnd(int network) {
        return deviation * Math.sqrt(Math.max(0, varianceOfRead[network] + varianceOfRead[networks] + 2 * covarianceWithLevel[network])
                + NOISE_AT_END * NOISE_AT_END);
    }

    /** The deviations that 95 % of the whole trainings so far, or all of fewer than 19, kept within (split conformal prediction); 0 for none. */
    private double missed() {
        int kept = Math.min(misses.size(), (int) Math.ceil(CONFIDENCE * (misses.size() + 1)));
        return kept == 0 ? 0 : misses.get(kept - 1);
    }

    /** The accuracies that training networks to their ends would show, with 95 % intervals; all of 0 to 1 before anything was read. */
    public List<Accuracy> predict(int... chosen) {
        double quantile = Math.max(new TDistribution(freedom()).inverseCumulativeProbability((1 + CONFIDENCE) / 2), missed());
        String source = "predicted from " + read + (read == 1 ? " reading" : " readings") + " of learning curves and the structure of the networks";
        List<Accuracy> predicted = new ArrayList<>();
        for (int network : chosen) {
            double expected = level() + relative(network);
            double half = read == 0 ? ALL_RIGHT : quantile * deviationAtEnd(network);
            predicted.add(new Accuracy(AccuracyKind.PREDICTED, fraction(expected), fraction(expected - half), fraction(expected + half), source));
        }
        return List.copyOf(predicted);
    }

    /**
     * An accuracy that, with the given confidence, none of these networks would show at the end of its training. What they have in common only makes it
     * too careful: the largest of several values that go together is smaller than that of independent ones (Slepian's inequality).
     */
    public double ceiling(double confidence, int... chosen) {
        if (read == 0 || chosen.length == 0) {
            return chosen.length == 0 ? 0 : 1;
        }
        TDistribution standard = new TDistribution(freedom());
        double[] expected = Arrays.stream(chosen).mapToDouble(network -> level() + relative(network)).toArray();
        double[] deviations = Arrays.stream(chosen).mapToDouble(this::deviationAtEnd).toArray();
        UnivariateFunction logProbability = accuracy -> {
            double sum = -Math.log(confidence);
            for (int i = 0; i < expected.length; i++) {
                sum += Math.log(Math.max(Double.MIN_NORMAL, standard.cumulativeProbability((accuracy - expected[i]) / deviations[i])));
            }
            return sum;
        };
        return logProbability.value(ALL_RIGHT) <= 0 ? 1
                : fraction(new BrentSolver(1e-6).solve(MOST_EVALUATIONS, logProbability, Arrays.stream(expected).max().orElseThrow(), ALL_RIGHT));
    }
}
