package org.hasnas.search.algorithm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;

/** Limits for a space of which nobody knows yet what its designs cost. */
public final class TypicalLimits {
    private static final int DESIGNS = 240;
    private static final double SHARE = 0.75;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.CEILING);

    private TypicalLimits() {}

    /** What three quarters of random designs of a request stay within, each cost by itself, rounded up to two digits. */
    public static ConstraintSet of(SearchRequest request, CandidateCosts costs, JobContext job) {
        ConstraintSet none = ConstraintSet.UNLIMITED.withMemoryScope(request.limits().memoryScope());
        SearchProblem unlimited = new SearchProblem(request.withLimits(none), costs, Optional.empty(), job);
        List<HardwareCost> prices = new LadderDesigns(unlimited).ask(DESIGNS).stream().map(design -> costs.cost(design.architecture())).toList();
        ConstraintSet limits = none;
        for (CostKind kind : CostKind.values()) {
            double[] sorted = prices.stream().mapToDouble(cost -> kind.costOf(cost, none.memoryScope())).sorted().toArray();
            double quantile = sorted[(int) Math.ceil(SHARE * sorted.length) - 1];
            limits = limits.withLimit(kind, new BigDecimal(quantile).round(TWO_DIGITS).doubleValue());
        }
        return limits;
    }
}
