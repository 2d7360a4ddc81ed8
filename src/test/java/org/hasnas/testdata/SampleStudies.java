package org.hasnas.testdata;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TableEffect;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateResult.Verdict;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.search.study.model.TemplateVariant;
import org.hasnas.search.study.model.TrainedEffect;

/** Reports of studies with plain numbers, for front ends. */
public final class SampleStudies {
    private SampleStudies() {}

    private static Interval around(double mean, double reach) {
        return new Interval(mean, mean - reach, mean + reach, 20);
    }

    private static Map<CostKind, Interval> costs(double factor) {
        Map<CostKind, Interval> costs = new EnumMap<>(CostKind.class);
        costs.put(CostKind.MEMORY, around(-1000 * factor, 100));
        costs.put(CostKind.AREA, around(-1e-7 * factor, 1e-8));
        costs.put(CostKind.LATENCY, around(-1e-4 * factor, 1e-5));
        costs.put(CostKind.ENERGY, around(-1e-7 * factor, 1e-8));
        return costs;
    }

    /** Each operation helps less than the one before. */
    public static OperationStudy operations(OperationStudyRequest request, String table) {
        List<OperationEffect> effects = new ArrayList<>();
        int count = request.search().space().operations().size();
        for (int digit = 1; digit < count; digit++) {
            double change = digit - count / 2.0;
            effects.add(new OperationEffect(digit, request.search().space().operation(digit).label(), request.pairs(), 1, around(change, 0.6),
                    costs(digit), Map.of(CostKind.MEMORY, around(-change / 1000, 1e-4)), table.isEmpty() ? Optional.empty()
                            : Optional.of(new TableEffect(1234, around(0.001 * change, 0.0004), 0.08, 0.2)),
                    change < 0,
                    change < 0 ? "leaving it out lowers fitness" : "leaving it out raises fitness"));
        }
        return new OperationStudy(request, effects, table, 40, List.of());
    }

    /** The template as it is and one of each verdict. */
    public static TemplateStudy templates(TemplateStudyRequest request) {
        return templates(request, Verdict.values().length);
    }

    /** @param trained templates whose networks are trained so far, if trainings are asked for */
    static TemplateStudy templates(TemplateStudyRequest request, int trained) {
        List<TemplateResult> results = new ArrayList<>();
        int index = 0;
        for (Verdict verdict : Verdict.values()) {
            TemplateVariant variant = verdict == Verdict.UNCHANGED ? new TemplateVariant(TemplateVariant.UNCHANGED, "", request.search().template())
                    : new TemplateVariant("T", Integer.toString(index + 2), request.search().template().withTimeSteps(index + 2));
            Map<CostKind, Double> means = new EnumMap<>(CostKind.class);
            Map<CostKind, Double> left = new EnumMap<>(CostKind.class);
            for (CostKind kind : CostKind.values()) {
                means.put(kind, kind.publishedLimit() * (0.5 + 0.1 * index));
                left.put(kind, 0.5 - 0.1 * index);
            }
            results.add(new TemplateResult(variant, 20 - 2 * index, 20, means, left, 3_900_000, around(200 + index, 3), around(190 + index, 3),
                    verdict == Verdict.UNCHANGED ? around(0, 0) : around(index - 4, 1), costs(index), Map.of(), 195, 190,
                    request.trainings().isAsked() && index < trained ? trained(index, request.trainings().networks()) : TrainedEffect.NONE, verdict));
            index++;
        }
        return new TemplateStudy(request, results, request.trainings().isAsked() ? OptionalDouble.of(0.25) : OptionalDouble.empty(), List.of());
    }

    private static TrainedEffect trained(int index, int networks) {
        double change = index == 0 ? 0 : 0.01 * (3 - index);
        double reach = index == 0 ? 0 : 0.015;
        return new TrainedEffect(new Interval(0.95 + change, 0.93 + change, 0.97 + change, networks),
                new Interval(change, change - reach, change + reach, networks));
    }
}
