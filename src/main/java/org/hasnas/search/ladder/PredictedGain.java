package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hasnas.network.Network;
import org.hasnas.score.prediction.CurvePredictor;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.ladder.LadderProblem.Design;
import org.hasnas.search.ladder.LadderProblem.Goal;
import org.hasnas.training.model.Accuracy;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.stat.StatUtils;

/**
 * Pays for the piece of training that promises most per second of work: a {@link CurvePredictor} says what its reading could tell of this and of
 * similar designs, and the gain is by how much the goal's value, reckoned from expected accuracies, is expected to rise with that reading (the
 * knowledge gradient: Frazier, Powell and Dayanik, INFORMS Journal on Computing 21, 2009; here with readings of unfinished trainings, and divided by
 * the work that is still to pay). The goal is the best expected accuracy or, for a front, the expected hypervolume.
 *
 * <p>A decision looks at some designs only: those with the highest upper limit above the present best or front, and as many spread over all others. Later,
 * every fifth decision is about a design drawn at random.
 */
public final class PredictedGain implements LadderSearch.Guided {
    /** Pauses as shares of a training: few, so that a decision is quick; the nearest epochs that can be read are taken. */
    static final double[] PAUSES = {0.1, 0.2, 0.4, 0.6, 1};
    private static final int LOOKED_AT = 100;
    /** Nodes of the normal distribution of a reading. */
    private static final int NODES = 9;
    /** Every so many decisions a design is drawn at random, in case that what is best is not what was expected before; the first time later. */
    private static final int DRAWN_EVERY = 5;
    private static final int NEVER_DRAWN_BEFORE = 15;
    /**
     * After so many full trainings' work in pieces that end before the end, the best expected design is trained to its end: only ends tell how high
     * accuracies are, which the choice among designs does not need and people do.
     */
    private static final double FINISHED_AFTER = 2;
    /** Breaks ties of designs that look the same. */
    private static final double TIE = 1e-7;

    private final LadderProblem problem;
    private final CurvePredictor predictor;
    private final int[] rungs;
    private final double[] logCosts;
    /** All designs, the cheapest first. */
    private final int[] byCost;
    private final double[] ties;
    private final Outstanding outstanding;
    /** What was read at the end, by design. */
    private final Map<Integer, Double> finished = new HashMap<>();
    private final double fullWork;
    private double unfinishedWork;
    private long decisions;
    private final double[] nodes = new double[NODES];
    private final double[] weights = new double[NODES];

    public PredictedGain(LadderProblem problem) {
        this.problem = problem;
        List<Network> networks = problem.designs().stream().map(Design::network).toList();
        this.predictor = new CurvePredictor(networks, problem.expectations());
        this.rungs = Arrays.stream(PAUSES).mapToInt(share -> nearest(problem.epochs(), share * problem.wholeEpochs())).distinct().toArray();
        this.outstanding = new Outstanding(networks.size());
        this.logCosts = switch (problem.goal()) {
            case Goal.Best _ -> new double[networks.size()];
            case Goal.Front(List<Double> costs) -> costs.stream().mapToDouble(Math::log).toArray();
        };
        this.byCost = sorted(IntStream.range(0, networks.size()).toArray(), logCosts);
        this.fullWork = problem.designs().stream().mapToDouble(design -> work(design, problem.wholeEpochs())).average().orElseThrow();
        SplittableRandom random = RandomStreams.of(problem.seed(), 0);
        this.ties = random.doubles(networks.size(), 0, TIE).toArray();
        GaussIntegrator normal = new GaussIntegratorFactory().hermite(NODES);
        for (int node = 0; node < NODES; node++) {
            nodes[node] = Math.sqrt(2) * normal.getPoint(node);
            weights[node] = normal.getWeight(node) / Math.sqrt(Math.PI);
        }
    }

    private static double work(Design design, int epochs) {
        return design.secondsPerEpoch() * epochs;
    }

    private static int nearest(List<Integer> epochs, double wanted) {
        return epochs.stream().min(Comparator.comparingDouble(epoch -> Math.abs(epoch - wanted))).orElseThrow();
    }

