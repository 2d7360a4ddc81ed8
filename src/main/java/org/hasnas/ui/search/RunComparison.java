package org.hasnas.ui.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.chart.Curves;

/**
 * Runs beside each other: the best design that was known after so much work, and the front of energy that was found in the end. Accuracies and
 * fitness don't compare, so that runs by trainings are compared by what they expect, others by their fitness, and never one with the other.
 */
record RunComparison(List<Run> runs) {
    private static final double PERCENT = 100;

    /**
     * A run with all that it found.
     *
     * @param ladder empty of a run without trainings
     * @param steps of its trainings
     */
    record Run(RunSummary summary, List<Trial> trials, Optional<LadderProgress> ladder, List<LadderStep> steps) {
        private double energy(int trial) {
            return trials.get(trial).cost().map(HardwareCost::energy).orElseThrow().joules() * CostKind.ENERGY.unit().factor();
        }

        private boolean isFeasible(Trial trial) {
            return trial.cost().filter(summary.request().limits()::isMetBy).isPresent();
        }
    }

    /** Whether they can be compared: all by trainings, or all by one fitness. */
    boolean isPossible() {
        return runs.size() > 1 && runs.stream().map(run -> run.ladder().isPresent() ? Optional.empty()
                : Optional.of(run.summary().request().fitness())).distinct().count() == 1;
    }

    private boolean byTrainings() {
        return runs.getFirst().ladder().isPresent();
    }

    /** The best known so far: expected accuracy by minutes of trainings, or fitness by the number of designs. */
    Curves best(Texts texts) {
        return byTrainings()
                ? curves(texts, "runs.compare.minutes", "runs.compare.expected", false, run -> rising(run.steps().stream()
                        .map(step -> new Curves.Point(step.usedMinutes(), PERCENT * step.expected().fraction())).toList()))
                : curves(texts, "runs.compare.designs", "runs.compare.fitness", false, run -> rising(run.trials().stream()
                        .filter(run::isFeasible).flatMap(trial -> trial.fitness().stream()
                                .map(score -> new Curves.Point(trial.index() + 1, score.value())))
                        .filter(point -> Double.isFinite(point.y())).toList()));
    }

    /** The feasible designs that no cheaper one of their run surpasses, by energy. */
    Curves fronts(Texts texts) {
        return byTrainings() ? curves(texts, "runs.compare.energy", "runs.compare.expected", true, RunComparison::expectedFront)
                : curves(texts, "runs.compare.energy", "runs.compare.fitness", true, run -> rising(run.trials().stream().filter(run::isFeasible)
                        .flatMap(trial -> trial.fitness().stream().map(score -> new Curves.Point(run.energy(trial.index()), score.value())))
                        .filter(point -> Double.isFinite(point.y())).sorted(Comparator.comparingDouble(Curves.Point::x)).toList()));
    }

    private static List<Curves.Point> expectedFront(Run run) {
        Map<Integer, DesignOutlook> outlooks = run.ladder().orElseThrow().outlooks().stream()
                .collect(Collectors.toMap(DesignOutlook::trial, Function.identity()));
        return run.ladder().orElseThrow().front().stream().flatMap(trial -> Optional.ofNullable(outlooks.get(trial)).stream()
                .map(outlook -> new Curves.Point(run.energy(trial), PERCENT * outlook.expected().fraction()))).toList();
    }

    private Curves curves(Texts texts, String xTitle, String yTitle, boolean logX, Function<Run, List<Curves.Point>> points) {
        List<Curves.Curve> curves = new ArrayList<>();
        for (Run run : runs) {
            curves.add(new Curves.Curve(texts.get("runs.compare.run", run.summary().id()), curves.size(), Curves.Style.LINE, points.apply(run)));
        }
        return new Curves(texts.get(xTitle), texts.get(yTitle), false, logX, curves, List.of());
    }

    /** Those points that surpass all before them. */
    private static List<Curves.Point> rising(List<Curves.Point> points) {
        List<Curves.Point> best = new ArrayList<>();
        for (Curves.Point point : points) {
            if (best.isEmpty() || point.y() > best.getLast().y()) {
                best.add(point);
            }
        }
        return best;
    }
}
