package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    public CandidateHash {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a candidate hash has 64 hexadecimal digits, was '" + text + "'");
        }
    }

    public static CandidateHash of(NetworkTemplate template, SearchSpace space, Architecture architecture) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("template", TemplateMapping.write(template));
        tree.set("space", SpaceMapping.write(space.with(DesignChoices.NONE)));
        tree.put("architecture", architecture.text());
        return new CandidateHash(CanonicalJson.sha256(JsonText.camelCase(tree)));
    }
}
