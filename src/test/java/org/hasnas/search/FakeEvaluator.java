package org.hasnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.FakeChip;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** Costs and fitness as pure functions of the candidate, computed in scrambled order by one or several threads. */
public final class FakeEvaluator implements CandidateEvaluator {
    private final SearchRequest request;
    private final int threads;
    private final Function<Architecture, HardwareCost> cost;
    private final ToDoubleFunction<Architecture> fitness;
    /** What was asked, in any order. */
    public final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
    /** Candidates whose fitness was computed. */
    public final ConcurrentLinkedQueue<Architecture> simulated = new ConcurrentLinkedQueue<>();
    private final AtomicInteger evaluated = new AtomicInteger();

    public FakeEvaluator(SearchRequest request, int threads) {
        this(request, threads, architecture -> cost(request, architecture), landscape(request, 0, 0.5));
    }

    public FakeEvaluator(SearchRequest request, int threads, Function<Architecture, HardwareCost> cost, ToDoubleFunction<Architecture> fitness) {
        this.request = request;
        this.threads = threads;
        this.cost = cost;
        this.fitness = fitness;
    }

    /** The problem with the same costs, without bounds and screen. */
    public SearchProblem problem(JobContext job) {
        return new SearchProblem(request, new CandidateCosts(new FakeChip(network -> cost.apply(network.architecture())), request.template(),
                request.space()), Optional.empty(), job);
    }

    public int evaluated() {
        return evaluated.get();
    }

    @Override
    public void evaluateAll(List<Task> asked, Consumer<Trial> onTrial, JobContext job) {
        tasks.addAll(asked);
        List<Task> scrambled = new ArrayList<>(asked);
        Collections.shuffle(scrambled, new Random(asked.size() * 31L + threads));
        if (threads == 1) {
            for (Task task : scrambled) {
                job.checkpoint();
                onTrial.accept(evaluate(task));
            }
            return;
        }
        Object oneAtATime = new Object();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> futures = new ArrayList<>();
            for (Task task : scrambled) {
                futures.add(pool.submit(() -> {
                    job.checkpoint();
                    Trial trial = evaluate(task);
                    synchronized (oneAtATime) {
                        onTrial.accept(trial);
                    }
                }));
            }
            RuntimeException first = null;
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException failed) {
                    first = first == null && failed.getCause() instanceof RuntimeException cause ? cause : first;
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    private Trial evaluate(Task task) {
        evaluated.incrementAndGet();
        Architecture architecture = task.proposal().architecture();
        return new Trial(task.index(), architecture, outcome(task.proposal()), System.nanoTime() * 1e-9);
    }

    private TrialOutcome outcome(Proposal proposal) {
        Architecture architecture = proposal.architecture();
        if (Math.floorMod(hash(architecture.text()), 97) == 0) {
            return new TrialOutcome.Failed("made to fail");
        }
        HardwareCost known = cost.apply(architecture);
        if (proposal.limitsFirst() && !request.limits().isMetBy(known)) {
            return new TrialOutcome.OverLimits(known);
        }
        simulated.add(architecture);
        return new TrialOutcome.Evaluated(known, new FitnessScore(fitness.applyAsDouble(architecture), 0.1));
    }

    public static HardwareCost cost(SearchRequest request, Architecture architecture) {
        Network network = Network.of(request.template(), request.space(), architecture);
        double work = network.convolutions().stream().mapToLong(ConvolutionLayer::multiplyAccumulates).sum();
        return new HardwareCost(CostModelId.SPIKESIM_ELA, network.parameters(), network.convolutionWeights(),
                new Area(network.convolutionWeights() * 1e-11), new Latency(work * 1e-9), new Energy(work * 1e-12));
    }

    /**
     * A made-up objective: a random value per edge, operation and cell, and one per two edges of a cell.
     *
     * @param number which of the objectives
     * @param ruggedness weight of the values per two edges
     */
    public static ToDoubleFunction<Architecture> landscape(SearchRequest request, int number, double ruggedness) {
        return architecture -> {
            double sum = 0;
            for (int cell = 0; cell < request.template().matrixCount(); cell++) {
                String text = architecture.cell(cell).text();
                int[] present = IntStream.range(0, text.length()).filter(i -> text.charAt(i) != '0' && text.charAt(i) != ' ').toArray();
                for (int edge : present) {
                    sum += unit(number + ":" + cell + "/" + edge + "/" + text.charAt(edge));
                    for (int other : present) {
                        sum += other >= edge ? 0
                                : ruggedness * unit(number + ":" + edge + "," + other + "/" + text.charAt(edge) + text.charAt(other));
                    }
                }
            }
            return sum;
        };
    }

    private static double unit(String key) {
        return new Random(hash(key)).nextGaussian();
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash ^= hash >>> 29;
        return hash * 0xBF58476D1CE4E5B9L;
    }

    public static ConstraintSet convolutionWeights(double most) {
        return ConstraintSet.UNLIMITED.withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY)
                .withLimit(CostKind.MEMORY, most);
    }
}
