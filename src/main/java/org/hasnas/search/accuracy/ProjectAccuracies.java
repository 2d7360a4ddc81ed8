package org.hasnas.search.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.score.prediction.HeldOutPredictor;
import org.hasnas.score.prediction.KnownNetwork;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** The accuracies a project knows: those measured here, those of its table, and predictions learnt from one of the two. */
public final class ProjectAccuracies implements CandidateAccuracies {
    /** Networks of a table that are learnt from: more would take long and change little. */
    private static final int MAX_FROM_TABLE = 300;
    /** With so many trained here, predictions are learnt from them and no longer from a table. */
    private static final int ENOUGH_TRAINED = 20;

    /** Fewer than this do not suffice to estimate the error of predictions. */
    private static final int FEW = 8;

    private final SearchRequest request;
    private final ChipCost chip;
    private final Optional<BenchmarkTable> table;
    private final Optional<BenchmarkAccuracies> benchmark;
    private final boolean tableOfOtherNetworks;
    private final Map<Architecture, Map<AccuracyKind, Accuracy>> measured;
    private final HeldOutPredictor predictor;

    private ProjectAccuracies(SearchRequest request, ChipCost chip, Optional<BenchmarkTable> table, boolean tableOfOtherNetworks,
            Map<Architecture, Map<AccuracyKind, Accuracy>> measured, HeldOutPredictor predictor) {
        this.request = request;
        this.chip = chip;
        this.table = table;
        this.benchmark = table.map(read -> BenchmarkAccuracies.of(read, request, chip));
        this.tableOfOtherNetworks = tableOfOtherNetworks;
        this.measured = measured;
        this.predictor = predictor;
    }

    /**
     * @param table of the request's networks
     * @param tableOfOtherNetworks whether the project names a table that is none of the request's networks
     * @param measured trained and on chip, oldest first
     */
    public static ProjectAccuracies of(SearchRequest request, ChipCost chip, Optional<BenchmarkTable> table, boolean tableOfOtherNetworks,
            List<KnownNetwork> measured, LastPredictor predictors) {
        Map<Architecture, Map<AccuracyKind, Accuracy>> byNetwork = new HashMap<>();
        for (KnownNetwork network : measured) {
            AccuracyKind kind = network.accuracy().kind();
            byNetwork.computeIfAbsent(measuredAs(request, network.architecture(), kind), _ -> new EnumMap<>(AccuracyKind.class))
                    .put(kind, network.accuracy());
        }
        List<KnownNetwork> floats = ofKind(byNetwork, AccuracyKind.TRAINED);
        List<KnownNetwork> rounded = ofKind(byNetwork, AccuracyKind.QUANTIZED); // all there is where designs choose the bits of their weights
        List<KnownNetwork> trained = rounded.size() > floats.size() ? rounded : floats;
        List<KnownNetwork> learnt = trained.size() >= ENOUGH_TRAINED || table.isEmpty() ? trained : fromTable(table.get());
        return new ProjectAccuracies(request, chip, table, tableOfOtherNetworks, byNetwork,
                predictors.of(request.template(), request.space(), learnt));
    }

    private static List<KnownNetwork> ofKind(Map<Architecture, Map<AccuracyKind, Accuracy>> measured, AccuracyKind kind) {
        List<KnownNetwork> known = new ArrayList<>();
        measured.forEach((architecture, accuracies) -> Optional.ofNullable(accuracies.get(kind))
                .ifPresent(accuracy -> known.add(new KnownNetwork(architecture, accuracy))));
        known.sort(Comparator.comparing(network -> network.architecture().text())); // the same bits whatever the order of trainings
        return known;
    }

