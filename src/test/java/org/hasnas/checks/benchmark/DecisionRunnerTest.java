package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.checks.model.DecisionMeasurement;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.JobContext;
import org.hasnas.search.Requests;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.junit.jupiter.api.Test;

class DecisionRunnerTest {
    private final SearchRequest request = Requests.digits(SearchAlgorithmId.LADDER, 40, 1);

    @Test
    void everyDecisionTakesProcessorTime() throws Exception {
        DecisionMeasurement measured = DecisionRunner.run(request, 12, JobContext.NONE);
        assertEquals(40, measured.designs());
        assertTrue(measured.networks() > 20 && measured.networks() <= 40, "some can't learn: " + measured.networks());
        assertEquals(12, measured.seconds().size());
        assertTrue(measured.meanSeconds() > 0 && measured.meanSeconds() <= measured.quantileSeconds(1), measured::toString);
    }

    @Test
    void whereNothingIsWithinTheLimitsThereIsNothingToDecide() {
        SearchRequest none = request.withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 1));
        assertThrows(IllegalArgumentException.class, () -> DecisionRunner.run(none, 12, JobContext.NONE));
    }
}
