package org.hasnas.ui.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChipComparisonViewModelTest extends ViewModelFixture {
    private final ChipComparisonViewModel model = new ChipComparisonViewModel(workbench.costs, workbench.trainings, around, shared);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Candidate candidate;

    @BeforeEach
    void lookAtADesign() throws Exception {
        project = project("p");
        open(project);
        candidate = new Candidate(project.search(), Samples.trial(project.search(), 0));
        shared.lookAt(candidate);
        settle();
    }

    private List<ComparedChip> chips() {
        return model.chipsProperty().get();
    }

    @Test
    void theDesignIsPricedOnEveryChosenChipAndByEverySourceAsLongAsSomebodyLooks() throws Exception {
        assertEquals(List.of(), chips());
        model.watch(true);
        settle();
        assertEquals(List.of("neurosim-22nm-rram", "neurosim-32nm-rram"), chips().stream().map(chip -> chip.cost().profile().id()).toList());
        ComparedChip first = chips().getFirst();
        PhysicalSettings own = workbench.costs.physical("neurosim-22nm-rram", "", Path.of(""), candidateRates());
        PhysicalSettings other = workbench.costs.physical("neurosim-22nm-rram", "neurosim-1.4-22nm-rram", Path.of(""), candidateRates());
        double ours = workbench.costs.report(candidate, own).total().energyDelayArea();
        double theirs = workbench.costs.report(candidate, other).total().energyDelayArea();
        assertEquals(Math.min(ours, theirs), first.range(HardwareCost::energyDelayArea).getMin());
        assertEquals(Math.max(ours, theirs), first.range(HardwareCost::energyDelayArea).getMax());
        assertTrue(theirs != ours);
        model.watch(false);
        assertEquals(List.of(), chips());
    }

    private static SpikeRateSource candidateRates() {
        return new SpikeRateSource.Measured(0);
    }

    @Test
    void ownProfilesTakePartAndAWrongOneIsToldBesideTheOthers() throws Exception {
        Path file = temporary.resolve("mine.json");
        workbench.costs.writeProfile(file,
                workbench.costs.profileSheet(workbench.costs.physical("neurosim-22nm-rram", "", Path.of(""), candidateRates()), Path.of("")));
        dialogs.files.add(file);
        model.watch(true);
        model.chooseFile();
        settle();
        assertEquals(3, chips().size());
        Files.writeString(file, "{}");
        model.watch(true);
        settle();
        assertEquals(2, chips().size());
        assertTrue(model.noteProperty().get().contains("mine.json"), model.noteProperty().get());
        model.chosen().clear();
        settle();
        assertEquals(List.of(), chips());
    }

    @Test
    void anAccuracyMeasuredOnAChipStandsBesideItAndNoOther() throws Exception {
        workbench.trainings.accuracies.add(new MeasuredAccuracy(KnownCandidates.networkHash(candidate),
                new Accuracy(AccuracyKind.ON_CHIP, 0.9, 0.8, 0.95, "neurosim-32nm-rram, 8-bit weights"), Instant.EPOCH));
        model.watch(true);
        settle();
        assertEquals(List.of("\u2013", "90.00 % (80.0 to 95.0 %)"), chips().stream().map(model::onChip).toList());
        assertEquals(Optional.empty(), chips().getFirst().onChip());
        UiServices german = new UiServices(around.background(), dialogs, new Texts(Locale.GERMAN));
        assertEquals("90.00 % (80.0 bis 95.0 %)",
                new ChipComparisonViewModel(workbench.costs, workbench.trainings, german, shared).onChip(chips().getLast()));
    }

    @Test
    void limitsAreThoseOfTheWindowAndTheTableIsCopiedAndExported() throws Exception {
        model.watch(true);
        settle();
        assertEquals("met", model.verdict(chips().getFirst()), "limits of the other model are none of this one");
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.MEMORY, 1));
        assertEquals("over: memory", model.verdict(chips().getFirst()));
        model.copyTable();
        String[] lines = dialogs.copied.getLast().split("\n", -1);
        assertEquals(4, lines.length);
        assertTrue(lines[1].startsWith("neurosim-22nm-rram\tneurosim-1.3-22nm-rram\t") && lines[1].contains("\tover: memory\t"), lines[1]);
        Path csv = temporary.resolve("chips.csv");
        dialogs.files.add(csv);
        model.exportCsv();
        settle();
        assertTrue(Files.readString(csv).startsWith("profile,catalog,catalog_hash,parameters,area_mm2,area_mm2_least,area_mm2_most,"));
        assertFalse(Files.readAllLines(csv).get(1).endsWith(","));
    }
}
