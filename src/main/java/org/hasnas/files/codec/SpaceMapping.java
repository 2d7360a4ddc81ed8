package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.Dimension.Of;
import org.hasnas.network.Operation;
import org.hasnas.network.Operation.Grouping;
import org.hasnas.network.SearchSpace;

/** A {@link SearchSpace} as a mapping: its operations with type and parameters, in the order of their digits. */
final class SpaceMapping {
    /** What designs choose of the chip. */
    private static final String CHIP = "chip";
    private static final List<String> CHIP_KEYS = listKeys(of -> of == Of.CHIP);
    private static final List<String> CHOICE_KEYS = Stream.concat(listKeys(of -> of != Of.CHIP).stream(), Stream.of(CHIP)).toList();

    static final List<String> KEYS =
            Stream.concat(Stream.of("name", "nodes", "backward-edges", "operations"), CHOICE_KEYS.stream()).toList();

    /** Of a space whose cells are those of a named one. */
    static final List<String> KEYS_OF_NAMED = Stream.concat(Stream.of("cells"), CHOICE_KEYS.stream()).toList();

    private static final String ZEROIZE = "zeroize";
    private static final String SKIP = "skip-connection";
    private static final String CONVOLUTION = "spiking-convolution";
    private static final String POOL = "average-pool";
    private static final String MAX_POOL = "max-pool";

    private static final List<String> OPERATION_KEYS = List.of("type", "kernel-size", "v-threshold", "depthwise", "separable");

    /** The types and the keys each has. */
    private static final Map<String, List<String>> TYPES = types();

    private SpaceMapping() {}

    private static List<String> listKeys(Predicate<Of> wanted) {
        return Stream.of(Dimension.values()).filter(dimension -> wanted.test(dimension.of())).map(Dimension::listKey).toList();
    }