    /** A piece that may be paid for. */
    private record Choice(int design, int untilEpoch, double gainPerSecond) {}

    @Override
    public Optional<Training> ask(Predicate<Training> allowed) {
        double[] expected = expected();
        double[] promises = promises(expected);
        IntPredicate mayGoOn = design -> isOpen(design) && allowed.test(outstanding.piece(design, nextRung(design)));
        int[] unfinished = lookedAt(promises, LOOKED_AT, mayGoOn);
        if (unfinished.length == 0) {
            return Optional.empty();
        }
        int best = best();
        if (unfinishedWork >= FINISHED_AFTER * fullWork && isOpen(best) && allowed.test(outstanding.piece(best, problem.wholeEpochs()))) {
            return Optional.of(choose(best, problem.wholeEpochs()));
        }
        long decision = decisions + 1;
        if (decision >= NEVER_DRAWN_BEFORE && decision % DRAWN_EVERY == 0) {
            unfinished = new int[] {drawn(decision, mayGoOn)};
        }
        int[] closed = lookedAt(promises, LOOKED_AT / 2, design -> !isOpen(design));
        Choice choice = choice(unfinished, IntStream.concat(IntStream.of(unfinished), IntStream.of(closed)).toArray(), expected, allowed);
        return Optional.of(choose(choice.design(), choice.untilEpoch()));
    }

    @Override
    public Training choose(int design, int untilEpoch) {
        decisions++;
        Training piece = outstanding.ask(design, untilEpoch);
        predictor.announce(design, share(untilEpoch));
        unfinishedWork = untilEpoch == problem.wholeEpochs() ? 0
                : unfinishedWork + work(problem.designs().get(design), piece.untilEpoch() - piece.fromEpoch());
        return piece;
    }

    @Override
    public void tell(Training training, double fraction) {
        outstanding.tell(training);
        predictor.read(training.design(), fraction);
        if (training.untilEpoch() == problem.wholeEpochs()) {
            finished.put(training.design(), fraction);
        }
    }

    @Override
    public int best() {
        double[] expected = expected();
        return IntStream.range(0, expected.length).reduce((one, other) -> expected[other] > expected[one] ? other : one).orElseThrow();
    }

    /** Designs on the front of expected accuracy against cost, the cheapest first; with the goal of the best, that one alone. */
    public List<Integer> front() {
        double[] expected = expected();
        double[] best = bestUpToCost(expected);
        List<Integer> front = new ArrayList<>();
        double highest = Double.NEGATIVE_INFINITY;
        for (int design : byCost) {
            if (expected[design] == best[design] && expected[design] > highest) {
                highest = expected[design];
                front.add(design);
            }
        }
        return List.copyOf(front);
    }

    /** The accuracies that whole trainings of designs would show, with their 95 % intervals. */
    public List<Accuracy> predict(int... designs) {
        return predictor.predict(designs);
    }

    /**
     * The validation accuracy of which the search says that no design has more, with this confidence: the highest that was seen at the end of a
     * training, or what the others may still reach.
     */
    public double ceiling(double confidence) {
        double seen = finished.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Math.max(seen, predictor.ceiling(confidence,
                IntStream.range(0, predictor.size()).filter(design -> !finished.containsKey(design)).toArray()));
    }

    private int drawn(long decision, IntPredicate wanted) {
        int[] open = IntStream.range(0, predictor.size()).filter(wanted).toArray();
        return open[RandomStreams.of(problem.seed(), decision).nextInt(open.length)];
    }

    private double share(int epochs) {
        return (double) epochs / problem.wholeEpochs();
    }

    private boolean isOpen(int design) {
        return outstanding.epochs(design) < problem.wholeEpochs() && !outstanding.contains(design);
    }

    /** Expected accuracy of each design, less what all have in common. */
    private double[] expected() {
        return IntStream.range(0, predictor.size()).mapToDouble(design -> predictor.relative(design) + ties[design]).toArray();
    }

    /** The best expected accuracy among all designs that cost no more than each. */
    private double[] bestUpToCost(double[] expected) {
        double[] best = new double[expected.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < byCost.length;) {
            int until = from;
            while (until < byCost.length && logCosts[byCost[until]] == logCosts[byCost[from]]) {
                highest = Math.max(highest, expected[byCost[until]]);
                until++;
            }
            for (; from < until; from++) {
                best[byCost[from]] = highest;
            }
        }
        return best;
    }

