package org.hasnas.files.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;

/** A user's file of spike rates, such as {@code {"common": 0.1, "layers": {"stem": 0.5, "cell1.0->3": 0.07}}}. */
public final class SpikeRatesJson {
    private SpikeRatesJson() {}

    /**
     * Reads a file (UTF-8).
     *
     * @param network whose layers the file may name; empty where every name is allowed
     * @throws HasnasException NOT_FOUND if it can't be read; BAD_DATA or BAD_INPUT if it is no such file
     */
    public static SpikeRates read(Path file, Optional<Network> network) throws HasnasException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": this is not JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "The file of spike rates can't be read: " + file, e);
        }
        if (!root.path("common").isNumber()) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": give 'common', the rate of layers that are not listed, as a number.");
        }
        Map<String, Double> layers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("layers").properties()) {
            if (!entry.getValue().isNumber()) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + ": the rate of layer '" + entry.getKey() + "' must be a number.");
            }
            if (network.isPresent() && !hasLayer(network.get(), entry.getKey())) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + ": the network has no layer '" + entry.getKey() + "'; run the command with a"
                        + " number to see its layers.");
            }
            layers.put(entry.getKey(), entry.getValue().doubleValue());
        }
        try {
            return new SpikeRates(root.path("common").doubleValue(), layers);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, file + ": " + e.getMessage(), e);
        }
    }

    private static boolean hasLayer(Network network, String name) {
        return network.convolutions().stream().map(ConvolutionLayer::name).anyMatch(name::equals)
                || network.linears().stream().map(LinearLayer::name).anyMatch(name::equals);
    }
}
