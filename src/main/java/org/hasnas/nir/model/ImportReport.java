package org.hasnas.nir.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;

/**
 * What a NIR file is and what it costs on a chip.
 *
 * @param name of the file
 * @param hash of its content, 64 hexadecimal digits
 * @param version of NIR that wrote it
 * @param dt length of a time step in the unit of time of the file
 * @param dtReason why it is this long
 * @param nodes in the order in which a time step computes them
 * @param delayedEdges connections that carry the value of the step before
 * @param remarks on what was taken for granted
 * @param unmapped nodes that the chip does not do, or not at these costs, with the reason
 * @param spikeSim costs by the model spikesim-ela; empty if no node has weights
 * @param physical costs by the physical model; empty if no node has weights
 * @param rateSource where its spike rates come from
 * @param drift comparison with a recording; empty if none was given
 */
public record ImportReport(String name, String hash, Optional<String> version, Map<String, String> metadata, double dt, String dtReason,
        int timeSteps,
        List<NodeRow> nodes, List<NirGraph.Edge> delayedEdges, List<String> remarks, List<Unmapped> unmapped, Optional<SpikeSimCostReport> spikeSim,
        Optional<PhysicalCostReport> physical, String rateSource, Optional<Drift> drift) {
    /**
     * A node with its sizes.
     *
     * @param weightParameters weights and biases
     * @param neuronParameters constants that are no weights
     * @param multiplyAccumulates dense, of one time step
     * @param rate fraction of its outputs that were not zero in the simulation
     */
    public record NodeRow(String name, String type, List<Integer> inputShape, List<Integer> outputShape, long weightParameters, long neuronParameters,
            long multiplyAccumulates, long neurons, double rate) {
        public NodeRow {
            inputShape = List.copyOf(inputShape);
            outputShape = List.copyOf(outputShape);
        }
    }

    /** A node that the chip does not do as the network has it. */
    public record Unmapped(String node, String type, String reason) {}

    /**
     * How far the recorded spikes of another tool are from ours. Each node is given what was recorded of the nodes before it, so that its
     * differences are its own.
     *
     * @param nodes in the order of the network
     * @param notCompared recorded nodes that could not be compared, with the reason
     */
    public record Drift(List<NodeDrift> nodes, List<Unmapped> notCompared) {
        public Drift {
            nodes = List.copyOf(nodes);
            notCompared = List.copyOf(notCompared);
        }
    }

    /**
     * One node beside the recording.
     *
     * @param firstStep first time step with a difference; -1 for none
     * @param different spikes that only one of both has
     * @param recorded spikes of the recording
     */
    public record NodeDrift(String node, int firstStep, long different, long recorded, long ours) {}

    /** Costs by one of the models; empty if no node has weights. */
    public Optional<CostReport> cost(CostModelId model) {
        return switch (model) {
            case SPIKESIM_ELA -> spikeSim.map(CostReport.class::cast);
            case PHYSICAL -> physical.map(CostReport.class::cast);
        };
    }

    public ImportReport {
        nodes = List.copyOf(nodes);
        delayedEdges = List.copyOf(delayedEdges);
        remarks = List.copyOf(remarks);
        unmapped = List.copyOf(unmapped);
    }
}
