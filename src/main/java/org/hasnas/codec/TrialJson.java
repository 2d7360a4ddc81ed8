package org.hasnas.codec;

import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.Trial;

/** Trials as JSON, one line each, for output that programs read. A singular fitness is {@code "-infinity"}. */
public final class TrialJson {
    private TrialJson() {}

    /** One line without a line break. */
    public static String write(Trial trial) {
        return JsonText.line(JsonText.camelCase(TrialMapping.write(trial)));
    }

    /** @param origin file or place of the text, for messages */
    public static Trial read(String json, String origin) throws HasnasException {
        Source source = new Source(origin, Source.Kind.JSON);
        return TrialMapping.read(source, JsonText.parse(source, json));
    }
}
