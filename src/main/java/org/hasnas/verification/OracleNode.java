package org.hasnas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.domain.error.HasnasException;

/** A JSON object of an oracle file that knows where it is, for errors that say so. */
record OracleNode(Path file, String place, JsonNode json) {
    /** Larger channels or sides than any network has; products of them still fit into a long. */
    private static final int LARGEST = 1_000_000;

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    OracleNode object(String name) throws HasnasException {
        JsonNode child = json.path(name);
        if (!child.isObject()) {
            throw problem("there is no object '" + name + "'");
        }
        return new OracleNode(file, place + ", " + name, child);
    }

    String text(String name) throws HasnasException {
        JsonNode child = json.path(name);
        if (!child.isTextual()) {
            throw problem(name + " is " + shown(child) + "; it must be a text");
        }
        return child.textValue();
    }

    int positive(String name) throws HasnasException {
        return positive(name, json.path(name));
    }

    List<Integer> positives(String name) throws HasnasException {
        JsonNode list = json.path(name);
        if (!list.isArray() || list.isEmpty()) {
            throw problem(name + " is " + shown(list) + "; it must be a list with a number for each layer");
        }
        List<Integer> values = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            values.add(positive(name + "[" + index + "]", list.get(index)));
        }
        return values;
    }

    double positiveReal(String name) throws HasnasException {
        JsonNode child = json.path(name);
        double value = child.doubleValue();
        if (!child.isNumber() || !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw problem(name + " is " + shown(child) + "; it must be a number above 0");
        }
        return value;
    }

    private int positive(String name, JsonNode child) throws HasnasException {
        double value = child.doubleValue();
        if (!child.isNumber() || value < 1 || value > LARGEST || value != Math.rint(value)) {
            throw problem(name + " is " + shown(child) + "; it must be a whole number from 1 to " + LARGEST);
        }
        return (int) value;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }

    HasnasException problem(String sentence) {
        return OracleFiles.problem(file, place, sentence);
    }
}