    /** By how much each design may surpass the best that costs no more, at one standard deviation. */
    private double[] promises(double[] expected) {
        double[] promises = bestUpToCost(expected);
        for (int design = 0; design < promises.length; design++) {
            promises[design] = expected[design] + predictor.deviation(design) - promises[design];
        }
        return promises;
    }

    /** Designs that a decision looks at: the most promising ones, and some evenly from all others, so that no kind of design is overlooked. */
    private static int[] lookedAt(double[] promises, int most, IntPredicate wanted) {
        int[] all = IntStream.range(0, promises.length).filter(wanted).toArray();
        double[] sorted = IntStream.of(all).mapToDouble(design -> promises[design]).sorted().toArray();
        double least = all.length <= most ? Double.NEGATIVE_INFINITY : sorted[sorted.length - most / 2];
        int[] promising = IntStream.of(all).filter(design -> promises[design] >= least).limit(most).toArray();
        int[] others = IntStream.of(all).filter(design -> promises[design] < least).toArray();
        int even = Math.min(most - promising.length, others.length);
        return IntStream.concat(IntStream.of(promising), IntStream.range(0, even).map(i -> others[(int) ((long) i * others.length / even)]))
                .toArray();
    }

    private Choice choice(int[] unfinished, int[] seen, double[] expected, Predicate<Training> allowed) {
        double[][] covariances = predictor.covariances(unfinished, seen);
        int[] order = sorted(seen, logCosts);
        double[] means = Arrays.stream(seen).mapToDouble(design -> expected[design]).toArray();
        double present = value(means, seen, order);
        Choice best = new Choice(unfinished[0], nextRung(unfinished[0]), Double.NEGATIVE_INFINITY);
        double[] moved = new double[seen.length];
        for (int i = 0; i < unfinished.length; i++) {
            int design = unfinished[i];
            double deviation = Math.max(1e-12, predictor.deviation(design));
            for (int rung : rungs) {
                if (rung <= outstanding.epochs(design) || !allowed.test(outstanding.piece(design, rung))) {
                    continue;
                }
                double told = predictor.informativeness(design, share(rung)) / deviation;
                double gain = -present;
                for (int node = 0; node < NODES; node++) {
                    for (int j = 0; j < moved.length; j++) {
                        moved[j] = means[j] + nodes[node] * told * covariances[i][j];
                    }
                    gain += weights[node] * value(moved, seen, order);
                }
                double perSecond = gain / work(problem.designs().get(design), rung - outstanding.epochs(design));
                if (perSecond > best.gainPerSecond()) {
                    best = new Choice(design, rung, perSecond);
                }
            }
        }
        return best;
    }

    private int nextRung(int design) {
        return Arrays.stream(rungs).filter(rung -> rung > outstanding.epochs(design)).findFirst().orElseThrow();
    }

    /** Positions in a list of designs, the cheapest first. */
    private static int[] sorted(int[] designs, double[] logCosts) {
        return IntStream.range(0, designs.length).boxed().sorted(Comparator.comparingDouble(position -> logCosts[designs[position]]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** What the goal makes of accuracies of designs. */
    private double value(double[] accuracies, int[] designs, int[] order) {
        return switch (problem.goal()) {
            case Goal.Best _ -> StatUtils.max(accuracies);
            case Goal.Front _ -> area(accuracies, designs, order);
        };
    }

    /** Below the staircase of the best accuracy by logarithm of cost, over the range of costs, on which one step more is laid for the dearest. */
    private double area(double[] accuracies, int[] designs, int[] order) {
        double area = 0;
        double highest = accuracies[order[0]];
        for (int position = 0; position < order.length; position++) {
            highest = Math.max(highest, accuracies[order[position]]);
            double until = position + 1 < order.length ? logCosts[designs[order[position + 1]]] : logCosts[designs[order[position]]] + 1;
            area += highest * (until - logCosts[designs[order[position]]]);
        }
        return area;
    }
}
