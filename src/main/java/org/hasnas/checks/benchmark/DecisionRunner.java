package org.hasnas.checks.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.checks.model.DecisionMeasurement;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.algorithm.SearchAlgorithms;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.ladder.LadderPlan;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.EpochResult;

/**
 * Times the decisions of a search by trainings among the designs that it draws. Nothing is trained: learning curves are made up, higher for longer chains
 * of convolutions, with an epoch a second.
 */
public final class DecisionRunner {
    private static final double SECONDS_PER_MINUTE = 60;
    /** Made-up accuracies at the end: of a network without a chain, and how much more of the longest chains. */
    private static final double LOWEST = 0.3;
    private static final double RANGE = 0.65;
    private static final double LONG_CHAIN = 8;
    /** A made-up training has all but e to the minus this of what it will learn. */
    private static final double LEARNING = 4;

    private DecisionRunner() {}

    /**
     * Decides, over and over.
     *
     * @param request whose budget is the number of designs
     * @throws IllegalArgumentException with a sentence for the user if no design can be trained
     */
    public static DecisionMeasurement run(SearchRequest request, int decisions, JobContext job) throws HasnasException {
        CandidateCosts costs = new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space());
        long begin = processorNanos();
        List<Proposal> drawn = SearchAlgorithms.of(new SearchProblem(request, costs, Optional.empty(), job)).ask(request.budget());
        List<Trial> trials = IntStream.range(0, drawn.size()).mapToObj(index -> new Trial(index, drawn.get(index).architecture(),
                new TrialOutcome.Evaluated(costs.cost(drawn.get(index).architecture()), FitnessScore.notSimulated(0)), 0)).toList();
        double drawing = secondsSince(begin);
        LadderSettings settings = request.ladder().orElseThrow();
        int epochs = settings.training().epochs();
        double minutes = decisions * epochs / SECONDS_PER_MINUTE; // more than they can use up
        DesignOutlooks designs = new DesignOutlooks(request, trials);
        if (designs.size() == 0) {
            throw new IllegalArgumentException("no design of its space meets its limits and can learn");
        }
        LadderPlan plan = new LadderPlan(designs, minutes);
        double used = 0;
        List<Double> seconds = new ArrayList<>();
        for (int decision = 0; decision < decisions; decision++) {
            job.checkpoint();
            long start = processorNanos();
            Optional<LadderStep> next = plan.next(used);
            double deciding = secondsSince(start);
            if (next.isEmpty()) {
                break;
            }
            DesignCurve curve = curve(request, plan.dueDesign(), next.get().untilEpoch(), epochs);
            start = processorNanos();
            plan.tell(curve);
            seconds.add(deciding + secondsSince(start));
            used += (next.get().untilEpoch() - next.get().fromEpoch()) / SECONDS_PER_MINUTE;
            job.progress(decision + 1L, decisions);
        }
        return new DecisionMeasurement(trials.size(), designs.size(), drawing, seconds);
    }

    private static DesignCurve curve(SearchRequest request, Architecture design, int until, int epochs) {
        double end = LOWEST + RANGE * Math.tanh(new ChainScore().of(Network.of(request.template(), request.space(), design)) / LONG_CHAIN);
        return new DesignCurve(IntStream.rangeClosed(1, until).mapToObj(epoch -> {
            double accuracy = end * (1 - Math.exp(-LEARNING * epoch / epochs));
            return new EpochResult(epoch, 1 - accuracy, accuracy, accuracy, 1);
        }).toList(), until == epochs ? DesignCurve.State.ENDED : DesignCurve.State.OPEN);
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double secondsSince(long nanos) {
        return (processorNanos() - nanos) * 1e-9;
    }
}
