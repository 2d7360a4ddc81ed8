package org.hasnas.search.ladder;

import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.ladder.LadderProblem.Design;
import org.hasnas.search.ladder.LadderProblem.Goal;

/**
 * Evolution by whole trainings: designs that did well have children. A child is a string of genes (the choices for pairs of nodes, and what a design
 * chooses beside its cells), and the design of the problem nearest to it that was not trained yet is trained. Without generations, so that no training
 * waits for another one.
 *
 * <p>Regularised evolution (Real et al., AAAI 2019): the most accurate of a sample of the newest designs has a child with one gene changed. NSGA-II (Deb et
 * al., 2002): two winners of tournaments, by front of accuracy and cost and then by how lonely they are on it, have a child by uniform crossover in which
 * genes change now and then. Populations are smaller than published ones, since a search pays for some dozens of trainings.
 */
public final class Breeding implements LadderSearch.Guided {
    private static final int POPULATION = 10;
    private static final int SAMPLE = 3;
    private static final double MUTATION_PROBABILITY = 0.15;

    /** Who has children. */
    private enum Kind { EVOLUTION, NSGA2 }

    private final LadderProblem problem;
    private final Kind kind;
    private final List<List<Object>> genes;
    /** Random; the first designs are trained in this order, and it decides between equally near ones. */
    private final List<Integer> order;
    private final Outstanding outstanding;
    /** Accuracies at the end, in the order in which they were told. */
    private final Map<Integer, Double> told = new LinkedHashMap<>();
    private long decisions;

    private Breeding(LadderProblem problem, Kind kind) {
        this.problem = problem;
        this.kind = kind;
        this.genes = genes(problem.designs());
        this.order = InOrder.shuffled(problem);
        this.outstanding = new Outstanding(problem.designs().size());
    }

    /** Regularised evolution. */
    public static Breeding evolution(LadderProblem problem) {
        return new Breeding(problem, Kind.EVOLUTION);
    }

    /** NSGA-II; with the goal of the best, by accuracy alone. */
    public static Breeding nsga2(LadderProblem problem) {
        return new Breeding(problem, Kind.NSGA2);
    }

    private static List<List<Object>> genes(List<Design> designs) {
        int cells = designs.stream().mapToInt(design -> design.network().architecture().matrices().size()).max().orElseThrow();
        List<List<Object>> all = new ArrayList<>();
        for (Design design : designs) {
            Architecture architecture = design.network().architecture();
            List<Object> own = new ArrayList<>();
            for (int cell = 0; cell < cells; cell++) { // of a network with fewer cells the last one stands for those it does not have
                ConnectionMatrix matrix = architecture.matrices().get(Math.min(cell, architecture.matrices().size() - 1));
                for (Edge pair : design.network().space().pairs()) {
                    own.add(matrix.digit(pair) != 0 ? matrix.digit(pair) : -matrix.digit(pair.reversed()));
                }
            }
            own.add(design.network().template().stages());
            own.add(design.network().template().timeSteps());
            own.add(design.network().template().weightBits());
            all.add(List.copyOf(own));
        }
        return List.copyOf(all);
    }

    @Override
    public Optional<Training> ask(Predicate<Training> allowed) {
        int whole = problem.wholeEpochs();
        List<Integer> open = order.stream().filter(design -> outstanding.epochs(design) < whole && !outstanding.contains(design))
                .filter(design -> allowed.test(outstanding.piece(design, whole))).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        if (decisions < POPULATION || told.isEmpty()) {
            return Optional.of(choose(open.getFirst(), whole));
        }
        List<Object> child = child(RandomStreams.of(problem.seed(), decisions));
        return open.stream().min(Comparator.comparingInt(design -> distance(genes.get(design), child))).map(design -> choose(design, whole));
    }

    private static int distance(List<Object> one, List<Object> other) {
        return (int) IntStream.range(0, one.size()).filter(gene -> !one.get(gene).equals(other.get(gene))).count();
    }

    private List<Object> child(SplittableRandom random) {
        return switch (kind) {
            case EVOLUTION -> {
                List<Integer> newest = told.keySet().stream().skip(Math.max(0, told.size() - POPULATION)).toList();
                int parent =
                        random.ints(SAMPLE, 0, newest.size()).mapToObj(newest::get).max(Comparator.comparingDouble(this::accuracy)).orElseThrow();
                List<Object> child = new ArrayList<>(genes.get(parent));
                mutate(child, random.nextInt(child.size()), random);
                yield child;
            }
            case NSGA2 -> {
                List<Integer> all = List.copyOf(told.keySet());
                List<Integer> survivors = survivors(all);
                List<Object> one = genes.get(winner(survivors, random));
                List<Object> other = genes.get(winner(survivors, random));
                List<Object> child = new ArrayList<>();
                for (int gene = 0; gene < one.size(); gene++) {
                    child.add(random.nextBoolean() ? one.get(gene) : other.get(gene));
                    if (random.nextDouble() < MUTATION_PROBABILITY) {
                        mutate(child, gene, random);
                    }
                }
                yield child;
            }
        };
    }

    /** The gene becomes that of any design, which may be what it was. */
    private void mutate(List<Object> child, int gene, SplittableRandom random) {
        child.set(gene, genes.get(random.nextInt(genes.size())).get(gene));
    }

    private double accuracy(int design) {
        return told.getOrDefault(design, Double.NEGATIVE_INFINITY);
    }

    /** The best by front, and then by how far the others of the front are away; the best first. */
    private List<Integer> survivors(List<Integer> all) {
        ISeq<Vec<double[]>> values = all.stream().map(this::values).collect(ISeq.toISeq());
        int[] ranks = Pareto.rank(values);
        double[] distances = Pareto.crowdingDistance(values);
        return IntStream.range(0, all.size()).boxed()
                .sorted(Comparator.comparingInt((Integer place) -> ranks[place])
                        .thenComparing(Comparator.comparingDouble((Integer place) -> distances[place]).reversed()))
                .limit(POPULATION).map(all::get).toList();
    }

    /** Of two drawn from those that survived, the one that stands first among them. */
    private static int winner(List<Integer> survivors, SplittableRandom random) {
        int first = random.nextInt(survivors.size());
        return survivors.get(Math.min(first, random.nextInt(survivors.size())));
    }

    private Vec<double[]> values(int design) {
        return switch (problem.goal()) {
            case Goal.Best _ -> Vec.of(new double[] {accuracy(design)});
            case Goal.Front(List<Double> costs) -> Vec.of(new double[] {accuracy(design), -Math.log(costs.get(design))});
        };
    }

    @Override
    public Training choose(int design, int untilEpoch) {
        decisions++;
        return outstanding.ask(design, untilEpoch);
    }

    @Override
    public void tell(Training training, double fraction) {
        outstanding.tell(training);
        if (training.untilEpoch() == problem.wholeEpochs()) {
            told.put(training.design(), fraction);
        }
    }

    @Override
    public int best() {
        return told.keySet().stream().max(Comparator.comparingDouble(this::accuracy)).orElse(order.getFirst());
    }
}
