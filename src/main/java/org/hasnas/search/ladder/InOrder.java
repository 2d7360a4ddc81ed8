package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hasnas.score.fitness.TrainingFreeScore.Structural;
import org.hasnas.search.algorithm.RandomStreams;

/** Trains whole designs in an order that is fixed before the first training: random, or the best by a training-free score first. */
public final class InOrder implements LadderSearch.Guided {
    private final int wholeEpochs;
    private final List<Integer> order;
    private final Outstanding outstanding;
    private int next;
    private int best;
    private double bestFraction = Double.NEGATIVE_INFINITY;

    private InOrder(LadderProblem problem, List<Integer> order) {
        this.wholeEpochs = problem.wholeEpochs();
        this.order = order;
        this.outstanding = new Outstanding(problem.designs().size());
        this.best = order.getFirst();
    }

    /** Without any knowledge. */
    public static InOrder random(LadderProblem problem) {
        return new InOrder(problem, shuffled(problem));
    }

    /** The highest scores first; equal ones in random order. */
    public static InOrder byScore(LadderProblem problem, Structural score) {
        List<Double> scores = problem.designs().stream().map(design -> score.of(design.network())).toList();
        List<Integer> order = new ArrayList<>(shuffled(problem));
        order.sort(Comparator.comparing((Integer design) -> scores.get(design)).reversed());
        return new InOrder(problem, order);
    }

    static List<Integer> shuffled(LadderProblem problem) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, problem.designs().size()).boxed().toList());
        SplittableRandom random = RandomStreams.of(problem.seed(), 0);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            order.set(other, order.set(i, order.get(other)));
        }
        return List.copyOf(order);
    }

    @Override
    public Optional<Training> ask(Predicate<Training> allowed) {
        while (next < order.size() && outstanding.epochs(order.get(next)) == wholeEpochs) {
            next++;
        }
        return order.subList(next, order.size()).stream().filter(design -> outstanding.epochs(design) < wholeEpochs)
                .filter(design -> allowed.test(outstanding.piece(design, wholeEpochs))).findFirst().map(design -> choose(design, wholeEpochs));
    }

    @Override
    public Training choose(int design, int untilEpoch) {
        return outstanding.ask(design, untilEpoch);
    }

    @Override
    public void tell(Training training, double fraction) {
        outstanding.tell(training);
        if (training.untilEpoch() == wholeEpochs && fraction > bestFraction) {
            bestFraction = fraction;
            best = training.design();
        }
    }

    @Override
    public int best() {
        return best;
    }
}
