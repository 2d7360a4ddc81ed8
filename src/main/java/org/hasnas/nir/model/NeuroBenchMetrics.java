package org.hasnas.nir.model;

/**
 * The complexity of a network as NeuroBench defines it (J. Yik et al., arXiv 2304.04640). Operations and updates are those of one image, all time
 * steps together, as its harness counts them.
 *
 * @param footprintBytes memory of weights, of the other parameters and constants, and of the neurons' potentials
 * @param weightBits bits that a weight counts in it
 * @param connectionSparsity share of the weights that are 0
 * @param activationSparsity share of the neurons that do not spike, over neurons, time steps and images
 * @param effectiveMacs multiply-accumulates: operations whose input is neither 0 nor a spike, and whose weight is not 0
 * @param effectiveAcs accumulates: operations whose input is a spike and whose weight is not 0
 * @param denseOperations all operations, whatever the inputs and weights are
 * @param membraneUpdates potentials that a time step leaves other than it found them; all count in the first
 * @param images they are means over so many
 */
public record NeuroBenchMetrics(long footprintBytes, int weightBits, double connectionSparsity, double activationSparsity, double effectiveMacs,
        double effectiveAcs, double denseOperations, double membraneUpdates, int images) {}
