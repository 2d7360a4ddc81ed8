package org.hasnas.score.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.training.model.Accuracy;

/**
 * Predicts every network by a predictor that does not know its accuracy, so that predictions of measured networks can be compared with what
 * was measured. Up to {@link #MAX_SINGLE} known networks each is left out alone; of more, a fifth at a time. Predictors learn when they are
 * first asked. Safe for any thread.
 */
public final class HeldOutPredictor {
    /** So many known networks are left out one by one. */
    static final int MAX_SINGLE = 40;

    private static final int FOLDS = 5;
    private static final int NOTHING_LEFT_OUT = -1;

    private final NetworkTemplate template;
    private final SearchSpace space;
    private final List<KnownNetwork> known;
    private final int folds;
    /** Of the known networks, by their canonical form. */
    private final Map<Architecture, Integer> foldOf = new HashMap<>();
    private final Map<Integer, AccuracyPredictor> predictors = new ConcurrentHashMap<>();

    /** @param known of one kind; may be empty */
    public HeldOutPredictor(NetworkTemplate template, SearchSpace space, List<KnownNetwork> known) {
        this.template = template;
        this.space = space;
        this.known = List.copyOf(known);
        this.folds = known.size() <= MAX_SINGLE ? Math.max(1, known.size()) : FOLDS;
        for (KnownNetwork network : known) {
            // the same network in two writings is left out twice over
            foldOf.putIfAbsent(canonical(network.architecture()), foldOf.size() % folds);
        }
    }

    public List<KnownNetwork> known() {
        return known;
    }

    /** Whether the accuracy of this network is among the known ones, and so is left out when it is predicted. */
    public boolean knows(Architecture architecture) {
        return foldOf.containsKey(canonical(architecture));
    }

    /**
     * The prediction of a network without its own accuracy.
     *
     * @param job asked while a predictor learns; one that was cancelled learns anew when it is next asked
     */
    public Accuracy predict(Architecture architecture, JobContext job) {
        int left = foldOf.getOrDefault(canonical(architecture), NOTHING_LEFT_OUT);
        return predictors.computeIfAbsent(left, fold -> without(fold, job)).predict(architecture);
    }

    private AccuracyPredictor without(int fold, JobContext job) {
        List<KnownNetwork> rest = new ArrayList<>();
        for (KnownNetwork network : known) {
            if (foldOf.getOrDefault(canonical(network.architecture()), NOTHING_LEFT_OUT) != fold || fold == NOTHING_LEFT_OUT) {
                rest.add(network);
            }
        }
        return AccuracyPredictor.untrained(template, space).learn(rest, job);
    }

    private Architecture canonical(Architecture architecture) {
        return CanonicalForm.of(template, space, architecture);
    }
}
