package org.hasnas.checks.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.error.HasnasException;

/**
 * An object of a JSON file of cases, read field by field; whatever is absent or of another kind is an error that names file and place.
 *
 * @param where place in the file, such as {@code cases[2], float64}; empty for the whole
 */
record CaseFields(Path file, String where, JsonNode node) {
    /** Larger channels, sides and time steps than any network has; products of them still fit into a long. */
    private static final int MAX_SIZE = 1_000_000;

    /** Longer lists and objects are not repeated in a message. */
    private static final int MAX_SHOWN_LENGTH = 60;

    static CaseFields read(Path file) throws HasnasException {
        JsonNode root = OracleFiles.read(file);
        if (!root.isObject()) {
            throw OracleFiles.problem(file, "", "this must be a JSON object");
        }
        return new CaseFields(file, "", root);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    CaseFields object(String name) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw bad(name, "an object", value);
        }
        return new CaseFields(file, place(name), value);
    }

    /** The objects of a list. */
    List<CaseFields> objects(String name) throws HasnasException {
        JsonNode list = array(name);
        List<CaseFields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject()) {
                throw bad(item(name, i), "an object", list.get(i));
            }
            objects.add(new CaseFields(file, place(item(name, i)), list.get(i)));
        }
        return objects;
    }

    List<String> texts(String name) throws HasnasException {
        JsonNode list = array(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual()) {
                throw bad(item(name, i), "a text", list.get(i));
            }
            texts.add(list.get(i).textValue());
        }
        return texts;
    }

    JsonNode array(String name) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw bad(name, "a list", value);
        }
        return value;
    }

    /** A square matrix of finite numbers. */
    double[][] matrix(String name, int size) throws HasnasException {
        JsonNode rows = array(name);
        double[][] matrix = new double[size][size];
        if (rows.size() != size) {
            throw bad(name, "a list of " + size + " rows", rows);
        }
        for (int i = 0; i < size; i++) {
            JsonNode row = rows.get(i);
            if (!row.isArray() || row.size() != size) {
                throw bad(item(name, i), "a list of " + size + " numbers", row);
            }
            for (int j = 0; j < size; j++) {
                if (!row.get(j).isNumber()) {
                    throw bad(item(item(name, i), j), "a number", row.get(j));
                }
                matrix[i][j] = row.get(j).doubleValue();
            }
        }
        return matrix;
    }

    String text(String name) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw bad(name, "a text", value);
        }
        return value.textValue();
    }

    double number(String name) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw bad(name, "a number", value);
        }
        return value.doubleValue();
    }

    double positiveNumber(String name) throws HasnasException {
        double value = node.path(name).isNumber() ? number(name) : Double.NaN;
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw bad(name, "a number above 0", node.path(name));
        }
        return value;
    }

    /** A whole number of at least {@code smallest}. */
    int integer(String name, int smallest) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.canConvertToInt() || !value.canConvertToExactIntegral() || value.intValue() < smallest) {
            throw bad(name, "a whole number of at least " + smallest, value);
        }
        return value.intValue();
    }

    /** A number of channels, pixels, time steps or the like: whole, from 1 to a million. */
    int size(String name) throws HasnasException {
        return size(name, node.path(name));
    }

    /** A list of sizes with at least one. */
    List<Integer> sizes(String name) throws HasnasException {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.isEmpty()) {
            throw bad(name, "a list with a number for each layer", list);
        }
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            sizes.add(size(item(name, i), list.get(i)));
        }
        return sizes;
    }

    private int size(String name, JsonNode value) throws HasnasException {
        boolean whole = value.canConvertToInt() && value.canConvertToExactIntegral();
        if (!whole || value.intValue() < 1 || value.intValue() > MAX_SIZE) {
            throw bad(name, "a whole number from 1 to " + MAX_SIZE, value);
        }
        return value.intValue();
    }

    /** The error that a field is not what it has to be. */
    HasnasException bad(String name, String expected, JsonNode found) {
        return problem(name + " is " + shown(found) + "; it must be " + expected);
    }

    /** An error of this object, told with a sentence without full stop. */
    HasnasException problem(String sentence) {
        return OracleFiles.problem(file, where, sentence);
    }

    static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "missing";
        }
        if (node.isContainerNode() && node.toString().length() > MAX_SHOWN_LENGTH) {
            return (node.isArray() ? "a list" : "an object") + " of " + node.size() + " elements";
        }
        return node.toString();
    }

    private static String item(String name, int index) {
        return name + "[" + index + "]";
    }

    private String place(String name) {
        return where.isEmpty() ? name : where + ", " + name;
    }
}
