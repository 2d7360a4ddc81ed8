package org.hasnas.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.error.HasnasException;

/**
 * The first two keys of a JSON file: what it is, and in which version of the format. They are looked at before anything else, so that a file of a
 * newer version is reported as such and not as one with unknown keys.
 */
public record Header(String format, int version) {
    private static final String FORMAT = "format";
    private static final String VERSION = "version";

    /**
     * The mapping of a whole file.
     *
     * @param keys its keys beside those of the header
     */
    public Fields fields(Value file, List<String> keys) throws HasnasException {
        check(file);
        List<String> all = new ArrayList<>(List.of(FORMAT, VERSION));
        all.addAll(keys);
        return file.fields(all);
    }

    public ObjectNode start() {
        return JsonNodeFactory.instance.objectNode().put(FORMAT, format).put(VERSION, version);
    }

    private void check(Value file) throws HasnasException {
        Value found = value(file, FORMAT);
        if (!(found.node() instanceof SourceNode.Scalar scalar && scalar.quoted() && scalar.text().equals(format))) {
            throw found.wrong("\"" + format + "\"");
        }
        checkVersion(value(file, VERSION), version);
    }

    private Value value(Value file, String key) throws HasnasException {
        return file.find(key).orElseThrow(() -> file.problem("the key '" + key + "' is missing; a file of this kind begins with \"" + FORMAT
                + "\": \"" + format + "\", \"" + VERSION + "\": " + version));
    }

    /** Refuses a version this program does not know. */
    public static void checkVersion(Value found, int known) throws HasnasException {
        if (found.node() instanceof SourceNode.Scalar scalar && !scalar.quoted() && scalar.text().matches("[1-9][0-9]{0,8}")) {
            int version = Integer.parseInt(scalar.text());
            if (version > known) {
                throw found.problem("this file has version " + version + " and was made by a newer program; this one reads"
                        + " up to version " + known + ". Update the program to read it");
            }
            return;
        }
        throw found.wrong("a version number from 1 to " + known);
    }
}
