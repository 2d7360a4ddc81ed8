package org.hasnas.ui.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostReport;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/**
 * A network of another tool that the open project keeps.
 *
 * @param file the copy that it keeps; of a network that no project keeps, the file that was read
 * @param cost on the chosen chip; empty if none of its nodes has weights
 * @param accuracies what was measured of it, oldest first
 */
public record ImportedNetwork(Path file, ImportReport report, Optional<CostReport> cost, List<Accuracy> accuracies) {
    public ImportedNetwork {
        accuracies = List.copyOf(accuracies);
    }

    /** The last one that was measured of a kind. */
    public Optional<Accuracy> accuracy(AccuracyKind kind) {
        return accuracies.stream().filter(known -> known.kind() == kind).reduce((earlier, later) -> later);
    }
}
