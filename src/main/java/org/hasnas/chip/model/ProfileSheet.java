package org.hasnas.chip.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A hardware profile as its file has it.
 *
 * @param values as text by their keys, with dashes
 * @param sources where values come from, by the same keys; none of those of which nothing is known
 */
public record ProfileSheet(SequencedMap<String, String> values, Map<String, String> sources) {
    public static final ProfileSheet EMPTY = new ProfileSheet(new LinkedHashMap<>(), Map.of());

    public ProfileSheet {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        sources = Map.copyOf(sources);
    }

    /** The same profile with another value; what its source says is not of this one. */
    public ProfileSheet with(String key, String value) {
        SequencedMap<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new ProfileSheet(changed, sources).withSource(key, "");
    }

    /** The same profile with another source of a value; empty if none is known. */
    public ProfileSheet withSource(String key, String source) {
        Map<String, String> changed = new LinkedHashMap<>(sources);
        if (source.isBlank()) {
            changed.remove(key);
        } else {
            changed.put(key, source.strip());
        }
        return new ProfileSheet(values, changed);
    }

    /** Whether there is no profile. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** A value; empty if the profile does not have it. */
    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Where a value comes from; empty if that is not known. */
    public String source(String key) {
        return sources.getOrDefault(key, "");
    }
}
