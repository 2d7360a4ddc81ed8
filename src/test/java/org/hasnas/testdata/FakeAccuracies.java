package org.hasnas.testdata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.KnownTable;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** Accuracies that a test sets, before they are asked for. */
public final class FakeAccuracies implements CandidateAccuracies {
    private final Map<Architecture, Map<AccuracyKind, Accuracy>> known = new HashMap<>();
    public OptionalDouble regret = OptionalDouble.empty();
    public PredictionAgreement agreement = new PredictionAgreement(Optional.empty(), List.of());

    public FakeAccuracies put(Architecture architecture, Accuracy accuracy) {
        known.computeIfAbsent(architecture, _ -> new HashMap<>()).put(accuracy.kind(), accuracy);
        return this;
    }

    @Override
    public Optional<Accuracy> accuracy(Architecture architecture, AccuracyKind kind) {
        return Optional.ofNullable(known.getOrDefault(architecture, Map.of()).get(kind));
    }

    @Override
    public String missing(AccuracyKind kind) {
        return "no accuracy " + kind.label();
    }

    @Override
    public String predictedFrom() {
        return "Learnt from a test.";
    }

    @Override
    public int learntFrom() {
        return 0;
    }

    @Override
    public Optional<KnownTable> table() {
        return regret.isPresent() ? Optional.of(new KnownTable("table.csv", 1, 1, Optional.empty())) : Optional.empty();
    }

    @Override
    public OptionalDouble regretFraction(Architecture architecture) {
        return regret;
    }

    @Override
    public CandidateAccuracies withLimits(ConstraintSet limits) {
        return this;
    }

    @Override
    public PredictionAgreement agreement(JobContext job) {
        return agreement;
    }
}
