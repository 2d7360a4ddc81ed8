package org.hasnas.search.evaluation;

import java.util.Optional;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/** What the candidates of a search cost on a chip. */
public record CandidateCosts(ChipCost chip, NetworkTemplate template, SearchSpace space) {
    /** What candidates cost that make one and the same choice beside their cells: these are its template, its chip, and cells alone. */
    public CandidateCosts choosing(MacroChoice macro) {
        return new CandidateCosts(chip.chosenBy(macro), macro.appliedTo(template), space.with(DesignChoices.NONE));
    }

    /** The cost of a candidate that is not simulated. */
    public HardwareCost cost(Architecture architecture) {
        return chip.total(Network.of(template, space, architecture));
    }

    /** What no completion costs less than, in any of the four costs; empty if every completion has an unconnected cell. */
    public Optional<HardwareCost> lowerBound(PartialArchitecture partial) {
        return chip.lowerBound(template, space, partial);
    }

    /** A trial with the costs it has on this chip; one without a cost stays. */
    public Trial recosted(Trial trial) {
        if (trial.outcome() instanceof TrialOutcome.Failed) {
            return trial;
        }
        Network network = Network.of(template, space, trial.architecture());
        TrialOutcome outcome = switch (trial.outcome()) {
            case TrialOutcome.Evaluated(HardwareCost _, FitnessScore score) ->
                    new TrialOutcome.Evaluated(chip.total(network, score.meanFiringRate()), score);
            case TrialOutcome.OverLimits _ -> new TrialOutcome.OverLimits(chip.total(network));
            case TrialOutcome.Unscored _ -> new TrialOutcome.Unscored(chip.total(network));
            case TrialOutcome.Failed failed -> failed;
        };
        return new Trial(trial.index(), trial.architecture(), outcome, trial.seconds());
    }
}
