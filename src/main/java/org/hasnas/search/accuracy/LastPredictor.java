package org.hasnas.search.accuracy;

import java.util.List;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.prediction.HeldOutPredictor;
import org.hasnas.score.prediction.KnownNetwork;
import org.jspecify.annotations.Nullable;

/** Keeps the predictor that was used last: to learn again from the same networks takes seconds and changes nothing. */
public final class LastPredictor {
    private record Made(NetworkTemplate template, SearchSpace space, List<KnownNetwork> known, HeldOutPredictor predictor) {}

    private @Nullable Made last;

    /** The predictor that learns from these networks. */
    public synchronized HeldOutPredictor of(NetworkTemplate template, SearchSpace space, List<KnownNetwork> known) {
        Made before = last;
        if (before != null && before.template().equals(template) && before.space().equals(space) && before.known().equals(known)) {
            return before.predictor();
        }
        HeldOutPredictor made = new HeldOutPredictor(template, space, known);
        last = new Made(template, space, List.copyOf(known), made);
        return made;
    }
}
