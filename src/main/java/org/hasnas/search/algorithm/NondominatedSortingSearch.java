package org.hasnas.search.algorithm;

import io.jenetics.Alterer;
import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import io.jenetics.Mutator;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.UniformCrossover;
import io.jenetics.ext.moea.NSGA2Selector;
import io.jenetics.ext.moea.UFTournamentSelector;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.Trial;

/**
 * NSGA-II (Deb et al., 2002) over fitness and the four costs; sorting, crowding, tournaments, crossover and mutation are those of the library
 * Jenetics. A gene is the choice of one node pair: empty, or an operation and a direction.
 *
 * <p>Ours: individuals beyond the limits are not simulated; they get the worst fitness and their real costs. Networks known already keep
 * their values.
 */
final class NondominatedSortingSearch implements SearchAlgorithm {
    private static final int POPULATION = 20;
    private static final double MUTATION_PROBABILITY = 0.15;
    private static final double CROSSOVER_PROBABILITY = 0.9;
    private static final double SWAP_PROBABILITY = 0.5;
    private static final double WORST = -1e300;
    /** Generations in a row without any new network after which the search ends. */
    private static final int MAX_FRUITLESS = 50;

    private final SearchProblem problem;
    private final SearchSpace space;
    private final Candidates candidates;
    private final List<Edge> pairs;
    private final boolean hopeless;
    private final Map<Architecture, Trial> known = new HashMap<>();
    private final WaitingArchitectures waiting = new WaitingArchitectures();
    private ISeq<Genotype<IntegerGene>> unevaluated = ISeq.empty();
    private ISeq<Phenotype<IntegerGene, Vec<double[]>>> population = ISeq.empty();
    private long generation;

    NondominatedSortingSearch(SearchProblem problem) {
        this.problem = problem;
        this.space = problem.request().space();
        this.candidates = new Candidates(problem);
        this.pairs = space.pairs();
        this.hopeless = FeasibilityCheck.isHopeless(problem);
    }

    @Override
    public List<Proposal> ask(int most) {
        int fruitless = 0;
        while (!hopeless && waiting.isEmpty() && fruitless++ < MAX_FRUITLESS) {
            problem.job().checkpoint();
            // the library draws from what is registered for this thread
            RandomRegistry.with(RandomStreams.of(problem.request().seed(), generation)).run(this::breed);
            generation++;
            Set<Architecture> fresh = new LinkedHashSet<>();
            for (Genotype<IntegerGene> genotype : unevaluated) {
                architecture(genotype).filter(form -> !known.containsKey(form) && candidates.isFeasible(form)).ifPresent(fresh::add);
            }
            waiting.addAll(fresh);
        }
        return waiting.propose(most);
    }

    @Override
    public void tell(List<Trial> trials) {
        trials.forEach(trial -> known.put(trial.architecture(), trial));
    }

    /** Survivors of the generation whose values are known now, and their children. */
    private void breed() {
        if (generation == 0) {
            SplittableRandom random = RandomStreams.of(problem.request().seed(), Long.MAX_VALUE);
            unevaluated = IntStream.range(0, POPULATION).mapToObj(i -> genotype(candidates.random(random))).collect(ISeq.toISeq());
            return;
        }
        ISeq<Phenotype<IntegerGene, Vec<double[]>>> children = unevaluated
                .map(genotype -> Phenotype.of(genotype, generation, Vec.of(objectives(genotype))));
        ISeq<Phenotype<IntegerGene, Vec<double[]>>> all = population.append(children);
        population = NSGA2Selector.<IntegerGene, double[], Vec<double[]>>ofVec().select(all, POPULATION, Optimize.MAXIMUM);
        ISeq<Phenotype<IntegerGene, Vec<double[]>>> parents = UFTournamentSelector.<IntegerGene, double[], Vec<double[]>>ofVec()
                .select(population, POPULATION, Optimize.MAXIMUM);
        unevaluated = Alterer.<IntegerGene, Vec<double[]>>of(new UniformCrossover<>(CROSSOVER_PROBABILITY, SWAP_PROBABILITY),
                new Mutator<>(MUTATION_PROBABILITY)).alter(parents, generation).population().map(Phenotype::genotype);
    }

    private double[] objectives(Genotype<IntegerGene> genotype) {
        Optional<Architecture> form = architecture(genotype);
        if (form.isEmpty()) {
            double[] nothing = new double[1 + CostKind.values().length];
            Arrays.fill(nothing, WORST);
            return nothing;
        }
        Trial trial = known.get(form.get());
        double fitness = trial == null ? WORST : Math.max(WORST, trial.fitness().map(FitnessScore::value).orElse(WORST));
        HardwareCost cost = problem.costs().cost(form.get());
        MemoryScope scope = problem.request().limits().memoryScope();
        return DoubleStream.concat(DoubleStream.of(fitness), Arrays.stream(CostKind.values()).mapToDouble(kind -> -kind.costOf(cost, scope)))
                .toArray();
    }

    private Genotype<IntegerGene> genotype(Architecture architecture) {
        int digits = space.operations().size();
        List<IntegerGene> genes = new ArrayList<>();
        for (int cell = 0; cell < problem.request().template().matrixCount(); cell++) {
            ConnectionMatrix matrix = architecture.cell(cell);
            for (Edge pair : pairs) {
                int forward = matrix.digit(pair);
                int choice = forward != 0 ? forward : -matrix.digit(pair.reversed());
                genes.add(IntegerGene.of(choice, space.backwardEdges() ? 1 - digits : 0, digits));
            }
        }
        return Genotype.of(IntegerChromosome.of(genes));
    }

    private Optional<Architecture> architecture(Genotype<IntegerGene> genotype) {
        List<ConnectionMatrix> cells = new ArrayList<>();
        for (int from = 0; from < genotype.chromosome().length(); from += pairs.size()) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
            for (int pair = 0; pair < pairs.size(); pair++) {
                int choice = genotype.chromosome().get(from + pair).intValue();
                matrix = choice == 0 ? matrix : matrix.with(choice > 0 ? pairs.get(pair) : pairs.get(pair).reversed(), Math.abs(choice));
            }
            if (!CanonicalForm.reaches(matrix, 0, space.nodes() - 1)) {
                return Optional.empty();
            }
            cells.add(matrix);
        }
        return Optional.of(candidates.canonical(new Architecture(cells)));
    }
}
