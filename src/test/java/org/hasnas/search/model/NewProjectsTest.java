package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;

class NewProjectsTest {
    private static int epochs(int images, double minutes) {
        return cifar(images, Optional.empty(), minutes).training().epochs();
    }

    private static Project cifar(int images, Optional<DatasetReference.Subset> subset, double minutes) {
        Preset preset = NetworkTemplates.nearest(new ImageShape(3, 32, 32), 10).orElseThrow();
        DatasetSummary summary = new DatasetSummary("CIFAR-10", new ImageShape(3, 32, 32), 10, images, 10_000, Collections.nCopies(10, images / 10),
                Optional.empty());
        return NewProjects.of(Path.of("/mine"), preset, new DatasetReference(DatasetReference.Format.CIFAR10, "cifar").withSubset(subset), summary,
                SpikeSimSettings.DEFAULT, minutes);
    }

    @Test
    void anEpochOfALargeDataSetGoesOverAPartOfItsImages() {
        TrainingSettings large = cifar(50_000, Optional.empty(), 60).training();
        int part = large.imagesPerEpoch();
        assertTrue(part >= 2000 && part < 20_000, "" + part);
        assertEquals(part / 2.0, 50_000 * large.validationFraction(), 1, "validation takes a sixth of the time at most");
        assertEquals(part, cifar(100_000, Optional.empty(), 60).training().imagesPerEpoch(), "equal seconds");
        assertEquals(large.epochs(), cifar(100_000, Optional.empty(), 60).training().epochs());
        assertEquals(TrainingSettings.ALL_IMAGES, cifar(part, Optional.empty(), 60).training().imagesPerEpoch(), "all where they are few enough");
        Optional<DatasetReference.Subset> asked = Optional.of(new DatasetReference.Subset(30_000, 5));
        assertEquals(asked, cifar(50_000, asked, 60).search().dataset().subset(), "what is asked for stays");
        assertEquals(part / 2.0, 30_000 * cifar(50_000, asked, 60).training().validationFraction(), 1);
    }

    /** The sparsest and the densest cell in all combinations. */
    @Test
    void energyAndLatencyOfADefaultSpaceSpreadOverTwoOrdersOfMagnitude() throws HasnasException {
        for (Preset preset : NetworkTemplates.OWN) {
            ImageShape shape = preset.template().input();
            int classes = preset.template().classes();
            DatasetSummary summary = new DatasetSummary("images", shape, classes, 1000, 100, Collections.nCopies(classes, 1000 / classes),
                    Optional.empty());
            SearchRequest search = NewProjects.of(Path.of("/mine"), preset, new DatasetReference(DatasetReference.Format.CIFAR10, "images"), summary,
                    HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Given(SpikeRates.of(0.1))), 10).search();
            CandidateCosts costs = new CandidateCosts(ChipCost.of(search.hardware()), search.template(), search.space());
            List<MacroChoice> choices = search.space().choices().all();
            List<HardwareCost> all = choices.stream().flatMap(choice -> Stream.of("0001 0000 0000 0000", "0333 0033 0003 0000")
                    .map(cell -> costs.cost(Architecture.parse(cell).with(choice)))).toList();
            for (CostKind kind : CostKind.values()) {
                DoubleSummaryStatistics spread = all.stream().mapToDouble(cost -> kind.costOf(cost, MemoryScope.ALL_PARAMETERS)).summaryStatistics();
                double ratio = spread.getMax() / spread.getMin();
                assertTrue(ratio >= switch (kind) {
                    case ENERGY, LATENCY -> 99;
                    case AREA -> 35; // what lies around the crossbars of the smallest network
                    case MEMORY -> 10; // a classifier of 100 classes
                }, preset.name() + ", " + kind + ": " + ratio);
            }
        }
    }

    @Test
    void wholeTrainingsFitIntoTheMinutes() {
        int usual = TrainingSettings.defaults(DatasetReference.Format.CIFAR10).epochs();
        assertEquals(10, epochs(50_000, 5), "no fewer, though they don't fit");
        int some = epochs(5_000, 120);
        assertTrue(some > 10 && some < usual, "" + some);
        assertEquals(2.0, (double) epochs(5_000, 240) / some, 0.1, "twice the time, twice the epochs");
        assertEquals(usual, epochs(5_000, 6000), "no more than usual");
    }
}
