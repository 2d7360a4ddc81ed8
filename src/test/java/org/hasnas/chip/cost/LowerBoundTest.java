package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.HardwareProfile.Interconnect;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.Operation;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lower bounds against the enumeration of all completions. */
final class LowerBoundTest {
    /** More completions than this are not gone through. */
    private static final int MAX_COMPLETIONS = 400;

    record Case(String name, NetworkTemplate template, SearchSpace space, ChipCost model) {
        Case(String name, NetworkTemplate template, SearchSpace space, HardwareSettings hardware) throws HasnasException {
            this(name, template, space, ChipCost.of(hardware));
        }

        /** Whether the bound of a complete architecture is its cost. */
        boolean isExact() {
            return model instanceof ChipCost.SpikeSim;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws HasnasException {
        SearchSpace kernels = new SearchSpace("kernels", 4, List.of(new Operation.Zeroize(), new Operation.SpikingConvolution(1, 1),
                new Operation.SpikingConvolution(5, 1), new Operation.AveragePool(3)), true);
        SpikeSimSettings small = new SpikeSimSettings(16, 4, CellDevice.SRAM, true);
        return Stream.of(
                new Case("digits", NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET, SpikeSimSettings.DEFAULT),
                new Case("cifar", NetworkTemplates.HASNAS_CIFAR10.template(), SearchSpaces.SNASNET, SpikeSimSettings.DEFAULT),
                new Case("spikenas-bench", NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, small),
                new Case("own cell per place", template(new Stage(16, 2), new Stage(32, 1)), SearchSpaces.SNASNET, small),
                new Case("kernels of 5", template(new Stage(16, 1), new Stage(16, 1)), kernels, small),
                new Case("width times 16", template(new Stage(4, 1), new Stage(64, 1)), SearchSpaces.SNASNET, small),
                new Case("every operation", NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS, small),
                new Case("physical", NetworkTemplates.HASNAS_CIFAR10.template(), SearchSpaces.SNASNET, physical("neurosim-22nm-rram")),
                new Case("physical, every operation", template(new Stage(16, 1), new Stage(32, 1)), SearchSpaces.HASNAS_OPERATIONS,
                        physical("neurosim-32nm-rram")),
                new Case("physical, 22 nm FeFET", NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET, physical("neurosim-1.4-22nm-fefet")),
                new Case("physical, mesh, copies, few tiles", NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET,
                        physical("neurosim-22nm-rram", new Fabric(Interconnect.MESH, 4, 5))),
                new Case("physical, 7 nm SRAM, every operation", template(new Stage(16, 1), new Stage(32, 1)), SearchSpaces.HASNAS_OPERATIONS,
                        physical("neurosim-1.4-7nm-sram")));
    }

    private static HardwareSettings physical(String profile) throws HasnasException {
        return HardwareProfiles.settings(profile, "", Path.of(""), new SpikeRateSource.Given(SpikeRates.of(0.1)));
    }

    private static HardwareSettings physical(String profile, Fabric fabric) throws HasnasException {
        PhysicalSettings usual = (PhysicalSettings) physical(profile);
        return new PhysicalSettings(profile, "", usual.profile().with(fabric), "", usual.catalogHash(), "", usual.spikeRates());
    }

    private static NetworkTemplate template(Stage... stages) {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        return new NetworkTemplate("test", digits.input(), digits.classes(), digits.stemStride(), List.of(stages), CellSharing.PER_CELL,
                digits.finalPool(), digits.hiddenWidth(), digits.votersPerClass(), digits.dropoutProbability(), digits.timeSteps(),
                digits.neuron(), digits.batchNorm(), digits.weightBits());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNoMoreThanAnyCompletionCostsNeverFallsAndIsExactInTheEnd(Case given) throws HasnasException {
        ChipCost model = given.model();
        int checked = 0;
        for (int seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PartialArchitecture partial = PartialArchitecture.undecided(given.space(), given.template().matrixCount());
            Optional<HardwareCost> before = bound(model, given, partial);
            while (!partial.isComplete()) {
                partial = decideOne(partial, given.space(), random);
                Optional<HardwareCost> bound = bound(model, given, partial);
                if (before.isPresent() && bound.isPresent()) {
                    requireNoMore(before.get(), bound.get(), partial);
                }
                assertTrue(before.isPresent() || bound.isEmpty(), "what can't be connected stays so");
                List<Architecture> completions = completions(partial, given.space(), new ArrayList<>());
                if (completions.size() <= MAX_COMPLETIONS) {
                    checked++;
                    boolean connected = false;
                    for (Architecture completion : completions) {
                        if (completion.matrices().stream().allMatch(cell -> CanonicalForm.reaches(cell, 0, cell.nodes() - 1))) {
                            connected = true;
                            requireNoMore(bound.orElseThrow(), cost(model, given, completion), partial);
                        }
                    }
                    if (partial.isComplete() && given.isExact()) {
                        assertEquals(connected ? Optional.of(cost(model, given, completions.getFirst())) : Optional.empty(), bound);
                    }
                }
                before = bound;
            }
        }
        assertTrue(checked > 150, "checked " + checked);
    }

    private static Optional<HardwareCost> bound(ChipCost model, Case given, PartialArchitecture partial) {
        return model.lowerBound(given.template(), given.space(), partial);
    }

    /** Of the network without its dead edges. */
    private static HardwareCost cost(ChipCost model, Case given, Architecture architecture) {
        Architecture live = new Architecture(architecture.matrices().stream().map(CanonicalForm::withoutDeadEdges).toList());
        return model.total(Network.of(given.template(), given.space(), live));
    }

    private static void requireNoMore(HardwareCost bound, HardwareCost cost, PartialArchitecture partial) {
        for (CostKind kind : CostKind.values()) {
            for (MemoryScope scope : MemoryScope.values()) {
                assertTrue(kind.costOf(bound, scope) <= kind.costOf(cost, scope), () -> kind + " of " + partial + ": " + bound + " above " + cost);
            }
        }
    }

    static PartialArchitecture decideOne(PartialArchitecture partial, SearchSpace space, SplittableRandom random) {
        List<PartialArchitecture> next = new ArrayList<>();
        for (int cell = 0; cell < partial.cells().size(); cell++) {
            for (Edge pair : partial.cells().get(cell).undecided()) {
                next.addAll(decisions(partial, space, cell, pair));
            }
        }
        return next.get(random.nextInt(next.size()));
    }

    private static List<PartialArchitecture> decisions(PartialArchitecture partial, SearchSpace space, int cell, Edge pair) {
        List<PartialArchitecture> decisions = new ArrayList<>();
        for (int digit = 0; digit < space.operations().size(); digit++) {
            decisions.add(partial.decide(cell, pair, digit));
            if (digit > 0 && space.backwardEdges()) {
                decisions.add(partial.decide(cell, pair.reversed(), digit));
            }
        }
        return decisions;
    }

    /** All completions, or more than {@link #MAX_COMPLETIONS}. */
    static List<Architecture> completions(PartialArchitecture partial, SearchSpace space, List<Architecture> found) {
        if (found.size() > MAX_COMPLETIONS) {
            return found;
        }
        if (partial.isComplete()) {
            found.add(partial.complete().orElseThrow());
            return found;
        }
        int cell = 0;
        while (partial.cells().get(cell).undecided().isEmpty()) {
            cell++;
        }
        for (PartialArchitecture next : decisions(partial, space, cell, partial.cells().get(cell).undecided().getFirst())) {
            completions(next, space, found);
        }
        return found;
    }
}
