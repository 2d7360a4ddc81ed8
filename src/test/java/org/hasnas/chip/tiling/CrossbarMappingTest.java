package org.hasnas.chip.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarMapRequest.Chip;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.junit.jupiter.api.Test;

final class CrossbarMappingTest {
    private static final double AGE = 1000;
    private static final Network DIGITS = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
            Architecture.parse("0302 0030 3003 0000"));

    private static CrossbarMapReport map(String layer, int crossbarSize, int cellBits, double wireOhms) throws HasnasException {
        return map(layer, new Chip(crossbarSize, cellBits, 8, SignCoding.DIFFERENTIAL, 20e3, 200e3), wireOhms, Imperfections.NONE, 1);
    }

    private static CrossbarMapReport map(String layer, Chip chip, double wireOhms, Imperfections devices, double age) throws HasnasException {
        return CrossbarMapping.map(DIGITS, new CrossbarMapRequest(layer, chip, wireOhms, 0, devices, age, 3), JobContext.NONE);
    }

    @Test
    void withoutWiresALayerIsComputedAsIntended() throws HasnasException {
        CrossbarMapReport report = map("cell1.0->1", 32, 2, 0);
        assertEquals(9 * 16, report.inputs());
        assertEquals(16, report.outputs());
        assertEquals(5 * 4, report.arrays().size(), "144 inputs on 32 rows, 16 outputs of 8 columns on 32");
        assertEquals(0, report.weightError().largestSteps(), 1e-10);
        assertEquals(0, report.outputErrorRatio(), 1e-12);
        assertTrue(report.weights().stream().flatMap(List::stream).anyMatch(weight -> Math.abs(weight) == 127));
    }

    @Test
    void wiresLoseCurrent() throws HasnasException {
        CrossbarMapReport report = map("stem", 64, 1, 1);
        assertTrue(report.meanLossRatio() > 0 && report.worstLossRatio() > report.meanLossRatio()
                && report.weightError().rootMeanSquareRatio() > 0, report.toString());
        assertEquals(9 * 56 / 4096.0, report.usedFraction(), 1e-12);
    }

    @Test
    void everyImperfectionCostsAccuracy() throws HasnasException {
        List<Imperfections> all = List.of(new Imperfections(0.1, 0, 0, 0, 0, 0, 0), new Imperfections(0, 0.3, 0, 0, 0, 0, 0),
                new Imperfections(0, 0, 0.05, 0, 0, 0, 0), new Imperfections(0, 0, 0, 0.02, 0, 0, 0), new Imperfections(0, 0, 0, 0, 0.02, 0, 0),
                new Imperfections(0, 0, 0, 0, 0, 0.05, 0), new Imperfections(0, 0, 0, 0, 0, 0.05, 0.5));
        for (SignCoding coding : SignCoding.values()) {
            Chip chip = new Chip(64, 2, 6, coding, 6e3, 900e3);
            assertEquals(0, map("stem", chip, 0, Imperfections.NONE, 1).weightError().largestSteps(), 1e-10);
            for (Imperfections devices : all) {
                CrossbarMapReport report = map("stem", chip, 0, devices, AGE);
                assertTrue(report.weightError().rootMeanSquareRatio() > 1e-3 && report.outputErrorRatio() > 1e-3, coding + " " + devices + " "
                        + report.weightError());
                assertTrue(report.weightError().largestSteps() >= report.weightError().rootMeanSquareSteps()
                        && report.weightError().rootMeanSquareSteps() >= Math.abs(report.weightError().meanSteps()), devices.toString());
                assertEquals(report.weightError(), map("stem", chip, 0, devices, AGE).weightError(), "same seed, same devices");
            }
        }
    }

    @Test
    void impossibleDevicesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Imperfections(-0.1, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Imperfections(0, 0, 0, 0.7, 0.7, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Imperfections(0, 0, Double.NaN, 0, 0, 0, 0));
        assertEquals(ErrorCode.BAD_INPUT, assertThrows(HasnasException.class,
                () -> map("stem", Chip.DEFAULT, 1, new Imperfections(0, 0, 0, 0, 0, 0.1, 0), 0.5)).code());
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
