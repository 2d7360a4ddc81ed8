package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;

/** All crossbars of a network, programmed with one set of devices. Immutable once programmed. */
final class ProgrammedChip {
    private final Map<String, ProgrammedLayer> layers = new LinkedHashMap<>();

    private record Task(ProgrammedLayer layer, int rowBlock, int columnBlock) {}

    private ProgrammedChip(Map<String, ProgrammedLayer> known, List<LayerPlacement> placements, CellCircuit circuit) {
        layers.putAll(known);
        for (LayerPlacement placement : placements) {
            layers.put(placement.layer().name(), new ProgrammedLayer(placement, circuit));
        }
    }

    /**
     * Programs all cells and, if there are wires, solves all crossbars.
     *
     * @param seed of the devices
     */
    static ProgrammedChip program(List<LayerPlacement> placements, CellCircuit circuit, long seed, Workers workers, JobContext job) {
        return new ProgrammedChip(Map.of(), placements, circuit).programmed(placements, circuit, seed, workers, job);
    }

    /** The same chip with one layer programmed anew. */
    ProgrammedChip with(LayerPlacement placement, CellCircuit circuit, long seed, Workers workers, JobContext job) {
        return new ProgrammedChip(layers, List.of(placement), circuit).programmed(List.of(placement), circuit, seed, workers, job);
    }

    private ProgrammedChip programmed(List<LayerPlacement> placements, CellCircuit circuit, long seed, Workers workers, JobContext job) {
        List<Task> tasks = new ArrayList<>();
        for (LayerPlacement placement : placements) {
            for (int r = 0; r < placement.rowBlocks(); r++) {
                for (int c = 0; c < placement.columnBlocks(); c++) {
                    tasks.add(new Task(layer(placement.layer().name()), r, c));
                }
            }
        }
        workers.forEach(tasks.size(), (index, worker) -> {
            job.checkpoint();
            Task task = tasks.get(index);
            task.layer.program(task.rowBlock, task.columnBlock, circuit, seed);
        });
        return this;
    }

    /** Memory of the matrices. */
    static long bytes(List<LayerPlacement> placements) {
        return placements.stream().mapToLong(placement -> Float.BYTES * ProgrammedLayer.length(placement)).sum();
    }

    ProgrammedLayer layer(String name) {
        ProgrammedLayer layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("the chip has no layer '" + name + "'");
        }
        return layer;
    }
}
