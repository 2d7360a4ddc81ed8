package org.hasnas.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.error.HasnasException;

/**
 * The first two keys of a JSON file: what it is, and in which version of the format. They are looked at before anything else, so
 * that a newer file is called newer and not full of unknown keys.
 */
public record Header(String format, int version) {
    private static final String FORMAT = "format";
    private static final String VERSION = "version";

    /** All keys of a file with this header. */
    public List<String> with(List<String> keys) {
        List<String> all = new ArrayList<>(List.of(FORMAT, VERSION));
        all.addAll(keys);
        return all;
    }

    public ObjectNode start() {
        return JsonNodeFactory.instance.objectNode().put(FORMAT, format).put(VERSION, version);
    }

    public void check(Source source, SourceNode node) throws HasnasException {
        SourceNode found = value(source, node, FORMAT);
        if (!(found instanceof SourceNode.Scalar scalar && scalar.quoted() && scalar.text().equals(format))) {
            throw source.problem(found.position(), "'" + FORMAT + "' is " + found.described() + "; it must be \"" + format + "\"");
        }
        checkVersion(source, value(source, node, VERSION), VERSION, version);
    }

    private SourceNode value(Source source, SourceNode node, String key) throws HasnasException {
        if (node instanceof SourceNode.Mapping mapping) {
            for (SourceNode.Entry entry : mapping.entries()) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
        }
        throw source.problem(node.position(), "the key '" + key + "' is missing; a file of this kind begins with \"" + FORMAT + "\": \""
                + format + "\", \"" + VERSION + "\": " + version);
    }

    /** Refuses a version this program does not know. */
    public static void checkVersion(Source source, SourceNode found, String key, int known) throws HasnasException {
        if (found instanceof SourceNode.Scalar scalar && !scalar.quoted() && scalar.text().matches("[1-9][0-9]{0,8}")) {
            int version = Integer.parseInt(scalar.text());
            if (version > known) {
                throw source.problem(found.position(), "this file has version " + version + " and was made by a newer program; this one reads"
                        + " up to version " + known + ". Update the program to read it");
            }
            return;
        }
        throw source.problem(found.position(), "'" + key + "' is " + found.described() + "; it must be a version number from 1 to " + known);
    }
}
