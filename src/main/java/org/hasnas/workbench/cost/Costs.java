package org.hasnas.workbench.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.SimulatedRates;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.files.export.ComparedChipsCsv;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.Activity;
import org.hasnas.training.model.Accuracy;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.project.TextFiles;

/** The part of the {@link Workbench} that computes what networks cost on a chip. Safe for any thread. */
public interface Costs {
    /**
     * Cost of a network; a pure computation of about a millisecond. Of measured spike rates, the lower bound: see
     * {@link HardwareSettings#measured}.
     *
     * @throws HasnasException if the component catalogue of the settings is not what it was
     */
    CostReport report(Network network, HardwareSettings hardware) throws HasnasException;

    /** Cost of a candidate on a chip, with the spike rates that its simulation measured if these are asked for. */
    default CostReport report(Candidate candidate, HardwareSettings hardware) throws HasnasException {
        return report(candidate.network(), candidate.measured(hardware));
    }

    /** Tells what a design costs on one chip after the other. */
    @FunctionalInterface
    interface Pricing {
        CostReport on(PhysicalSettings chip) throws HasnasException;
    }

    /**
     * A design on a chip, and what the other catalogues of the program that are about its node and cell say of the same chip.
     *
     * @param onChip accuracy of the design that was measured on it
     * @throws HasnasException if the component catalogue of the settings is not what it was
     */
    default ComparedChip compared(PhysicalSettings chip, Pricing pricing, Optional<Accuracy> onChip) throws HasnasException {
        List<PhysicalCostReport> others = new ArrayList<>();
        for (PhysicalSettings other : HardwareProfiles.byOtherSources(chip)) {
            others.add((PhysicalCostReport) pricing.on(other));
        }
        return new ComparedChip((PhysicalCostReport) pricing.on(chip), others, onChip);
    }

    /**
     * The costs of a whole inference at the spike rates of each time step of one: a step's share is a report over the number of steps.
     *
     * @param seen what the network did
     * @throws HasnasException if the component catalogue of the settings is not what it was
     */
    default List<CostReport> stepByStep(Network network, HardwareSettings hardware, Activity seen) throws HasnasException {
        List<CostReport> reports = new ArrayList<>();
        for (int step = 0; step < seen.timeSteps(); step++) {
            reports.add(report(network, switch (hardware) {
                case SpikeSimSettings knowsNoSpikes -> knowsNoSpikes;
                case PhysicalSettings chip -> chip.withSpikeRates(
                        new SpikeRateSource.Given(SimulatedRates.of(network, seen.inputRates().get(step), seen.rates(step))));
            }));
        }
        return List.copyOf(reports);
    }

    /**
     * A user's list of layers: a CSV file with one row for each in network order, linear ones as convolutions of one pixel.
     *
     * @throws HasnasException if the file can't be read or is no such list; it says the line and the column
     */
    List<ConvolutionLayer> layers(Path file) throws HasnasException;

    /**
     * Cost of a list of layers given by the user, simulated for {@code timeSteps} time steps.
     *
     * @throws HasnasException if the component catalogue of the settings is not what it was
     * @throws IllegalArgumentException if spike rates are to be measured
     */
    CostReport report(List<ConvolutionLayer> layers, int timeSteps, HardwareSettings hardware) throws HasnasException;

    /** Trials of a request with the costs that other hardware gives them; a pure computation of some microseconds per trial. */
    List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException;

    /** Designs of a request's space that no search has scored, numbered in their order, with the costs that its hardware gives them. */
    List<Trial> price(SearchRequest request, List<Architecture> designs) throws HasnasException;

    /**
     * Whether any design of a space, with all that its designs may choose, meets limits, from costs alone: a few seconds at most for the spaces
     * that come with the program. If none does, what must move.
     */
    JobHandle<Progress, Feasibility> feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits);

    /**
     * Limits for a space of which nobody knows yet what its designs cost: what three quarters of random designs of a request stay within, each cost
     * by itself, rounded up to two digits.
     */
    JobHandle<Progress, ConstraintSet> typicalLimits(SearchRequest request);

    /** The hardware profiles of the program. */
    List<HardwareProfile> profiles() throws HasnasException;

    /** The published memory devices of the program. */
    List<DeviceStatistics> devices() throws HasnasException;

    /**
     * Settings of the physical model.
     *
     * @param profileName name of a profile of the program, or path of a file
     * @param catalogName id or path of a catalogue that replaces the profile's own; empty for that one
     * @param folder what relative paths are resolved against
     */
    PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException;

    /**
     * A chip with cells of a published device.
     *
     * @param devices one of the program or a file; empty for those of the chip
     * @param folder what a relative path is resolved against
     * @throws HasnasException if there is no such device, or its file is wrong
     */
    default PhysicalSettings withDevices(PhysicalSettings chip, String devices, Path folder) throws HasnasException {
        return HardwareProfiles.withDevices(chip, devices, folder);
    }

    /**
     * The profile of a chip, values and where they come from.
     *
     * @param folder what the path of the profile's file is resolved against
     */
    default ProfileSheet profileSheet(PhysicalSettings chip, Path folder) throws HasnasException {
        return HardwareProfiles.sheet(chip, folder);
    }

    /** Writes a profile file; if a value is wrong, that is told and nothing is written. */
    default void writeProfile(Path file, ProfileSheet sheet) throws HasnasException {
        HardwareProfiles.write(file, sheet);
    }

    /** The constants of a chip's catalogue. */
    default List<CatalogEntry> constants(PhysicalSettings chip) throws HasnasException {
        return HardwareProfiles.catalog(chip).entries();
    }

    /**
     * A user's file of spike rates.
     *
     * @param network whose layers the file may name; empty where every name is allowed
     */
    SpikeRates spikeRates(Path file, Optional<Network> network) throws HasnasException;

    /** Writes a cost report as CSV, one row per layer and one per component, with units in the header. */
    void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException;

    /** Writes to {@code out} what {@link #export(CostReport, ConstraintSet, Path)} writes to a file. */
    void export(CostReport report, ConstraintSet limits, Appendable out) throws IOException;

    /** Writes a design on several chips as CSV, one row per chip, with units in the header. */
    default void export(List<ComparedChip> chips, ConstraintSet limits, Path file) throws HasnasException {
        TextFiles.write(file, out -> export(chips, limits, out));
    }

    /** Writes to {@code out} what {@link #export(List, ConstraintSet, Path)} writes to a file. */
    default void export(List<ComparedChip> chips, ConstraintSet limits, Appendable out) throws IOException {
        ComparedChipsCsv.write(chips, limits, out);
    }
}
