package org.hasnas.chip.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.hasnas.chip.catalog.DeviceFiles;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.chip.model.Programming;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The devices of the program beside numbers reckoned by hand from the published functions. */
class PublishedDevicesTest {
    private static final double DAY = 86_400;
    /** Half of the highest conductance is level 1 of 3. */
    private static final CellLevels LEVELS = new CellLevels(25e-6, 6.25e-6, 2);

    @Test
    void allDevicesNameTheirSourcesAndDeviateByANumber() throws HasnasException {
        for (DeviceStatistics device : DeviceFiles.bundled()) {
            assertFalse(device.isPerfect());
            assertTrue(device.sources().size() >= 2, device.id());
            for (double g = 0; g <= 1; g += 0.01) {
                for (double age : new double[] {1, 100, DAY, 1e9}) {
                    assertTrue(device.programmingDeviation(g, age) >= 0 && device.programmingDeviation(g, age) < 0.2, device.id() + " at " + g);
                    assertTrue(device.flickerRatio(g, age) >= 0, device.id() + " at " + g);
                }
            }
        }
    }

    @Test
    void phaseChangeCellsFollowThePublishedFunctions() throws HasnasException {
        DeviceStatistics pcm = DeviceFiles.find("pcm-nandakumar-2019");
        assertEquals(1.05538 / 25, pcm.programmingDeviation(1, 1), 1e-9);
        assertEquals(0.609556 / 25, pcm.programmingDeviation(0.2, DAY), 1e-9, "an error of programming stays");
        assertEquals(0.049, pcm.drift().mean().value(1));
        assertEquals(0.0957801, pcm.drift().mean().value(0.01), 1e-7);
        assertEquals(0.008, pcm.drift().deviation().value(1));
        assertEquals(0.045, pcm.drift().deviation().value(0.01));
        assertEquals(0.0088 * Math.sqrt(Math.log((1e5 + 20) / 5e-7)), pcm.flickerRatio(1, 1e5), 1e-9);
        assertEquals(0.0448897, pcm.flickerRatio(1, 1e5), 1e-6);
        DeviceStatistics hermes = DeviceFiles.find("pcm-hermes-2023");
        assertEquals(1.00756712 / 10.35, hermes.programmingDeviation(1, 1), 1e-9);
        assertEquals(-0.0436 * 0.25 - 0.0126 * 0.5 + 0.0736, hermes.drift().mean().value(0.5), 1e-12);
        assertEquals(-0.0387 * Math.log(0.05) - 0.0182, hermes.drift().mean().value(0.05), 1e-12);
        assertEquals(0.13, hermes.drift().mean().value(0.001));
    }

    @Test
    void reramFollowsThePublishedFunctions() throws HasnasException {
        DeviceStatistics wan = DeviceFiles.find("reram-wan-2022");
        assertEquals(2.0229375 / 40, wan.programmingDeviation(0.5, 1), 1e-9);
        assertEquals(3.909 / 40, wan.programmingDeviation(0.5, DAY), 1e-9);
        assertEquals((2.0229375 + 3.909) / 80, wan.programmingDeviation(0.5, Math.sqrt(DAY)), 1e-9, "half of the way in the logarithm of time");
        assertEquals(wan.programmingDeviation(0.5, 2 * DAY), wan.programmingDeviation(0.5, 1e9), "nothing is known beyond two days");
        DeviceStatistics falcone = DeviceFiles.find("reram-falcone-2025");
        double microsiemens = 50;
        double g = microsiemens / 88.2;
        assertEquals(0.0112185391 + 0.01129027418 * microsiemens, 88.2 * falcone.programmingDeviation(g, 1), 1e-8);
        assertEquals(0.0277316483 * Math.log10(microsiemens) * Math.sqrt(Math.log((100 + 1e-6) / 2e-6)),
                microsiemens * falcone.flickerRatio(g, 100), 1e-7);
        DeviceStatistics milo = DeviceFiles.find("reram-milo-2021");
        assertEquals(4.782321 - 0.009107 * 100, 225 * milo.programmingDeviation(100 / 225.0, 1), 1e-8);
    }

    /** What two groups read from the same figures of Wan and from figures of the same cells. */
    @Test
    void independentFitsAgreeAsTheFilesSay() throws HasnasException {
        DeviceStatistics wan = DeviceFiles.find("reram-wan-2022");
        assertEquals(0, largest(0.03, 0.98, g -> 40 * wan.programmingDeviation(g, 1) - cubic(40 * g)), 0.6);
        DeviceStatistics nandakumar = DeviceFiles.find("pcm-nandakumar-2019");
        DeviceStatistics joshi = DeviceFiles.find("pcm-joshi-2020");
        assertEquals(0, largest(0.01, 1, g -> 25 * (nandakumar.programmingDeviation(g, 1) - joshi.programmingDeviation(g, 1))), 0.1);
    }

    /** CrossSim's fit of Wan's figure, in microsiemens. */
    private static double cubic(double microsiemens) {
        return 1.053 + microsiemens * (0.2374 + microsiemens * (-0.01167 + microsiemens * 1.536e-4));
    }

    private static double largest(double from, double to, DoubleUnaryOperator difference) {
        double most = 0;
        for (double g = from; g <= to; g += 0.01) {
            most = Math.max(most, Math.abs(difference.applyAsDouble(g)));
        }
        return most;
    }

