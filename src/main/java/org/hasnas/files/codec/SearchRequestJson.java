package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.SearchRequest;

/**
 * Search requests as JSON: {@code "format": "hasnas-search-request", "version": 1}. Template and search space are embedded whole, so
 * that a stored run stays readable when presets change. Numbers survive writing and reading to the bit; an infinite limit is
 * {@code "unlimited"}.
 */
public final class SearchRequestJson {
    private static final Header HEADER = new Header("hasnas-search-request", 1);

    private SearchRequestJson() {}

    public static String write(SearchRequest request) {
        ObjectNode tree = HEADER.start();
        RequestMapping.write(request, tree);
        return JsonText.pretty(JsonText.camelCase(tree));
    }

    /**
     * @param origin file or place of the text, for messages
     * @throws HasnasException with line and column where the text is no request of a known version
     */
    public static SearchRequest read(String json, String origin) throws HasnasException {
        Value file = JsonText.parse(new Source(origin, Source.Kind.JSON), "search request", json);
        return RequestMapping.read(HEADER.fields(file, RequestMapping.KEYS));
    }
}
