package org.hasnas.files.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Subset;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.Operation;
import org.hasnas.network.Operation.Grouping;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** Requests and trials that tests store and read. */
public final class Requests {
    private Requests() {}

    public static SearchRequest digits() {
        return of(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET);
    }

    public static SearchRequest of(NetworkTemplate template, SearchSpace space) {
        DatasetReference dataset = switch (template.input().size() + "/" + template.classes()) {
            case "64/10" -> DatasetReference.EMBEDDED_DIGITS;
            case "784/10" -> new DatasetReference(DatasetReference.Format.IDX, "~/grey").withSubset(Optional.of(new Subset(6000, 1)));
            case "3072/10" -> new DatasetReference(DatasetReference.Format.CIFAR10, "data/cifar 10: \u00e9");
            case "3072/100" -> new DatasetReference(DatasetReference.Format.CIFAR100, "data");
            default -> new DatasetReference(DatasetReference.Format.TINY_IMAGENET, "C:\\data\\tiny");
        };
        return new SearchRequest(dataset, template, space, SpikeSimSettings.DEFAULT, ConstraintSet.PUBLISHED,
                SearchAlgorithmId.HASNAS, 200, new FitnessSettings(32, 2), 1);
    }

    /** Every preset with every space, and requests of unusual values. */
    public static List<SearchRequest> all() {
        List<SearchRequest> requests = new ArrayList<>();
        for (NetworkTemplates.Preset preset : NetworkTemplates.ALL) {
            SearchSpaces.ALL.forEach(space -> requests.add(of(preset.template(), space)));
        }
        requests.add(digits().withLimits(ConstraintSet.UNLIMITED).withSeed(Long.MIN_VALUE));
        requests.add(digits().withLimits(new ConstraintSet(Map.of(CostKind.MEMORY, 123_457.0, CostKind.AREA, 0.1 + 0.2,
                CostKind.LATENCY, Double.MIN_VALUE, CostKind.ENERGY, 1.0 / 3.0), MemoryScope.CONVOLUTIONS_ONLY))
                .withSeed(Long.MAX_VALUE).withBudget(Integer.MAX_VALUE).withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM));
        requests.add(unusual());
        requests.add(digits().withDataset(DatasetReference.EMBEDDED_DIGITS.withSubset(Optional.of(new Subset(2, Long.MIN_VALUE)))));
        requests.add(digits().withHardware(physical(new SpikeRateSource.Measured(0))).withLimits(ConstraintSet.UNLIMITED));
        requests.add(digits().withHardware(physical(new SpikeRateSource.Measured(0.1 / 3))));
        requests.add(digits().withHardware(physical(new SpikeRateSource.Given(SpikeRates.of(1.0 / 3)))));
        requests.add(digits().withHardware(physical(new SpikeRateSource.Given(new SpikeRates(0.1, Map.of("stem", 0.5, "cell1.0->3", 1e-7))))));
        return requests;
    }

    /** A chip of the physical model. */
    public static PhysicalSettings physical(SpikeRateSource rates) {
        try {
            return HardwareProfiles.settings("neurosim-22nm-rram", "neurosim-32nm", Path.of(""), rates);
        } catch (HasnasException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing in it equals a preset. */
    public static SearchRequest unusual() {
        NetworkTemplate template = new NetworkTemplate("mine: \"a\" # b", new NetworkTemplate.ImageShape(1, 8, 8), 10, 1,
                List.of(new NetworkTemplate.Stage(12, 2), new NetworkTemplate.Stage(20, 1), new NetworkTemplate.Stage(24, 3)),
                NetworkTemplate.CellSharing.PER_CELL, 1, 0, 3, 0.1, 7, new LifParameters(1.7, 0.3),
                NetworkTemplate.BatchNormStatistics.OVER_TIME_STEPS, 4);
        SearchSpace space = new SearchSpace("five nodes", 5, List.of(new Operation.Zeroize(), new Operation.AveragePool(5),
                new Operation.SpikingConvolution(5, 0.7), new Operation.SpikingConvolution(3, 1.0, Grouping.DEPTHWISE), new Operation.MaxPool(3),
                new Operation.SpikingConvolution(5, 1.0, Grouping.SEPARABLE)), true);
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, template, space,
                new SpikeSimSettings(128, 3, CellDevice.SRAM, true), ConstraintSet.PUBLISHED,
                SearchAlgorithmId.HASNAS, 1, new FitnessSettings(2, 1, WeightPrecision.FLOAT32), -5);
    }

    /** Trials of all outcomes, indices from {@code first}. */
    public static List<Trial> trials(int first, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int index = first; index < first + count; index++) {
            trials.add(trial(index));
        }
        return trials;
    }

    public static Trial trial(int index) {
        Architecture architecture = index % 2 == 0 ? Architecture.parse("0302 0030 3003 0000")
                : Architecture.parse("0302 0030 3003 0000 | 0003 0000 0000 0000");
        HardwareCost cost = new HardwareCost(CostModelId.SPIKESIM_ELA, 4_000_000_000L + index, 3, new Area(1e-4 / 3 + index), new Latency(0.1 + 0.2),
                new Energy(1e-300));
        TrialOutcome outcome = switch (index % 4) {
            case 0 -> new TrialOutcome.Evaluated(cost, new FitnessScore(-123.45678901234568 / (index + 1), 0.1));
            case 1 -> new TrialOutcome.Evaluated(cost, new FitnessScore(Double.NEGATIVE_INFINITY, 0));
            case 2 -> new TrialOutcome.OverLimits(cost);
            default -> new TrialOutcome.Failed("out of 'memory'; line\nbreak \u00b5");
        };
        return new Trial(index, architecture, outcome, 0.25 + index);
    }
}
