package org.hasnas.codec;

import org.hasnas.domain.run.SearchRequest;

/**
 * Content of a {@code project.yaml}.
 *
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search settings of the next search
 */
public record ProjectFile(String name, String description, SearchRequest search) {}
