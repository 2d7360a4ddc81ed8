package org.hasnas.search.study.model;

import org.hasnas.network.NetworkTemplate;

/**
 * A template that differs from another one in one part.
 *
 * @param part what is varied, such as {@code width}
 * @param change what it became, such as {@code 48, 96}
 */
public record TemplateVariant(String part, String change, NetworkTemplate template) {
    /** Part of the template that is varied itself. */
    public static final String UNCHANGED = "as it is";

    public boolean isUnchanged() {
        return part.equals(UNCHANGED);
    }

    public String name() {
        return isUnchanged() ? part : part + " " + change;
    }
}
