package org.hasnas.checks.verification;

import java.util.HashMap;
import java.util.Map;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LayerNames;
import org.hasnas.simulation.engine.LifLayer;

/** Counts the spikes that differ from those of a file, layer by layer as the simulation goes on. */
final class SpikeComparison {
    private final int images;
    private final Map<String, byte[]> expected = new HashMap<>();
    private long compared;
    private long different;
    private String firstDifference = "";

    /**
     * Reads what is expected.
     *
     * @param prefix {@code train} or {@code eval}
     */
    SpikeComparison(ForwardCase given, String prefix) throws HasnasException {
        this.images = given.images;
        int steps = given.network.template().timeSteps();
        for (ConvolutionLayer layer : given.network.convolutions()) {
            if (layer.role() != Role.STEM) {
                expected.put(layer.name(), given.tensors.bytes(tensor(given, prefix, layer.name()), steps, images, layer.inChannels(),
                        layer.inHeight(), layer.inWidth()));
            }
        }
        ConvolutionLayer reduction = given.network.convolutions().stream().filter(layer -> layer.role() == Role.REDUCTION).findFirst().orElseThrow();
        expected.put(LayerNames.LAST, given.tensors.bytes(tensor(given, prefix, LayerNames.LAST), steps, images, reduction.outChannels(),
                reduction.pooledHeight(), reduction.pooledWidth()));
        expected.put(LayerNames.HIDDEN, given.tensors.bytes(tensor(given, prefix, LayerNames.HIDDEN), steps, images,
                given.network.template().hiddenWidth()));
    }

    private static String tensor(ForwardCase given, String prefix, String layer) {
        return prefix + "/spikes/" + given.publicLif.get(layer);
    }

    void compare(LifLayer layer, int timeStep, long[][] spikes) {
        for (String name : layer.names()) {
            byte[] reference = expected.getOrDefault(name, new byte[0]);
            int positions = layer.layout().positions();
            int channels = layer.layout().channels();
            for (int image = 0; image < images; image++) {
                for (int channel = 0; channel < channels; channel++) {
                    for (int position = 0; position < positions; position++) {
                        int index = ((timeStep * images + image) * channels + channel) * positions + position;
                        boolean fired = layer.layout().fired(spikes[image], position, channel);
                        compared++;
                        if (fired != (reference[index] != 0)) {
                            different++;
                            if (firstDifference.isEmpty()) {
                                firstDifference = "layer " + name + ", time step " + timeStep + ", image " + image + ", channel " + channel
                                        + ", position " + position;
                            }
                        }
                    }
                }
            }
        }
    }

    VerificationResult result(String caseName) {
        long total = expected.values().stream().mapToLong(bytes -> bytes.length).sum();
        if (compared != total) {
            return VerificationResult.notCheckable(caseName, "spikes", 0, compared + " spikes were simulated, the file has " + total);
        }
        return new VerificationResult(caseName, "spikes", (double) different / total, 0, different == 0 ? "all of " + total + " equal"
                : different + " of " + total + " differ, first in " + firstDifference);
    }
}
