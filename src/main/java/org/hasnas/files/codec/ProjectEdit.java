package org.hasnas.files.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.document.Source;
import org.hasnas.document.YamlText;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Changes single values of a project file in their place and leaves comments and layout alone.
 *
 * <p>Which values changed is seen from the standard layouts of old and new content; what the user wrote for an unchanged value (such
 * as {@code 4e6} for {@code 4 M}) stays. The result is read back: unless it has exactly the wanted content there is no result.
 */
final class ProjectEdit {
    private static final Source QUIET = new Source("edit", Source.Kind.YAML);

    private final ProjectYaml yaml;

    ProjectEdit(ProjectYaml yaml) {
        this.yaml = yaml;
    }

    /** A piece of text, as offsets into it. */
    private record Span(int start, int end) {}

    Optional<String> edited(String text, Project wanted) {
        try {
            Project old = yaml.parse(text, "edit", wanted.folder());
            if (old.equals(wanted)) {
                return Optional.of(text);
            }
            String oldLayout = yaml.format(old);
            String newLayout = yaml.format(wanted);
            Map<String, Span> places = scalars(text);
            Map<String, Span> oldPlaces = scalars(oldLayout);
            Map<String, Span> newPlaces = scalars(newLayout);
            if (!oldPlaces.keySet().equals(newPlaces.keySet())) {
                return Optional.empty();
            }
            Map<Span, String> changes = new LinkedHashMap<>();
            for (Map.Entry<String, Span> place : newPlaces.entrySet()) {
                String value = cut(newLayout, place.getValue());
                if (!value.equals(cut(oldLayout, oldPlaces.getOrDefault(place.getKey(), place.getValue())))) {
                    Span span = places.get(place.getKey());
                    if (span == null) {
                        return Optional.empty(); // the file left it to the default
                    }
                    changes.put(span, value);
                }
            }
            String result = replaced(text, changes);
            return yaml.parse(result, "edit", wanted.folder()).equals(wanted) ? Optional.of(result) : Optional.empty();
        } catch (HasnasException unreadable) {
            return Optional.empty(); // a file that is no project is written anew
        }
    }

    private static String cut(String text, Span span) {
        return text.substring(span.start(), span.end());
    }

    private static String replaced(String text, Map<Span, String> changes) {
        StringBuilder result = new StringBuilder(text);
        List<Span> backwards = new ArrayList<>(changes.keySet());
        backwards.sort(Comparator.comparingInt(Span::start).reversed());
        backwards.forEach(span -> result.replace(span.start(), span.end(), changes.get(span)));
        return result.toString();
    }

    /** All single values in mappings, by their path of keys. */
    private static Map<String, Span> scalars(String text) throws HasnasException {
        Map<String, Span> found = new LinkedHashMap<>();
        collect(text, YamlText.compose(QUIET, text), "", found);
        return found;
    }

    private static void collect(String text, Node node, String path, Map<String, Span> found) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    collect(text, tuple.getValueNode(), path + "/" + key.getValue(), found);
                }
            }
        } else {
            found.put(path, new Span(offset(text, node.getStartMark().getIndex()), offset(text, node.getEndMark().getIndex())));
        }
    }

    /** SnakeYAML counts code points. */
    private static int offset(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }
}
