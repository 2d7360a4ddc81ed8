package org.hasnas.search.study.model;

import java.util.Map;
import org.hasnas.chip.model.CostKind;

/**
 * What a template does with the shared candidates.
 *
 * @param feasible candidates that meet all limits
 * @param priced candidates with a cost
 * @param meanCosts mean costs: parameters, or SI units
 * @param medianLeft median share of each limit that is left; negative where exceeded
 * @param largestParameters parameters of the largest cell of the space (each pair with the operation of most weights)
 * @param fitness score of the candidates as it is computed; between templates of different layers it is not comparable
 * @param comparable the score freed of the network's size, where that is possible; a NaN mean where it is not
 * @param comparableChange change of it against the template as it is, over the same candidates
 * @param costChanges change of the costs, over the same candidates
 * @param changePerCost ratio of the two changes, where the cost changes for sure
 * @param best largest comparable score of a feasible candidate; negative infinity if there is none
 * @param median median of the comparable score
 * @param trained accuracies after short trainings, if they were asked for
 */
public record TemplateResult(TemplateVariant variant, int feasible, int priced, Map<CostKind, Double> meanCosts,
        Map<CostKind, Double> medianLeft, long largestParameters, Interval fitness, Interval comparable, Interval comparableChange,
        Map<CostKind, Interval> costChanges, Map<CostKind, Interval> changePerCost, double best, double median, TrainedEffect trained,
        Verdict verdict) {
    /** How a template compares with the one that was varied. */
    public enum Verdict {
        UNCHANGED("reference"),
        BETTER("better: fitter for no more of any cost"),
        FITTER("fitter, but costs more"),
        CHEAPER("cheaper, as fit as far as can be told"),
        LEANER("cheaper, but less fit"),
        DEARER("costs more, not fitter as far as can be told"),
        WORSE("worse: less fit and not cheaper"),
        UNDECIDED("no certain difference"),
        BLIND("the score does not see this change"),
        INFEASIBLE("no candidate meets the limits");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    public TemplateResult {
        meanCosts = Map.copyOf(meanCosts);
        medianLeft = Map.copyOf(medianLeft);
        costChanges = Map.copyOf(costChanges);
        changePerCost = Map.copyOf(changePerCost);
    }

    public double meanCost(CostKind kind) {
        return meanCosts.getOrDefault(kind, Double.NaN);
    }

    public double left(CostKind kind) {
        return medianLeft.getOrDefault(kind, Double.NaN);
    }

    public Interval costChange(CostKind kind) {
        return costChanges.getOrDefault(kind, Interval.NONE);
    }

    public double feasibleFraction() {
        return priced == 0 ? 0 : (double) feasible / priced;
    }
}
