package org.hasnas.simulation.engine;

/**
 * How a simulation walks through time: all layers work on {@code steps} time steps of {@code images} images before the next block. One
 * step per block where batch norm takes the statistics of each step (feedback needs that too), all steps in one block where it takes
 * them over all. Frame {@code step * images + image} of a block.
 */
public record Block(int images, int steps, SimulationMode mode, Workers workers, Buffers buffers) {
    int frames() {
        return Math.multiplyExact(images, steps);
    }
}
