package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.List;

/** Pieces that were asked for and not told yet, and how far each design is trained. */
final class Outstanding {
    private final List<Training> pieces = new ArrayList<>();
    private final int[] epochs;

    Outstanding(int designs) {
        epochs = new int[designs];
    }

    /** Epochs that a design is trained once all its pieces are told. */
    int epochs(int design) {
        return epochs[design];
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Whether a piece of this design is under way. */
    boolean contains(int design) {
        return pieces.stream().anyMatch(piece -> piece.design() == design);
    }

    /** How a design would go on. */
    Training piece(int design, int untilEpoch) {
        return new Training(design, epochs[design], untilEpoch);
    }

    Training ask(int design, int untilEpoch) {
        Training piece = piece(design, untilEpoch);
        epochs[design] = untilEpoch;
        pieces.add(piece);
        return piece;
    }

    /** Takes a piece off. */
    void tell(Training training) {
        if (!pieces.remove(training)) {
            throw new IllegalArgumentException("told was " + training + ", which is not among those asked for: " + pieces);
        }
    }
}
