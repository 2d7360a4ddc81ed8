package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.job.JobContext;

/** The part of the {@link Workbench} that computes what networks cost on a chip. Safe for any thread. */
public interface Costs {
    /**
     * Cost of a network; a pure computation of about a millisecond. Of measured spike rates, the lower bound: see
     * {@link HardwareSettings#measured}.
     *
     * @throws HasnasException if the component catalogue of the settings is not what it was
     */
    CostReport report(Network network, HardwareSettings hardware) throws HasnasException;

    /** Cost of a list of convolutions given by the user, simulated for {@code timeSteps} time steps. */
    SpikeSimCostReport report(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware);

    /** Trials of a request with the costs that other hardware gives them; a pure computation of some microseconds per trial. */
    List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException;

    /**
     * Whether any architecture of a space meets limits, from costs alone: a second at most for the spaces that come with the program. If
     * none does, what must move.
     *
     * @throws HasnasException of the physical model, for which no bound is known
     */
    Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job)
            throws HasnasException;

    /** The hardware profiles of the program. */
    List<HardwareProfile> profiles() throws HasnasException;

    /**
     * Settings of the physical model.
     *
     * @param profileName name of a profile of the program, or path of a file
     * @param catalogName id or path of a catalogue that replaces the profile's own; empty for that one
     * @param folder what relative paths are resolved against
     */
    PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException;

    /** Writes a cost report as CSV, one row per layer and one per component, with units in the header. */
    void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException;
}
