package org.hasnas.ui.compare;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.chip.model.CostReport;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Margin;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.ui.project.Compared;
import org.hasnas.ui.project.ImportedNetwork;

/**
 * A design with all that is known of it for a comparison.
 *
 * @param imported what is known of a network of another tool; empty until it is read, and of a design of this program
 * @param name with the letter that stands for it in charts
 * @param cost on the chosen chip; empty until it is computed
 * @param margins the limits of the window with its costs; empty until they are known
 * @param accuracies one of each kind at most
 * @param outlook what a search by trainings expects of it
 * @param rates how often its LIF layers spike on held-out images; empty if it was not trained
 * @param training number of the training whose epochs these are, the one with most of them
 */
record ComparedDesign(Compared network, Optional<ImportedNetwork> imported, String name, Optional<CostReport> cost, List<Margin> margins,
        List<Accuracy> accuracies, Optional<DesignOutlook> outlook, List<LayerRate> rates, OptionalLong training, List<EpochResult> epochs) {
    ComparedDesign {
        margins = List.copyOf(margins);
        accuracies = List.copyOf(accuracies);
        rates = List.copyOf(rates);
        epochs = List.copyOf(epochs);
    }

    /** The design of this program; empty if it is a network of another tool. */
    Optional<Candidate> candidate() {
        return switch (network) {
            case Compared.Design(Candidate candidate) -> Optional.of(candidate);
            case Compared.Imported _ -> Optional.empty();
        };
    }

    /** What it is, in more words than its name. */
    String description() {
        return candidate().map(design -> design.trial().architecture().text()).or(() -> imported.map(known -> known.report().name())).orElse(name);
    }

    /** The template with what the design chooses; empty if it is a network of another tool. */
    Optional<NetworkTemplate> template() {
        return candidate().map(design -> design.trial().architecture().macro().appliedTo(design.request().template()));
    }

    Optional<Accuracy> accuracy(AccuracyKind kind) {
        return accuracies.stream().filter(known -> known.kind() == kind).findFirst();
    }

    /** The kinds of accuracy that any of some designs has. */
    static List<AccuracyKind> kindsOf(Collection<ComparedDesign> designs) {
        return List.of(AccuracyKind.values()).stream().filter(kind -> designs.stream().anyMatch(design -> design.accuracy(kind).isPresent()))
                .toList();
    }
}
