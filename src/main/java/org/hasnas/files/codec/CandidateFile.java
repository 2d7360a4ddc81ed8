package org.hasnas.files.codec;

import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/** Content of an exported candidate: a trial with the request it belongs to. */
public record CandidateFile(SearchRequest request, Trial trial) {
    public CandidateHash hash() {
        return CandidateHash.of(request.template(), request.space(), trial.architecture());
    }

    /** A name for the exported file, such as {@code candidate-3f9a0c12d4e5.json}. */
    public String suggestedName() {
        return "candidate-" + hash().shortText() + ".json";
    }
}
