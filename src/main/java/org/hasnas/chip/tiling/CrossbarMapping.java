package org.hasnas.chip.tiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.MatrixBlocks;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** Puts a layer of an untrained network on crossbars. */
public final class CrossbarMapping {
    private static final int OUTPUT_VECTORS = 100;

    private CrossbarMapping() {}

    /** @throws HasnasException BAD_INPUT if the network has no such layer or the crossbars can't be made so */
    public static CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException {
        CrossbarDesign design = design(request);
        MatrixBlocks blocks = design.blocks(layer(network, request.layer()), request.chip().kernelTiles());
        int[][] weights = quantized(untrained(network, request, job), design.coding().largest());
        LayerOnCrossbars mapped = LayerOnCrossbars.compute(design, request.layer(), blocks, weights, request.seed(), job);
        return report(design, weights, mapped, request.seed());
    }

    /**
     * One crossbar of the layer.
     *
     * @param trained weights of the network; empty for those that it has before training
     * @throws HasnasException BAD_INPUT if the network has no such layer, the layer no such crossbar, or the crossbars can't be made so
     */
    public static CrossbarArray array(Network network, Optional<Weights> trained, CrossbarArrayRequest request, JobContext job)
            throws HasnasException {
        CrossbarDesign design = design(request.layer());
        MatrixBlocks blocks = design.blocks(layer(network, request.layer().layer()), request.layer().chip().kernelTiles());
        float[][] weights = trained.isPresent() ? trained.get().rows(request.layer().layer()) : untrained(network, request.layer(), job);
        try {
            return LayerOnCrossbars.array(design, request.layer().layer(), blocks, quantized(weights, design.coding().largest()),
                    request.layer().seed(), request);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the crossbar options don't fit: " + e.getMessage(), e);
        }
    }

    /** A layer as a matrix; what its inputs are plays no part here. */
    private static CrossbarLayer layer(Network network, String name) throws HasnasException {
        List<CrossbarLayer> layers = Stream.concat(network.convolutions().stream().map(layer -> CrossbarLayer.of(layer, 1)),
                network.linears().stream().map(layer -> CrossbarLayer.of(layer, 1, 0))).toList();
        return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT,
                "the network has no layer '" + name + "'; its layers are "
                        + layers.stream().map(CrossbarLayer::name).collect(Collectors.joining(", "))));
    }

    private static float[][] untrained(Network network, CrossbarMapRequest request, JobContext job) {
        return WeightInitialization.draw(network, request.seed(), job).rows().getOrDefault(request.layer(), new float[0][]);
    }

    private static CrossbarDesign design(CrossbarMapRequest request) throws HasnasException {
        try {
            CrossbarMapRequest.Chip chip = request.chip();
            if (chip.crossbarSize() > CrossbarCircuit.MAX_SIDE) {
                throw new IllegalArgumentException("a crossbar has at most " + CrossbarCircuit.MAX_SIDE + " rows, not " + chip.crossbarSize());
            }
            CircuitResistances resistances = new CircuitResistances(request.wireOhms(), request.wireOhms(), 0, 0, request.accessOhms());
            return new CrossbarDesign(chip.crossbarSize(), new WeightCoding(chip.coding(), chip.weightBits(), chip.cellBits()),
                    CellLevels.ofOhms(chip.onOhms(), chip.offOhms(), chip.cellBits()),
                    request.accessOhms() == 0 ? CellAccess.DIRECT : CellAccess.TRANSISTOR, resistances,
                    request.devices(), request.ageRatio());
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the crossbar options don't fit: " + e.getMessage(), e);
        }
    }

    /** Rounded so that the largest weight of the layer becomes the largest integer. */
    private static int[][] quantized(float[][] weights, int largest) {
        float most = 0;
        for (float[] row : weights) {
            for (float weight : row) {
                most = Math.max(most, Math.abs(weight));
            }
        }
        double scale = most == 0 ? 0 : largest / (double) most;
        int[][] result = new int[weights.length][];
        for (int i = 0; i < weights.length; i++) {
            float[] row = weights[i];
            result[i] = IntStream.range(0, row.length).map(output -> (int) Math.rint(row[output] * scale)).toArray();
        }
        return result;
    }

    private static CrossbarMapReport report(CrossbarDesign design, int[][] weights, LayerOnCrossbars mapped, long seed) {
        int outputs = weights[0].length;
        StreamingStatistics errors = new StreamingStatistics();
        double largest = 0;
        double size = 0;
        List<List<Double>> effective = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            List<Double> row = new ArrayList<>(outputs);
            for (int output = 0; output < outputs; output++) {
                double weight = mapped.effectiveWeight(i, output);
                row.add(weight);
                errors.addValue(weight - weights[i][output]);
                largest = Math.max(largest, Math.abs(weight - weights[i][output]));
                size += (double) weights[i][output] * weights[i][output];
            }
            effective.add(row);
        }
        double rootMeanSquare = errors.getQuadraticMean();
        double intended = Math.sqrt(size / errors.getN());
        CrossbarMapReport.WeightError weightError = new CrossbarMapReport.WeightError(errors.getMean(), rootMeanSquare, largest,
                intended == 0 ? 0 : rootMeanSquare / intended);
        double used = 0;
        double loss = 0;
        double worst = 0;
        double columns = 0;
        for (ArrayOutcome array : mapped.arrays()) {
            used += array.usedFraction() / mapped.arrays().size();
            loss += array.meanLossRatio() * array.columns();
            columns += array.columns();
            worst = Math.max(worst, array.worstLossRatio());
        }
        return new CrossbarMapReport(weights.length, outputs, design.coding().columnsPerOutput(), mapped.arrays(), used,
                loss / columns, worst, weightError, outputError(weights, mapped, seed), effective,
                Arrays.stream(weights).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    /** Error of sums of weights over random spikes, relative to the sums. */
    private static double outputError(int[][] weights, LayerOnCrossbars mapped, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double error = 0;
        double size = 0;
        int outputs = weights[0].length;
        for (int vector = 0; vector < OUTPUT_VECTORS; vector++) {
            double[] ideal = new double[outputs];
            double[] real = new double[outputs];
            for (int input = 0; input < weights.length; input++) {
                if (random.nextDouble() < CrossbarMapReport.SPIKE_RATE) {
                    for (int output = 0; output < outputs; output++) {
                        ideal[output] += weights[input][output];
                        real[output] += mapped.effectiveWeight(input, output);
                    }
                }
            }
            for (int output = 0; output < outputs; output++) {
                error += (real[output] - ideal[output]) * (real[output] - ideal[output]);
                size += ideal[output] * ideal[output];
            }
        }
        return size == 0 ? 0 : Math.sqrt(error / size);
    }
}
