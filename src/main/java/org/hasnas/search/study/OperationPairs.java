package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.algorithm.SnasnetGenerator;

/** Draws the pairs of a study of operations, see {@link org.hasnas.search.study.model.OperationStudy#PAIRING}. */
final class OperationPairs {
    /** With ten operations every fourth draw has a given one; so many draws without it mean that the space has no room for it. */
    private static final int MAX_DRAWS = 10_000;

    private final SearchSpace space;
    private final int matrices;
    private final long seed;
    private final SnasnetGenerator generator;

    /** The same candidate with an operation and without it. */
    record Pair(Architecture with, Architecture without) {}

    OperationPairs(SearchSpace space, int matrices, long seed) {
        this.space = space;
        this.matrices = matrices;
        this.seed = seed;
        this.generator = new SnasnetGenerator(space);
    }

    /** The pairs of an operation; fewer than asked for if the space has none. */
    List<Pair> draw(int digit, int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            draw(digit, RandomStreams.of(seed, (long) digit * Integer.MAX_VALUE + index)).ifPresent(pairs::add);
        }
        return List.copyOf(pairs);
    }

    private Optional<Pair> draw(int digit, SplittableRandom random) {
        for (int attempt = 0; attempt < MAX_DRAWS; attempt++) {
            Architecture with = generator.draw(random, matrices);
            if (with.matrices().stream().anyMatch(matrix -> uses(matrix, digit))) {
                Architecture without = new Architecture(with.matrices().stream().map(matrix -> replaced(matrix, digit, random)).toList());
                if (without.matrices().stream().noneMatch(matrix -> matrix.edges().isEmpty())) {
                    return Optional.of(new Pair(with, without));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean uses(ConnectionMatrix matrix, int digit) {
        return matrix.edges().stream().anyMatch(edge -> matrix.digit(edge) == digit);
    }

    private ConnectionMatrix replaced(ConnectionMatrix matrix, int digit, SplittableRandom random) {
        ConnectionMatrix result = matrix;
        for (Edge edge : matrix.edges()) {
            if (matrix.digit(edge) == digit) {
                int other = random.nextInt(space.operations().size() - 1);
                result = result.with(edge, other < digit ? other : other + 1);
            }
        }
        return CanonicalForm.withoutDeadEdges(result);
    }
}
