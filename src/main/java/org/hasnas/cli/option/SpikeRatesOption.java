package org.hasnas.cli.option;

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
import org.hasnas.cli.console.Session;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;

/** Spike rates from a number or a file such as {@code {"common": 0.1, "layers": {"stem": 0.5, "cell1.0->3": 0.07}}}. */
public final class SpikeRatesOption {
    private SpikeRatesOption() {}

    /**
     * @param value a number from 0 to 1, or a path
     * @param network whose layers a file may name; empty where every name is allowed
     */
    public static SpikeRates parse(String value, Session session, Optional<Network> network) throws HasnasException {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            return read(session.resolve(Path.of(value)), network);
        }
        return checked(number, Map.of(), "--spike-rates");
    }

    private static SpikeRates read(Path file, Optional<Network> network) throws HasnasException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": this is not JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "--spike-rates is neither a number from 0 to 1 nor a file that can be read: " + file, e);
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
        return checked(root.path("common").doubleValue(), layers, file.toString());
    }

    private static boolean hasLayer(Network network, String name) {
        return network.convolutions().stream().map(ConvolutionLayer::name).anyMatch(name::equals)
                || network.linears().stream().map(LinearLayer::name).anyMatch(name::equals);
    }

    private static SpikeRates checked(double common, Map<String, Double> layers, String origin) throws HasnasException {
        try {
            return new SpikeRates(common, layers);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, origin + ": " + e.getMessage(), e);
        }
    }
}
