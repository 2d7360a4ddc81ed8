package org.hasnas.search.algorithm;

import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.SearchRequest;

/** The draws of SNASNet's generator that the algorithm {@code snasnet-random} asks for. */
public final class RandomDraws {
    private RandomDraws() {}

    /** The first draws of a request, in their order; duplicates stay in. */
    public static List<Architecture> of(SearchRequest request, int count) {
        SnasnetGenerator generator = new SnasnetGenerator(request.space());
        return IntStream.range(0, count)
                .mapToObj(draw -> generator.draw(RandomStreams.of(request.seed(), draw), request.template().matrixCount())).toList();
    }
}
