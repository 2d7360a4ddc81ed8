package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * The published protocol of SNASNet: independent draws of the reference generator, each with its fitness, limits not looked at.
 * Duplicates stay in, as in the protocol; candidate {@code i} depends on the request's seed and on {@code i} only.
 */
final class SnasnetRandomSearch implements SearchAlgorithm {
    /** Candidates per ask: enough work for many threads; it changes no result. */
    private static final int CHUNK = 64;

    private final SnasnetGenerator generator;
    private final int matrices;
    private final long seed;
    private int next;

    SnasnetRandomSearch(SearchRequest request) {
        generator = new SnasnetGenerator(request.space());
        matrices = request.template().matrixCount();
        seed = request.seed();
    }

    @Override
    public List<Proposal> ask(int most) {
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < Math.min(most, CHUNK); i++) {
            proposals.add(new Proposal(generator.draw(RandomStreams.of(seed, next++), matrices), false));
        }
        return List.copyOf(proposals);
    }

    @Override
    public void tell(List<Trial> trials) {
        // the draws are independent of the outcomes
    }
}