    private static double[] cells(String device, double age, int level) throws HasnasException {
        int[][] levels = new int[100][100];
        Arrays.stream(levels).forEach(row -> Arrays.fill(row, level));
        CellArray array = new CellArray(LEVELS, Imperfections.of(DeviceFiles.find(device)), 3, "cells", levels);
        return Arrays.stream(age > 1 ? array.driftedSiemens(age) : array.programmedSiemens()).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
    }

    @Test
    void cellsDeviateAsMuchAsThePublishedOnes() throws HasnasException {
        double[] fresh = cells("reram-wan-2022", 1, 1);
        assertEquals(12.5e-6, mean(fresh), 0.04e-6);
        assertEquals(25e-6 * 2.0229375 / 40, deviation(fresh), 0.02e-6);
        assertEquals(25e-6 * 3.909 / 40, deviation(cells("reram-wan-2022", DAY, 1)), 0.03e-6);
        assertEquals(25e-6 * 0.038 / 1.2, deviation(cells("fefet-soliman-2023", DAY, 1)), 0.02e-6);
    }

    @Test
    void cellsDriftAsThePublishedOnes() throws HasnasException {
        DeviceStatistics pcm = DeviceFiles.find("pcm-nandakumar-2019");
        double[] aged = cells("pcm-nandakumar-2019", 1e6, 3);
        assertEquals(25e-6 * Math.pow((1e6 + 20) / 20, -0.049), mean(aged), 0.05e-6);
        double relative = Math.sqrt(Math.pow(1.05538 / 25, 2) + Math.pow(pcm.flickerRatio(1, 1e6), 2)
                + Math.pow(0.008 * Math.log((1e6 + 20) / 20), 2)); // to first order
        assertEquals(relative, deviation(aged) / mean(aged), 0.005);
        double[] relaxed = cells("reram-falcone-2025", 1e4, 1);
        assertEquals(25e-6 * (0.5 - 0.08900206 * Math.log(1e4) / 88.2), mean(relaxed), 0.02e-6);
    }

    @Test
    void programmingTakesEveryPulseAndReadOfEveryCell() throws HasnasException {
        DeviceStatistics pcm = DeviceFiles.find("pcm-joshi-2020");
        Programming programming = Programming.of(pcm, new HardwareProfile.Device(10_000, 40_000, 0.2), 1000, 4, 256);
        assertEquals(4000, programming.cells());
        double read = 0.2 * 0.2 * (1e-4 + 0.25e-4) / 2 * 1e-6;
        assertEquals(4000 * 20 * (36e-12 + read), programming.energy().joules(), 1e-15);
        assertEquals(256 * 20 * (400e-9 + 1e-6), programming.sideBySide().seconds(), 1e-12);
        assertEquals(4000 * 20 * (400e-9 + 1e-6), programming.oneByOne().seconds(), 1e-12);
        assertEquals(1e5 / 20, programming.leastTimes());
        assertTrue(programming.wearsOut());
    }

    @Test
    void everyCellIsWrittenAsSomeDevice() throws HasnasException {
        assertEquals("reram-wan-2022", DeviceFiles.written("", "", "neurosim-1.4-22nm-rram").id());
        assertEquals("fefet-soliman-2023", DeviceFiles.written("", "", "neurosim-1.4-7nm-fefet").id());
        assertEquals("pcm-joshi-2020", DeviceFiles.written("pcm-joshi-2020", "", "neurosim-1.4-7nm-fefet").id());
        assertTrue(DeviceFiles.written("", "", "neurosim-1.4-7nm-sram").isPerfect());
    }

    @Test
    void aFileOfTheUserIsReadAndAWrongOneIsToldByItsField(@TempDir Path folder) throws IOException, HasnasException {
        String text;
        try (var stream = Objects.requireNonNull(DeviceFiles.class.getResourceAsStream("/org/hasnas/assets/device/pcm-joshi-2020.json"))) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = folder.resolve("mine.json");
        Files.writeString(file, text.replace("pcm-joshi-2020", "mine"));
        assertEquals("mine", DeviceFiles.of("mine.json", DeviceFiles.text("mine.json", folder)).id());
        assertEquals("mine", DeviceFiles.find(file.toString()).id());
        Files.writeString(file, text.replace("\"pulsesPerCell\": 20", "\"pulsesPerCell\": 0"));
        HasnasException wrong = assertThrows(HasnasException.class, () -> DeviceFiles.find(file.toString()));
        assertTrue(String.valueOf(wrong.getMessage()).contains("'pulsesPerCell' is '0'; it must be a number above 0"), wrong.getMessage());
        Files.writeString(file, "");
        HasnasException empty = assertThrows(HasnasException.class, () -> DeviceFiles.find(file.toString()));
        assertEquals(ErrorCode.BAD_DATA, empty.code(), empty.getMessage());
        HasnasException none = assertThrows(HasnasException.class, () -> DeviceFiles.find("reram-wan"));
        assertEquals(ErrorCode.NOT_FOUND, none.code());
        assertTrue(String.valueOf(none.getMessage()).contains("reram-wan-2022, reram-milo-2021"), none.getMessage());
    }
}