    private static Map<String, List<String>> types() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        types.put(ZEROIZE, List.of("type"));
        types.put(SKIP, List.of("type"));
        types.put(CONVOLUTION, OPERATION_KEYS);
        types.put(POOL, List.of("type", "kernel-size"));
        types.put(MAX_POOL, List.of("type", "kernel-size"));
        return types;
    }

    static SearchSpace read(Fields fields) throws HasnasException {
        String name = fields.text("name");
        int nodes = fields.integer("nodes", 4, 2, 8);
        boolean backwardEdges = fields.flag("backward-edges", false);
        List<Operation> operations = new ArrayList<>();
        for (Value item : fields.items("operations")) {
            operations.add(operation(item));
        }
        return fields.source().checked(fields.at("operations"), () -> new SearchSpace(name, nodes, operations, backwardEdges)).with(choices(fields));
    }

    /** The lists of what designs may choose beside their cells; one that is left out leaves it to the template. */
    static DesignChoices choices(Fields fields) throws HasnasException {
        Map<Dimension, List<List<Integer>>> options = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            boolean ofChip = dimension.of() == Of.CHIP;
            if (!ofChip || fields.has(CHIP)) {
                options.put(dimension, values(ofChip ? fields.fields(CHIP, CHIP_KEYS) : fields, dimension));
            }
        }
        return fields.source().checked(fields.position(), () -> new DesignChoices(options));
    }

    private static List<List<Integer>> values(Fields fields, Dimension dimension) throws HasnasException {
        List<List<Integer>> values = new ArrayList<>();
        for (Value item : fields.has(dimension.listKey()) ? fields.items(dimension.listKey()) : List.<Value>of()) {
            List<Integer> numbers = new ArrayList<>();
            for (Value number : item.isList() ? item.items() : List.of(item)) {
                numbers.add(dimension.names().isEmpty() ? number.integer(dimension.minimum(), dimension.maximum())
                        : number.choice(kinds(dimension)));
            }
            values.add(numbers);
        }
        return values;
    }

    private static Map<String, Integer> kinds(Dimension dimension) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (int value = dimension.minimum(); value <= dimension.maximum(); value++) {
            kinds.put(dimension.text(value), value);
        }
        return kinds;
    }

    private static Operation operation(Value item) throws HasnasException {
        Fields any = item.fields(OPERATION_KEYS);
        Map<String, String> types = new LinkedHashMap<>();
        TYPES.keySet().forEach(type -> types.put(type, type));
        String type = any.choice("type", types);
        Fields fields = item.called(type).fields(TYPES.getOrDefault(type, OPERATION_KEYS));
        return switch (type) {
            case ZEROIZE -> new Operation.Zeroize();
            case SKIP -> new Operation.SkipConnection();
            case POOL -> new Operation.AveragePool(kernelSize(fields));
            case MAX_POOL -> new Operation.MaxPool(kernelSize(fields));
            case CONVOLUTION -> new Operation.SpikingConvolution(kernelSize(fields), threshold(fields),
                    grouping(fields));
            default -> throw new IllegalStateException("operation type " + type + " has no reader");
        };
    }

    private static Grouping grouping(Fields fields) throws HasnasException {
        boolean depthwise = fields.has("depthwise") && fields.flag("depthwise"); // left out where it is not, also in JSON
        boolean separable = fields.has("separable") && fields.flag("separable");
        if (depthwise && separable) {
            throw fields.problem("separable", "a convolution is depthwise or separable, not both: a separable one is a depthwise one with a 1x1"
                    + " convolution behind it");
        }
        return depthwise ? Grouping.DEPTHWISE : separable ? Grouping.SEPARABLE : Grouping.FULL;
    }

    private static int kernelSize(Fields fields) throws HasnasException {
        int size = fields.integer("kernel-size", 1, 31);
        if (size % 2 == 0) {
            throw fields.problem("kernel-size", "a kernel has an odd side, not " + size);
        }
        return size;
    }

    private static double threshold(Fields fields) throws HasnasException {
        double threshold = fields.number("v-threshold", 1.0);
        if (!(threshold > 0)) {
            throw fields.problem("v-threshold", "the threshold is above 0, not " + threshold);
        }
        return threshold;
    }

    /** Lists that leave everything to the template are left out, so that what was written before they came keeps its hash. */
    static void writeChoices(DesignChoices choices, ObjectNode tree) {
        choices.options().forEach((dimension, values) -> {
            ObjectNode place = dimension.of() == Of.CHIP ? tree.withObjectProperty(CHIP) : tree;
            ArrayNode list = place.putArray(dimension.listKey());
            for (List<Integer> value : values) {
                if (!dimension.names().isEmpty()) {
                    list.add(dimension.text(value.getFirst()));
                } else if (value.size() == 1) {
                    list.add(value.getFirst());
                } else {
                    value.forEach(list.addArray()::add);
                }
            }
        });
    }

    static ObjectNode write(SearchSpace space) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("name", space.name()).put("nodes", space.nodes()).put("backward-edges", space.backwardEdges());
        writeChoices(space.choices(), tree);
        ArrayNode operations = tree.putArray("operations");
        for (Operation operation : space.operations()) {
            ObjectNode item = operations.addObject();
            switch (operation) {
                case Operation.Zeroize zeroize -> item.put("type", ZEROIZE);
                case Operation.SkipConnection skip -> item.put("type", SKIP);
                case Operation.SpikingConvolution convolution -> {
                    item.put("type", CONVOLUTION).put("kernel-size", convolution.kernelSize()).put("v-threshold", convolution.vThreshold());
                    switch (convolution.grouping()) { // left out where full, so that what was written before keeps its hash
                        case FULL -> {}
                        case DEPTHWISE -> item.put("depthwise", true);
                        case SEPARABLE -> item.put("separable", true);
                    }
                }
                case Operation.AveragePool pool -> item.put("type", POOL).put("kernel-size", pool.kernelSize());
                case Operation.MaxPool pool -> item.put("type", MAX_POOL).put("kernel-size", pool.kernelSize());
            }
        }
        return tree;
    }
}
