package org.hasnas.workbench.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/** Cost models by their settings; the one used last is kept, since reading its constants takes longer than computing with them. */
public final class CostModels {
    private record Read(HardwareSettings settings, ChipCost model) {}

    private final AtomicReference<Optional<Read>> last = new AtomicReference<>(Optional.empty());

    public ChipCost of(HardwareSettings settings) throws HasnasException {
        Optional<Read> known = last.get().filter(read -> read.settings().equals(settings));
        if (known.isPresent()) {
            return known.get().model();
        }
        ChipCost model = ChipCost.of(settings);
        last.set(Optional.of(new Read(settings, model)));
        return model;
    }

    /** Trials with the costs of other hardware; those without a cost stay. */
    List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings settings) throws HasnasException {
        ChipCost chip = of(settings);
        List<Trial> result = new ArrayList<>(trials.size());
        for (Trial trial : trials) {
            result.add(recost(request, trial, chip));
        }
        return result;
    }

    private static Trial recost(SearchRequest request, Trial trial, ChipCost chip) {
        if (trial.outcome() instanceof TrialOutcome.Failed) {
            return trial;
        }
        Network network = Network.of(request.template(), request.space(), trial.architecture());
        TrialOutcome outcome = switch (trial.outcome()) {
            case TrialOutcome.Evaluated(HardwareCost _, FitnessScore score) ->
                    new TrialOutcome.Evaluated(chip.total(network, score.meanFiringRate()), score);
            case TrialOutcome.OverLimits overLimits -> new TrialOutcome.OverLimits(chip.total(network));
            case TrialOutcome.Failed failed -> failed;
        };
        return new Trial(trial.index(), trial.architecture(), outcome, trial.seconds());
    }
}