    private static List<KnownNetwork> fromTable(BenchmarkTable table) {
        List<BenchmarkRow> rows = table.rows();
        int count = Math.min(MAX_FROM_TABLE, rows.size());
        List<KnownNetwork> known = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BenchmarkRow row = rows.get((int) ((long) i * rows.size() / count));
            known.add(new KnownNetwork(row.architecture(), table.accuracy(row)));
        }
        return known;
    }

    /** What an accuracy belongs to: that on the chip to a design, all others to its network. */
    private static Architecture measuredAs(SearchRequest request, Architecture design, AccuracyKind kind) {
        return CanonicalForm.of(request.template(), request.space(), kind == AccuracyKind.ON_CHIP ? design : design.ofNetwork());
    }

    @Override
    public Optional<Accuracy> accuracy(Architecture architecture, AccuracyKind kind) {
        return switch (kind) {
            case PREDICTED -> learntFrom() == 0 ? Optional.empty() : Optional.of(prediction(architecture.ofNetwork()));
            case BENCHMARK -> benchmark.flatMap(known -> known.of(architecture));
            case TRAINED, QUANTIZED, ON_CHIP ->
                    Optional.ofNullable(measured.getOrDefault(measuredAs(request, architecture, kind), Map.of()).get(kind));
        };
    }

    private Accuracy prediction(Architecture architecture) {
        Accuracy predicted = predictor.predict(architecture, JobContext.NONE);
        boolean dead = predicted.lowFraction() == predicted.highFraction();
        return predictor.knows(architecture) && !dead ? new Accuracy(predicted.kind(), predicted.fraction(), predicted.lowFraction(),
                predicted.highFraction(), predicted.source() + "; this network's own accuracy was left out") : predicted;
    }

    @Override
    public String missing(AccuracyKind kind) {
        return switch (kind) {
            case PREDICTED -> predictedFrom();
            case BENCHMARK -> table.isPresent() ? "The project's table has no row for this network."
                    : tableOfOtherNetworks ? "The project's table holds networks of another template or space than this run searches."
                    : "The project names no table of trained networks; its project.yaml can, under benchmark.";
            case TRAINED -> "Not trained yet; hasnas train PROJECT --candidate HASH (or --matrix) trains it.";
            case QUANTIZED -> "Not trained with rounded weights; hasnas train PROJECT --from N --weight-bits B goes on so from a training.";
            case ON_CHIP -> "Not run on the simulated chip yet; train it first, then run hasnas chip-accuracy.";
        };
    }

    @Override
    public String predictedFrom() {
        int networks = learntFrom();
        if (networks == 0) {
            return "Nothing to predict from yet: no network of this project is trained, and it names no table of trained networks."
                    + " Train some candidates, good and poor ones (hasnas train).";
        }
        String where = switch (predictor.known().getFirst().accuracy().kind()) {
            case TRAINED -> " trained in this project.";
            case QUANTIZED -> " trained with rounded weights in this project.";
            case BENCHMARK, ON_CHIP, PREDICTED -> " of the table " + table.map(BenchmarkTable::name).orElse("") + ".";
        };
        return "Learnt from " + networks + (networks == 1 ? " network" : " networks") + where
                + (networks < FEW ? " That is too few to trust values or intervals; train more." : "");
    }

    @Override
    public int learntFrom() {
        return predictor.known().size();
    }

    @Override
    public Optional<KnownTable> table() {
        return benchmark.map(BenchmarkAccuracies::summary);
    }

    @Override
    public OptionalDouble regretFraction(Architecture architecture) {
        return benchmark.isEmpty() ? OptionalDouble.empty() : benchmark.get().regretFraction(architecture);
    }

    @Override
    public CandidateAccuracies withLimits(ConstraintSet limits) {
        return limits.equals(request.limits()) ? this
                : new ProjectAccuracies(request.withLimits(limits), chip, table, tableOfOtherNetworks, measured, predictor);
    }

    @Override
    public PredictionAgreement agreement(JobContext job) {
        List<PredictionAgreement.Pair> pairs = new ArrayList<>();
        for (KnownNetwork network : predictor.known()) {
            job.checkpoint();
            Accuracy predicted = predictor.predict(network.architecture(), job);
            boolean dead = predicted.lowFraction() == predicted.highFraction();
            if (!dead && predictor.known().size() > 1) { // a single one, left out of itself, leaves nothing to learn from
                pairs.add(new PredictionAgreement.Pair(network.architecture(), predicted, network.accuracy()));
            }
        }
        return new PredictionAgreement(predictor.known().stream().map(network -> network.accuracy().kind()).findFirst(), pairs);
    }
}
