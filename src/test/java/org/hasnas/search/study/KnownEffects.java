package org.hasnas.search.study;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** An evaluator whose fitness is a given function and whose costs count parameters: area 1 um2 each, latency 1 ns, energy 1 pJ. */
record KnownEffects(SearchRequest request, ToDoubleFunction<Architecture> fitness) implements CandidateEvaluator {
    @Override
    public void evaluateAll(List<Task> tasks, Consumer<Trial> onTrial, JobContext job) {
        for (Task task : tasks.reversed()) { // any order
            job.checkpoint();
            Architecture candidate = task.proposal().architecture();
            Network network = Network.of(request.template(), request.space(), candidate);
            double size = network.parameters();
            HardwareCost cost = new HardwareCost(CostModelId.SPIKESIM_ELA, network.parameters(), network.convolutionWeights(),
                    Area.ofSquareMicrometres(size), Latency.ofNanoseconds(size), Energy.ofPicojoules(size));
            FitnessScore score = new FitnessScore(fitness.applyAsDouble(candidate), 0.1);
            onTrial.accept(new Trial(task.index(), candidate, new TrialOutcome.Evaluated(cost, score), 0.01));
        }
    }
}
