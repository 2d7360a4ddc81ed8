package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.units.EnumNames;

/** Limits as JSON: all quantities in SI with the unit in the key, or {@code unlimited}. */
public final class LimitsMapping {
    /** Of {@link #read}. */
    public static final List<String> KEYS = Stream.concat(Stream.of(CostKind.values()).map(CostKind::siKey), Stream.of("memory-scope")).toList();

    private static final String UNLIMITED = "unlimited";

    private LimitsMapping() {}

    /** @param fields with {@link #KEYS} */
    public static ConstraintSet read(Fields fields) throws HasnasException {
        Map<CostKind, Double> limits = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            limits.put(kind, limit(fields, kind.siKey()));
        }
        return new ConstraintSet(limits, fields.choice("memory-scope", KnownNames.choices(MemoryScope.values())));
    }

    private static double limit(Fields fields, String key) throws HasnasException {
        double value = fields.value(key).number(UNLIMITED, Double.POSITIVE_INFINITY);
        if (value < 0) {
            throw fields.problem(key, "a limit is not negative, but this is " + value);
        }
        return value;
    }

    /** Keys with dashes. */
    public static ObjectNode write(ConstraintSet limits) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        limits.limits().forEach((kind, limit) -> {
            if (limit == Double.POSITIVE_INFINITY) {
                tree.put(kind.siKey(), UNLIMITED);
            } else {
                tree.put(kind.siKey(), limit);
            }
        });
        return tree.put("memory-scope", EnumNames.of(limits.memoryScope()));
    }
}
