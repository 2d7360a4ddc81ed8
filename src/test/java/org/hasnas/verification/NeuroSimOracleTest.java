package org.hasnas.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;

/** One set of constants per node against all chip runs. The bounds are what was reached, each below its goal. */
final class NeuroSimOracleTest {
    @Test
    void everyChipRunMeetsItsGoalsWithRoom() throws Exception {
        List<OracleCase> cases = new NeuroSimOracle().verify(SharedData.require("oracle/neurosim"));
        assertTrue(cases.size() > 60, "only " + cases.size() + " comparisons");
        assertEquals(List.of(), cases.stream().filter(oracle -> !oracle.passes()).toList());
        assertEquals(List.of(), cases.stream().filter(oracle -> oracle.worstRelativeDifference() > 0.10).toList());
    }
}
