package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ImportedNetworksTest extends ViewModelFixture {
    private static final SpikeSimSettings OTHER_CHIP = new SpikeSimSettings(128, 8, SpikeSimSettings.DEFAULT.device(), false);

    @BeforeEach
    void keepThree() throws Exception {
        Project project = project("p");
        workbench.exchange.keep(project, Path.of("a.nir"));
        workbench.exchange.keep(project, Path.of("broken.nir"));
        workbench.exchange.keep(project, Path.of("z.nir"));
        workbench.exchange.costs.put("a.nir", cost(project, 1));
        workbench.exchange.costs.put("z.nir", cost(project, 2));
        open(project);
    }

    private static SpikeSimCostReport cost(Project project, int trial) {
        return Samples.report(new Candidate(project.search(), Samples.trial(project.search(), trial)).network(), SpikeSimSettings.DEFAULT);
    }

    private List<String> names() {
        return imports.networksProperty().get().stream().map(network -> network.report().name()).toList();
    }

    @Test
    void aProjectsNetworksAreReadAndADamagedOneIsSaid() {
        assertEquals(List.of("a.nir", "z.nir"), names());
        assertEquals(List.of("broken.nir is damaged"), dialogs.notices);
        assertEquals(workbench.exchange.costs.get("a.nir"), imports.networksProperty().get().getFirst().cost().orElseThrow());
        shared.close();
        settle();
        assertEquals(List.of(), names());
    }

    @Test
    void whatIsMeasuredIsTakenWithoutAnotherSimulation() {
        int asked = workbench.exchange.requests.size();
        workbench.trainings.accuracies.add(new MeasuredAccuracy("hash of z.nir", Accuracy.of(AccuracyKind.ON_CHIP, 0.5, "test"), Instant.EPOCH));
        workbench.trainings.accuracies.add(new MeasuredAccuracy("hash of z.nir", Accuracy.of(AccuracyKind.ON_CHIP, 0.6, "test"), Instant.EPOCH));
        shared.measured();
        settle();
        assertEquals(Optional.of(0.6), imports.networksProperty().get().getLast().accuracy(AccuracyKind.ON_CHIP).map(Accuracy::fraction));
        assertEquals(asked + 1, workbench.exchange.requests.size(), "only the damaged one is tried again");
    }

    @Test
    void anotherChipPricesThemAnew() {
        int asked = workbench.exchange.requests.size();
        shared.takeChip(OTHER_CHIP, List.of());
        settle();
        assertEquals(asked + 3, workbench.exchange.requests.size());
        assertEquals(OTHER_CHIP, workbench.exchange.requests.getLast().spikeSim());
        assertTrue(imports.networksProperty().get().stream().allMatch(network -> network.cost().isPresent()));
    }
}
