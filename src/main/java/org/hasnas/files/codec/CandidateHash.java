package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hasnas.document.CanonicalJson;
import org.hasnas.document.JsonText;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;

/**
 * The one name of a candidate: SHA-256 over the {@linkplain CanonicalJson canonical JSON} of
 * {@code {"architecture", "space", "template"}} as they stand in an exported candidate, without the lists of what a space lets designs choose: a
 * longer list changes no design.
 *
 * @param text 64 hexadecimal digits
 */
public record CandidateHash(String text) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public CandidateHash {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("a candidate hash has 64 hexadecimal digits, was '" + text + "'");
        }
    }

    public static CandidateHash of(NetworkTemplate template, SearchSpace space, Architecture architecture) {
        return ofDesigns(template, space).apply(architecture);
    }

    /** The hashes of many designs of one template and space, which are put into words once. */
    public static Function<Architecture, CandidateHash> ofDesigns(NetworkTemplate template, SearchSpace space) {
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        shared.set("template", TemplateMapping.write(template));
        shared.set("space", SpaceMapping.write(space.with(DesignChoices.NONE)));
        String members = CanonicalJson.text(JsonText.camelCase(shared)).substring(1); // the architecture's key comes before theirs
        return design -> new CandidateHash(CanonicalJson.sha256(
                "{\"architecture\":" + CanonicalJson.text(TextNode.valueOf(design.text())) + "," + members));
    }
}
