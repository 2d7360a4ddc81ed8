package org.hasnas.files.codec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.document.Fields;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;

/** A user's file of spike rates, such as {@code {"common": 0.1, "layers": {"stem": 0.5, "cell1.0->3": 0.07}}}. */
public final class SpikeRatesJson {
    private static final String COMMON = "common";
    private static final String LAYERS = "layers";

    private SpikeRatesJson() {}

    /**
     * Reads a file.
     *
     * @param network whose layers a file may name; empty where every name is allowed
     */
    public static SpikeRates read(Path file, Optional<Network> network) throws HasnasException {
        Set<String> names = network.stream().flatMap(known -> Stream.concat(known.convolutions().stream().map(ConvolutionLayer::name),
                known.linears().stream().map(LinearLayer::name))).collect(Collectors.toSet());
        return read(JsonText.read(file, Source.Kind.JSON, "file of spike rates"), name -> network.isEmpty() || names.contains(name));
    }

    /** A common rate and, unless they are left out, rates by the names of layers. */
    static SpikeRates read(Value value, Predicate<String> isLayer) throws HasnasException {
        Fields fields = value.fields(List.of(COMMON, LAYERS));
        double common = fields.number(COMMON);
        Map<String, Double> byLayer = new LinkedHashMap<>();
        if (fields.has(LAYERS)) {
            for (Map.Entry<String, Value> layer : fields.anyFields(LAYERS).all().entrySet()) {
                if (!isLayer.test(layer.getKey())) {
                    throw layer.getValue().problem("the network has no layer '" + layer.getKey() + "'; run the command with a number to see its"
                            + " layers");
                }
                byLayer.put(layer.getKey(), layer.getValue().number());
            }
        }
        return fields.source().checked(fields.position(), () -> new SpikeRates(common, byLayer));
    }
}
