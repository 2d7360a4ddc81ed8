package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.study.OperationPairs.Pair;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TableEffect;

/** Step 1: what leaving out each operation does. */
public final class OperationStudies {
    private final OperationStudyRequest request;
    private final SearchSpace space;
    private final MemoryScope scope;
    private final Optional<BenchmarkTable> table;

    private OperationStudies(OperationStudyRequest request, Optional<BenchmarkTable> table) {
        this.request = request;
        this.space = request.search().space();
        this.scope = request.search().limits().memoryScope();
        this.table = table;
    }

    /**
     * Evaluates the pairs of all operations.
     *
     * @param evaluator of the request's candidates
     * @param table trained networks of the space; empty for none
     * @throws IllegalArgumentException if the table is of another space, or if the space has nothing but Zeroize and one operation
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static OperationStudy run(OperationStudyRequest request, CandidateEvaluator evaluator, Optional<BenchmarkTable> table, JobContext job) {
        SearchSpace space = request.search().space();
        if (table.isPresent() && !space.operations().equals(SearchSpaces.SPIKENAS_BENCH.operations())) {
            throw new IllegalArgumentException("a table of SpikeNAS-Bench tells of the operations of space '" + SearchSpaces.SPIKENAS_BENCH.name()
                    + "' alone, not of those of '" + space.name() + "'");
        }
        if (space.operations().size() < 3) {
            throw new IllegalArgumentException("space '" + space.name() + "' has one operation besides Zeroize; none can be left out");
        }
        return new OperationStudies(request, table).run(evaluator, job);
    }

    private OperationStudy run(CandidateEvaluator evaluator, JobContext job) {
        OperationPairs drawing = new OperationPairs(space, request.search().template().matrixCount(), request.search().seed());
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        List<Architecture> candidates = new ArrayList<>();
        for (int digit = 1; digit < space.operations().size(); digit++) {
            job.checkpoint();
            List<Pair> drawn = drawing.draw(digit, request.pairs());
            pairs.put(digit, drawn);
            drawn.forEach(pair -> {
                candidates.add(pair.with());
                candidates.add(pair.without());
            });
        }
        long total = candidates.stream().distinct().count();
        EvaluatedCandidates evaluated = EvaluatedCandidates.of(candidates, evaluator, 0, total, job);
        Optional<TableEffects> trained = table.map(TableEffects::new);
        List<OperationEffect> effects = new ArrayList<>();
        pairs.forEach((digit, drawn) -> effects.add(effect(digit, drawn, evaluated, trained.map(known -> known.of(digit)))));
        return new OperationStudy(request, withAConvolution(effects), table.map(BenchmarkTable::name).orElse(""), evaluated.count(),
                evaluated.failures());
    }

    private OperationEffect effect(int digit, List<Pair> pairs, EvaluatedCandidates evaluated, Optional<TableEffect> trained) {
        List<Double> fitness = new ArrayList<>();
        Map<CostKind, List<Double>> costs = new EnumMap<>(CostKind.class);
        Map<CostKind, List<Double>> costsOfScored = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            costs.put(kind, new ArrayList<>());
            costsOfScored.put(kind, new ArrayList<>());
        }
        for (Pair pair : pairs) {
            Optional<HardwareCost> with = evaluated.cost(pair.with());
            Optional<HardwareCost> without = evaluated.cost(pair.without());
            OptionalDouble fitnessWith = evaluated.fitness(pair.with());
            OptionalDouble fitnessWithout = evaluated.fitness(pair.without());
            boolean scored = fitnessWith.isPresent() && fitnessWithout.isPresent();
            if (scored) {
                fitness.add(fitnessWithout.getAsDouble() - fitnessWith.getAsDouble());
            }
            if (with.isPresent() && without.isPresent()) {
                for (CostKind kind : CostKind.values()) {
                    double change = kind.costOf(without.get(), scope) - kind.costOf(with.get(), scope);
                    costs.getOrDefault(kind, List.of()).add(change);
                    if (scored) {
                        costsOfScored.getOrDefault(kind, List.of()).add(change);
                    }
                }
            }
        }
        Map<CostKind, Interval> costChanges = new EnumMap<>(CostKind.class);
        Map<CostKind, Interval> ratios = new EnumMap<>(CostKind.class);
        costs.forEach((kind, changes) -> {
            Interval change = Intervals.ofMean(changes);
            costChanges.put(kind, change);
            List<Double> ofScored = costsOfScored.getOrDefault(kind, List.of());
            if ((change.isNegative() || change.isPositive()) && ofScored.size() == fitness.size()) {
                ratios.put(kind, Intervals.ofRatio(fitness, ofScored));
            }
        });
        Interval fitnessChange = Intervals.ofMean(fitness);
        Verdict verdict = verdict(trained.map(TableEffect::accuracyChangeFraction).orElse(fitnessChange),
                trained.isPresent() ? "accuracy" : "fitness", costChanges);
        return new OperationEffect(digit, space.operation(digit).label(), pairs.size(), pairs.size() - fitness.size(), fitnessChange, costChanges,
                ratios, trained, verdict.kept(), verdict.reason());
    }

    private record Verdict(boolean kept, String reason) {}

    /** See {@link OperationStudy#RULE}. */
    private static Verdict verdict(Interval worth, String measure, Map<CostKind, Interval> costs) {
        if (worth.isNegative()) {
            return new Verdict(true, "leaving it out lowers " + measure);
        }
        if (worth.isPositive()) {
            return new Verdict(false, "leaving it out raises " + measure);
        }
        boolean saves = costs.values().stream().anyMatch(Interval::isNegative);
        boolean adds = costs.values().stream().anyMatch(Interval::isPositive);
        return saves && !adds ? new Verdict(false, "no certain effect on " + measure + ", and leaving it out saves cost")
                : new Verdict(true, "no certain effect on " + measure + ", and leaving it out saves nothing for sure");
    }

    /** A space without convolution has nothing to learn. */
    private List<OperationEffect> withAConvolution(List<OperationEffect> effects) {
        boolean hasOne = effects.stream().anyMatch(effect -> effect.kept() && isConvolution(effect));
        if (hasOne) {
            return effects;
        }
        Optional<OperationEffect> best = effects.stream().filter(this::isConvolution).min(Comparator.comparingDouble(
                effect -> effect.table().map(TableEffect::accuracyChangeFraction).orElse(effect.fitnessChange()).mean()));
        return effects.stream().map(effect -> best.filter(effect::equals).isEmpty() ? effect
                : new OperationEffect(effect.digit(), effect.operation(), effect.pairs(), effect.unscored(), effect.fitnessChange(),
                        effect.costChanges(), effect.fitnessPerCost(), effect.table(), true, "a space needs a convolution; this one is the best"))
                .toList();
    }

    private boolean isConvolution(OperationEffect effect) {
        return !space.operation(effect.digit()).kernels().isEmpty();
    }
}
