package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;

final class CrossbarMappingTest {
    private static final Network DIGITS = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
            Architecture.parse("0302 0030 3003 0000"));

    private static CrossbarMapReport map(String layer, int crossbarSize, int cellBits, double wireOhms) throws HasnasException {
        return CrossbarMapping.map(DIGITS, new CrossbarMapRequest(layer, crossbarSize, cellBits, wireOhms, 20e3, 200e3, 0, 3), JobContext.NONE);
    }

    @Test
    void withoutWiresALayerIsComputedAsIntended() throws HasnasException {
        CrossbarMapReport report = map("cell1.0->1", 32, 2, 0);
        assertEquals(9 * 16, report.inputs());
        assertEquals(16, report.outputs());
        assertEquals(5 * 4, report.arrays().size(), "144 inputs on 32 rows, 16 outputs of 8 columns on 32");
        assertEquals(0, report.weightError(), 1e-12);
        assertTrue(report.weights().stream().flatMap(List::stream).anyMatch(weight -> Math.abs(weight) == 127));
    }

    @Test
    void wiresLoseCurrent() throws HasnasException {
        CrossbarMapReport report = map("stem", 64, 1, 1);
        assertTrue(report.meanLoss() > 0 && report.worstLoss() > report.meanLoss() && report.weightError() > 0, report.toString());
        assertEquals(9 * 56 / 4096.0, report.usedFraction(), 1e-12);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        HasnasException noLayer = assertThrows(HasnasException.class, () -> map("none", 64, 1, 1));
        assertTrue(noLayer.getMessage().contains("stem, cell1.0->1"), noLayer.getMessage());
        for (HasnasException problem : new HasnasException[] {assertThrows(HasnasException.class, () -> map("stem", 8, 1, 1)),
                assertThrows(HasnasException.class, () -> map("stem", 64, 9, 1)),
                assertThrows(HasnasException.class, () -> map("stem", 64, 1, -1)),
                assertThrows(HasnasException.class, () -> map("stem", 5000, 1, 1))}) {
            assertEquals(ErrorCode.BAD_INPUT, problem.code());
        }
    }
}
