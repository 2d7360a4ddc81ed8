package org.hasnas.workbench.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.cost.ChipCostModel;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.CostFunction;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/** Cost models by their settings; the one used last is kept, since reading its constants takes longer than computing with them. */
public final class CostModels {
    private record Read(HardwareSettings settings, ChipCostModel model) {}

    private final AtomicReference<Optional<Read>> last = new AtomicReference<>(Optional.empty());

    public ChipCostModel of(HardwareSettings settings) throws HasnasException {
        Optional<Read> known = last.get().filter(read -> read.settings().equals(settings));
        if (known.isPresent()) {
            return known.get().model();
        }
        ChipCostModel model = ChipCostModel.of(settings);
        last.set(Optional.of(new Read(settings, model)));
        return model;
    }

    /** The costs of a run. */
    public CostFunction function(HardwareSettings settings) throws HasnasException {
        ChipCostModel model = of(settings);
        return new CostFunction() {
            @Override
            public HardwareCost cost(Network network) {
                return model.total(network);
            }

            @Override
            public HardwareCost afterSimulation(Network network, HardwareCost before, FitnessScore score) {
                return model.total(network, score.meanFiringRate());
            }
        };
    }

    /** Trials with the costs of other hardware; those without a cost stay. */
    List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings settings) throws HasnasException {
        CostFunction costs = function(settings);
        List<Trial> result = new ArrayList<>(trials.size());
        for (Trial trial : trials) {
            result.add(recost(request, trial, costs));
        }
        return result;
    }

    private static Trial recost(SearchRequest request, Trial trial, CostFunction costs) {
        if (trial.outcome() instanceof TrialOutcome.Failed) {
            return trial;
        }
        Network network = Network.of(request.template(), request.space(), trial.architecture());
        TrialOutcome outcome = switch (trial.outcome()) {
            case TrialOutcome.Evaluated(HardwareCost before, FitnessScore score) ->
                    new TrialOutcome.Evaluated(costs.afterSimulation(network, before, score), score);
            case TrialOutcome.OverLimits overLimits -> new TrialOutcome.OverLimits(costs.cost(network));
            case TrialOutcome.Failed failed -> failed;
        };
        return new Trial(trial.index(), trial.architecture(), outcome, trial.seconds());
    }
}
