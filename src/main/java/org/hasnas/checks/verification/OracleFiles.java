package org.hasnas.checks.verification;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.document.Fields;
import org.hasnas.document.InputFile;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Finds JSON files of cases, and reads what many of them have. They are other programs' files, with more keys than are read here. */
final class OracleFiles {
    /** Larger channels, sides and time steps than any network has; products of them still fit into a long. */
    private static final int MAX_SIZE = 1_000_000;

    private OracleFiles() {}

    /** The file itself, or the {@code *.json} files of a folder in the order of their names. */
    static List<Path> jsonFiles(Path path) throws HasnasException {
        if (!InputFile.isThere(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file or folder " + path + "; give one with oracle cases.");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> found = jsonFiles(path, 1);
        if (found.isEmpty()) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "The folder " + path + " has no *.json file; give one with oracle cases.");
        }
        return found;
    }

    /** The {@code *.json} files of a folder and those below it, in the order of their names; the file itself if it is one. */
    static List<Path> jsonFilesBelow(Path path) throws HasnasException {
        return jsonFiles(path, Integer.MAX_VALUE);
    }

    private static List<Path> jsonFiles(Path path, int depth) throws HasnasException {
        return InputFile.inside(path, depth).stream().filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file)).toList();
    }

    static Value read(Path file) throws HasnasException {
        return JsonText.read(file, Source.Kind.FOREIGN_JSON, "file of cases");
    }

    /** A case of a list, with the name that messages give it. */
    record Case(String name, Fields fields) {}

    /** The cases of a list of mappings, of which some have a {@code name}; others are called by their number. */
    static List<Case> cases(Value list, String each) throws HasnasException {
        List<Case> cases = new ArrayList<>();
        for (Value item : list.items()) {
            String number = each + " " + (cases.size() + 1);
            Optional<String> name = item.find("name").filter(Value::isSingle).map(Value::written);
            String place = number + name.map(known -> " '" + known + "'").orElse("");
            cases.add(new Case(name.orElse(number), item.within(place).anyFields()));
        }
        return List.copyOf(cases);
    }

    /** A number of channels, pixels, time steps or the like: whole, from 1 to a million. */
    static int size(Fields fields, String key) throws HasnasException {
        return fields.integer(key, 1, MAX_SIZE);
    }

    /** A list of sizes with at least one. */
    static List<Integer> sizes(Fields fields, String key) throws HasnasException {
        List<Integer> sizes = new ArrayList<>();
        for (Value item : fields.items(key)) {
            sizes.add(item.integer(1, MAX_SIZE));
        }
        if (sizes.isEmpty()) {
            throw fields.value(key).problem("'" + key + "' is empty; it must be a list with a number for each layer");
        }
        return sizes;
    }

    /** A square matrix of finite numbers. */
    static double[][] matrix(Fields fields, String key, int size) throws HasnasException {
        double[][] matrix = new double[size][size];
        List<Value> rows = fields.value(key).items(size, "row");
        for (int i = 0; i < size; i++) {
            List<Value> row = rows.get(i).items(size, "column");
            for (int j = 0; j < size; j++) {
                matrix[i][j] = row.get(j).number();
            }
        }
        return matrix;
    }

    static double positive(Fields fields, String key) throws HasnasException {
        return fields.value(key).number("a number above 0", value -> value > 0);
    }

    /** An item of a list; what lacks it is told. */
    static Value item(Fields fields, String key, int index) throws HasnasException {
        return item(fields.value(key), index);
    }

    static Value item(Value list, int index) throws HasnasException {
        List<Value> items = list.items();
        if (index >= items.size()) {
            throw list.wrong("a list of at least " + (index + 1) + " items, not of " + items.size());
        }
        return items.get(index);
    }

    /** The file beside a case that it names. */
    static Path beside(Path json, Value name) throws HasnasException {
        try {
            return json.resolveSibling(name.text());
        } catch (InvalidPathException unusable) {
            throw name.wrong("the name of a file");
        }
    }

    static List<String> texts(Fields fields, String key) throws HasnasException {
        List<String> texts = new ArrayList<>();
        for (Value item : fields.items(key)) {
            texts.add(item.text());
        }
        return texts;
    }
}
