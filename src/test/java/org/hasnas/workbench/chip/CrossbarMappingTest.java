package org.hasnas.workbench.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.workbench.chip.CrossbarMapRequest.Chip;
import org.hasnas.workbench.chip.CrossbarMapRequest.Devices;
import org.junit.jupiter.api.Test;

final class CrossbarMappingTest {
    private static final Network DIGITS = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
            Architecture.parse("0302 0030 3003 0000"));

    private static CrossbarMapReport map(String layer, int crossbarSize, int cellBits, double wireOhms) throws HasnasException {
        return map(layer, new Chip(crossbarSize, cellBits, 8, WeightCoding.DIFFERENTIAL, 20e3, 200e3), wireOhms, Devices.IDEAL);
    }

    private static CrossbarMapReport map(String layer, Chip chip, double wireOhms, Devices devices) throws HasnasException {
        return CrossbarMapping.map(DIGITS, new CrossbarMapRequest(layer, chip, wireOhms, 0, devices, 3), JobContext.NONE);
    }

    @Test
    void withoutWiresALayerIsComputedAsIntended() throws HasnasException {
        CrossbarMapReport report = map("cell1.0->1", 32, 2, 0);
        assertEquals(9 * 16, report.inputs());
        assertEquals(16, report.outputs());
        assertEquals(5 * 4, report.arrays().size(), "144 inputs on 32 rows, 16 outputs of 8 columns on 32");
        assertEquals(0, report.weightError().largest(), 1e-10);
        assertEquals(0, report.outputError(), 1e-12);
        assertTrue(report.weights().stream().flatMap(List::stream).anyMatch(weight -> Math.abs(weight) == 127));
    }

    @Test
    void wiresLoseCurrent() throws HasnasException {
        CrossbarMapReport report = map("stem", 64, 1, 1);
        assertTrue(report.meanLoss() > 0 && report.worstLoss() > report.meanLoss() && report.weightError().relative() > 0, report.toString());
        assertEquals(9 * 56 / 4096.0, report.usedFraction(), 1e-12);
    }

    @Test
    void everyImperfectionCostsAccuracy() throws HasnasException {
        List<Devices> all = List.of(new Devices(0.1, 0, 0, 0, 0, 0, 0, 1), new Devices(0, 0.3, 0, 0, 0, 0, 0, 1),
                new Devices(0, 0, 0.05, 0, 0, 0, 0, 1),
                new Devices(0, 0, 0, 0.02, 0, 0, 0, 1), new Devices(0, 0, 0, 0, 0.02, 0, 0, 1), new Devices(0, 0, 0, 0, 0, 0.05, 0, 1000),
                new Devices(0, 0, 0, 0, 0, 0.05, 0.5, 1000));
        for (WeightCoding coding : WeightCoding.values()) {
            Chip chip = new Chip(64, 2, 6, coding, 6e3, 900e3);
            assertEquals(0, map("stem", chip, 0, Devices.IDEAL).weightError().largest(), 1e-10);
            for (Devices devices : all) {
                CrossbarMapReport report = map("stem", chip, 0, devices);
                assertTrue(report.weightError().relative() > 1e-3 && report.outputError() > 1e-3, coding + " " + devices + " "
                        + report.weightError());
                assertTrue(report.weightError().largest() >= report.weightError().rootMeanSquare()
                        && report.weightError().rootMeanSquare() >= Math.abs(report.weightError().mean()), devices.toString());
                assertEquals(report.weightError(), map("stem", chip, 0, devices).weightError(), "same seed, same devices");
            }
        }
    }

    @Test
    void impossibleDevicesAreRefused() {
        Chip chip = Chip.DEFAULT;
        for (Devices devices : List.of(new Devices(-0.1, 0, 0, 0, 0, 0, 0, 1), new Devices(0, 0, 0, 0.7, 0.7, 0, 0, 1),
                new Devices(0, 0, 0, 0, 0, 0.1, 0, 0.5), new Devices(0, 0, Double.NaN, 0, 0, 0, 0, 1))) {
            assertEquals(ErrorCode.BAD_INPUT, assertThrows(HasnasException.class, () -> map("stem", chip, 1, devices)).code(), devices.toString());
        }
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
