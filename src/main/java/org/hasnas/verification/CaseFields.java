package org.hasnas.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;

/**
 * An object of a JSON file of cases, read field by field; whatever is absent or of another kind is an error that names file and place.
 *
 * @param where place in the file, such as {@code cases[2].float64}
 */
record CaseFields(Path file, String where, JsonNode node) {

    static CaseFields read(Path file) throws HasnasException {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + " must hold a JSON object");
            }
            return new CaseFields(file, "", root);
        } catch (JsonProcessingException e) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + "): " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, file + " can't be read: " + e.getMessage(), e);
        }
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

    /** The objects of an array. */
    List<CaseFields> objects(String name) throws HasnasException {
        JsonNode array = array(name);
        List<CaseFields> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isObject()) {
                throw bad(name + "[" + i + "]", "an object", array.get(i));
            }
            objects.add(new CaseFields(file, place(name) + "[" + i + "]", array.get(i)));
        }
        return objects;
    }

    List<String> texts(String name) throws HasnasException {
        JsonNode array = array(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw bad(name + "[" + i + "]", "a text", array.get(i));
            }
            texts.add(array.get(i).textValue());
        }
        return texts;
    }

    JsonNode array(String name) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw bad(name, "an array", value);
        }
        return value;
    }

    /** A square matrix of finite numbers. */
    double[][] matrix(String name, int size) throws HasnasException {
        JsonNode rows = array(name);
        double[][] matrix = new double[size][size];
        if (rows.size() != size) {
            throw bad(name, "an array of " + size + " rows", rows);
        }
        for (int i = 0; i < size; i++) {
            JsonNode row = rows.get(i);
            if (!row.isArray() || row.size() != size) {
                throw bad(name + "[" + i + "]", "an array of " + size + " numbers", row);
            }
            for (int j = 0; j < size; j++) {
                if (!row.get(j).isNumber()) {
                    throw bad(name + "[" + i + "][" + j + "]", "a number", row.get(j));
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

    /** A whole number of at least {@code smallest}. */
    int integer(String name, int smallest) throws HasnasException {
        JsonNode value = node.path(name);
        if (!value.canConvertToInt() || !value.canConvertToExactIntegral() || value.intValue() < smallest) {
            throw bad(name, "a whole number of at least " + smallest, value);
        }
        return value.intValue();
    }

    /** The error that a field is not what it has to be. */
    HasnasException bad(String name, String expected, JsonNode found) {
        String shown = found.isMissingNode() ? "is missing" : found.isContainerNode() ? "has " + found.size() + " elements or is of another kind"
                : "is " + found;
        return new HasnasException(ErrorCode.BAD_DATA, file + ": '" + place(name) + "' must be " + expected + "; it " + shown);
    }

    private String place(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }
}
