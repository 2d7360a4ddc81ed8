package org.hasnas.nir.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a NIR file holds.
 *
 * @param version of the package that wrote it
 * @param metadata texts and numbers of the top graph
 * @param remarks sentences for the user about what was taken for granted
 */
public record NirFile(Optional<String> version, NirGraph graph, Map<String, String> metadata, List<String> remarks) {
    public NirFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        remarks = List.copyOf(remarks);
    }
}
