package org.hasnas.search.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;

final class TrialRankingTest {
    private static final TrialRanking RANKING = new TrialRanking(ConstraintSet.PUBLISHED);

    private static HardwareCost cost(double squareMillimetres, double milliseconds) {
        return new HardwareCost(CostModelId.SPIKESIM_ELA, 1000, 500, new Area(squareMillimetres * 1e-6), new Latency(milliseconds * 1e-3),
                new Energy(1e-6));
    }

    private static Trial trial(TrialOutcome outcome) {
        return new Trial(0, Architecture.parse("0003 0000 0000 0000"), outcome, 0);
    }

    private static TrialOutcome fit(double squareMillimetres, double fitness) {
        return new TrialOutcome.Evaluated(cost(squareMillimetres, 10), new FitnessScore(fitness, 0.1));
    }

    @Test
    void ordersFeasibleByFitnessThenOverLimitsByExcessThenFailed() {
        List<TrialOutcome> worstFirst = List.of(
                new TrialOutcome.Failed("no"),
                new TrialOutcome.OverLimits(cost(300, 1600)),
                new TrialOutcome.OverLimits(cost(300, 10)),
                fit(150, 99),
                new TrialOutcome.OverLimits(cost(101, 10)),
                fit(10, Double.NEGATIVE_INFINITY),
                fit(100, -5),
                fit(10, 3));
        for (int worse = 0; worse < worstFirst.size(); worse++) {
            for (int better = worse + 1; better < worstFirst.size(); better++) {
                assertTrue(RANKING.compare(trial(worstFirst.get(worse)), trial(worstFirst.get(better))) < 0, worse + " < " + better);
                assertTrue(RANKING.compare(trial(worstFirst.get(better)), trial(worstFirst.get(worse))) > 0, better + " > " + worse);
            }
        }
    }

    @Test
    void equalFitnessIsATieWhateverTheCost() {
        assertEquals(0, RANKING.compare(trial(fit(10, 3)), trial(fit(20, 3))));
    }
}
