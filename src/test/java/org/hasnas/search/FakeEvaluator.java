package org.hasnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.hardware.CostModelId;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.run.TrialOutcome;
import org.hasnas.job.JobContext;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** Costs and fitness as pure functions of the candidate, computed in scrambled order by several threads. */
final class FakeEvaluator implements CandidateEvaluator {
    private final SearchRequest request;
    private final int threads;
    /** What was asked, in any order. */
    final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
    /** Candidates whose fitness was computed. */
    final ConcurrentLinkedQueue<Architecture> simulated = new ConcurrentLinkedQueue<>();
    private final AtomicInteger evaluated = new AtomicInteger();

    FakeEvaluator(SearchRequest request, int threads) {
        this.request = request;
        this.threads = threads;
    }

    int evaluated() {
        return evaluated.get();
    }

    @Override
    public void evaluateAll(List<Task> asked, Consumer<Trial> onTrial, JobContext job) {
        tasks.addAll(asked);
        List<Task> scrambled = new ArrayList<>(asked);
        Collections.shuffle(scrambled, new Random(asked.size() * 31L + threads));
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
        HardwareCost cost = cost(request, architecture);
        if (proposal.limitsFirst() && !request.limits().isMetBy(cost)) {
            return new TrialOutcome.OverLimits(cost);
        }
        simulated.add(architecture);
        return new TrialOutcome.Evaluated(cost, new FitnessScore(fitness(request, architecture), 0.1));
    }

    static HardwareCost cost(SearchRequest request, Architecture architecture) {
        Network network = Network.of(request.template(), request.space(), architecture);
        double work = network.convolutions().stream().mapToLong(ConvolutionLayer::multiplyAccumulates).sum();
        return new HardwareCost(CostModelId.SPIKESIM_ELA, network.parameters(), network.convolutionWeights(),
                new Area(network.convolutionWeights() * 1e-11), new Latency(work * 1e-9), new Energy(work * 1e-12));
    }

    /** Sum of a value per edge and cell and smaller ones per pair of edges: hilly, but not chaotic, like a real score. */
    static double fitness(SearchRequest request, Architecture architecture) {
        double sum = 0;
        for (int cell = 0; cell < request.template().matrixCount(); cell++) {
            String text = architecture.cell(cell).text();
            int[] present = IntStream.range(0, text.length()).filter(i -> text.charAt(i) != '0' && text.charAt(i) != ' ').toArray();
            for (int edge : present) {
                sum += unit(cell + "/" + edge + "/" + text.charAt(edge));
                for (int other : present) {
                    sum += other < edge ? 0.5 * unit(edge + "," + other + "/" + text.charAt(edge) + text.charAt(other)) : 0;
                }
            }
        }
        return sum;
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

    static ConstraintSet convolutionWeights(double most) {
        return ConstraintSet.UNLIMITED.withMemoryScope(org.hasnas.domain.constraint.MemoryScope.CONVOLUTIONS_ONLY)
                .withLimit(org.hasnas.domain.constraint.ConstraintKind.MEMORY, most);
    }
}
