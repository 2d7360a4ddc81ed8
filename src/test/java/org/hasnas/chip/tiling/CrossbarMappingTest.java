package org.hasnas.chip.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
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
        return map(layer, new Chip(crossbarSize, cellBits, 8, SignCoding.DIFFERENTIAL, 20e3, 200e3, false), wireOhms, Imperfections.NONE, 1);
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

    private static CrossbarArray array(double wireOhms, Imperfections devices, int number, double active, int adcBits) throws HasnasException {
        Chip chip = new Chip(32, 2, 8, SignCoding.DIFFERENTIAL, 20e3, 200e3, false);
        return CrossbarMapping.array(DIGITS, Optional.empty(),
                new CrossbarArrayRequest(new CrossbarMapRequest("cell1.0->1", chip, wireOhms, 0, devices, 1, 3), number, active, adcBits),
                JobContext.NONE);
    }

    @Test
    void aCrossbarByItselfIsTheOneOfTheLayer() throws HasnasException {
        Imperfections spread = new Imperfections(0.1, 0, 0, 0, 0, 0, 0);
        List<ArrayOutcome> all = map("cell1.0->1", new Chip(32, 2, 8, SignCoding.DIFFERENTIAL, 20e3, 200e3, false), 1, spread, 1).arrays();
        for (int number : new int[] {0, 7, 19}) {
            assertEquals(all.get(number), array(1, spread, number, 1, 8).outcome());
        }
        assertEquals(20, array(1, spread, 0, 1, 8).arrays());
        HasnasException none = assertThrows(HasnasException.class, () -> array(1, spread, 20, 1, 8));
        assertTrue(none.getMessage().contains("crossbars 0 to 19"), none.getMessage());
    }

    @Test
    void currentsOfACrossbarAreThoseOfItsCells() throws HasnasException {
        CrossbarArray ideal = array(0, Imperfections.NONE, 0, 1, 8);
        assertEquals(ideal.idealSiemens(), ideal.cellSiemens());
        for (int column = 0; column < 32; column++) {
            int place = column;
            double sum = ideal.idealSiemens().stream().mapToDouble(row -> row.get(place)).sum();
            assertEquals(0.1 * sum, ideal.idealAmperes().get(column), 1e-15);
            assertEquals(ideal.idealAmperes().get(column), ideal.realAmperes().get(column), 1e-12);
            assertEquals(ideal.idealAmperes().get(column), ideal.readAmperes().get(column), 1e-12, "8 bits tell all 96 steps apart");
        }
        CrossbarArray wired = array(5, Imperfections.NONE, 0, 1, 8);
        assertTrue(wired.errorRatio(wired.realAmperes()) > 0.01, "wires lose current");
        assertEquals(wired.idealSiemens(), wired.cellSiemens(), "the cells themselves are right");
        CrossbarArray coarse = array(0, Imperfections.NONE, 0, 1, 3);
        assertTrue(coarse.errorRatio(coarse.readAmperes()) > 0.01 && coarse.errorRatio(coarse.realAmperes()) < 1e-9, "3 bits round");
        CrossbarArray silent = array(5, Imperfections.NONE, 0, 0, 8);
        assertTrue(silent.realAmperes().stream().allMatch(amperes -> amperes == 0) && silent.errorRatio(silent.readAmperes()) == 0);
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
            Chip chip = new Chip(64, 2, 6, coding, 6e3, 900e3, false);
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
