package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.device.ColumnReadout;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hasnas.simulation.kernel.column.ScalarColumnKernels;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast path of an array against the device and circuit classes themselves. */
final class CrossbarUnitTest {
    private static final ChipConditions BAD = new ChipConditions(5, ChipConditions.AdcRange.CALIBRATED, 0.1, 0, 0.01, 0.02, 0.01, 0.3, 1000, 2,
            Compensation.NONE);
    private static final ChipConditions GATED = ChipParameter.GATED.set(BAD, 1);

    /** Codes of whole circuits, read by {@link ColumnReadout}, shifted and added up: no matrix, no floats. */
    @Test
    void aLayerIsWhatItsCircuitsAndReadoutsGive() {
        assertFalse(Arrays.deepEquals(sumsBesideCircuits(BAD), sumsBesideCircuits(GATED)), "gated cells make no difference");
    }

    /** Also with the columns' gains and offsets compensated: fresh cells, all rows on, give what ungated ones give. */
    @Test
    void gatedCellsAreCompensatedAsUngatedOnes() {
        HardwareProfile profile = SampleNetworks.profile(32, 2, 6, HardwareProfile.SignCoding.OFFSET, false);
        LayerPlacement placement = placement(layer(32, 9, 31), profile);
        int[] steps = new int[placement.coding().columnsPerOutput()];
        Arrays.fill(steps, 1);
        ColumnFormat format = format(placement, steps, 9);
        int[] all = IntStream.range(0, 32).toArray();
        for (Compensation compensation : Compensation.values()) {
            int[][] sums = Stream.of(BAD, GATED).map(conditions -> sums(new CrossbarUnit(programmed(placement,
                    CellCircuit.of(profile, conditions.withCompensation(compensation))), format, 0, Optional.empty(), new NormalQuantiles(),
                    Kernels.ofProgram().column()), all)).toArray(int[][]::new);
            assertArrayEquals(sums[0], sums[1], compensation.toString());
        }
    }

    private static int[][] sumsBesideCircuits(ChipConditions conditions) {
        List<int[]> all = new ArrayList<>();
        for (HardwareProfile.SignCoding coding : HardwareProfile.SignCoding.values()) {
            HardwareProfile profile = SampleNetworks.profile(32, 2, 6, coding, false);
            QuantizedLayer layer = layer(70, 9, 31);
            LayerPlacement placement = placement(layer, profile);
            CellCircuit circuit = CellCircuit.of(profile, conditions);
            ProgrammedLayer programmed = programmed(placement, circuit);
            int[] steps = new int[placement.coding().columnsPerOutput()];
            Arrays.fill(steps, 2);
            ColumnFormat format = format(placement, steps, BAD.converters().bits());
            CrossbarUnit unit = new CrossbarUnit(programmed, format, 0, Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column());
            SplittableRandom random = new SplittableRandom(5);
            int different = 0;
            for (int trial = 0; trial < 20; trial++) {
                int[] rows = random.ints(0, 70).distinct().limit(random.nextInt(1, 40)).sorted().toArray();
                int[] sums = new int[unit.width()];
                unit.multiply(rows, rows.length, sums, ReadNoise.of(5, trial));
                int[] expected = expected(placement, circuit, rows, steps[0]);
                all.add(expected);
                for (int output = 0; output < layer.outputs(); output++) {
                    different += expected[output] == sums[output] ? 0 : 1; // a sum may lie within a float's rounding of the middle between two codes
                }
            }
            assertTrue(different <= 1, coding + ": " + different + " sums differ");
        }
        return all.toArray(int[][]::new);
    }

    /** All cells have lost 37 % of their conductance: with references that follow, the sums are those of fresh cells. */
    @Test
    void compensationTakesOffWhatAllCellsHaveInCommon() {
        ChipConditions drifted = new ChipConditions(9, ChipConditions.AdcRange.FULL, 0, 0, 0, 0, 0.05, 0, 1e4, 0, Compensation.NONE);
        for (HardwareProfile.SignCoding coding : HardwareProfile.SignCoding.values()) {
            HardwareProfile profile = SampleNetworks.profile(32, 2, 6, coding, false);
            QuantizedLayer layer = layer(70, 9, 31);
            LayerPlacement placement = placement(layer, profile);
            int[] steps = new int[placement.coding().columnsPerOutput()];
            Arrays.fill(steps, 1);
            ColumnFormat format = format(placement, steps, drifted.converters().bits());
            SplittableRandom random = new SplittableRandom(5);
            int[] rows = random.ints(0, 70).distinct().limit(40).sorted().toArray();
            int[] exact = sums(new MatrixUnit.Exact(layer), rows);
            for (Compensation compensation : Compensation.values()) {
                ProgrammedLayer programmed = programmed(placement, CellCircuit.of(profile, drifted.withCompensation(compensation)));
                int[] onChip = sums(new CrossbarUnit(programmed, format, 0, Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column()),
                        rows);
                assertEquals(compensation != Compensation.NONE,
                        Arrays.equals(Arrays.copyOf(exact, layer.outputs()), Arrays.copyOf(onChip, layer.outputs())),
                        coding + " " + compensation);
            }
        }
    }

    /** Wires take more from columns that are far from the drivers, which the gain of the whole array can't know. */
    @Test
    void gainsOfColumnsCompensateLossInWiresBetterThanGainsOfArrays() {
        HardwareProfile profile = SampleNetworks.profile(32, 2, 6, HardwareProfile.SignCoding.OFFSET, false);
        QuantizedLayer layer = layer(32, 9, 31);
        LayerPlacement placement = placement(layer, profile);
        Map<Compensation, Double> errors = new EnumMap<>(Compensation.class);
        for (Compensation compensation : Compensation.values()) {
            ChipConditions wires = new ChipConditions(9, ChipConditions.AdcRange.FULL, 0, 0, 0, 0, 0, 0, 1, 20, compensation);
            ProgrammedLayer perfect = programmed(placement, CellCircuit.of(profile, ChipConditions.ideal(9)));
            ProgrammedLayer programmed = programmed(placement, CellCircuit.of(profile, wires));
            for (int i = 0; i < programmed.matrix().length; i++) {
                errors.merge(compensation, (double) Math.abs(programmed.matrix()[i] - perfect.matrix()[i]), Double::sum);
            }
        }
        double none = errors.getOrDefault(Compensation.NONE, 0.0);
        double array = errors.getOrDefault(Compensation.ARRAY_GAIN, 0.0);
        double column = errors.getOrDefault(Compensation.COLUMN_GAIN, 0.0);
        assertTrue(array < 0.7 * none && column < 0.9 * array, errors::toString);
    }

    /**
     * A repaired column has no gain and no offset of its own. With spare columns less is left of the errors, as the digits count, and far less with rows
     * on the word lines that fit them.
     */
    @Test
    void columnsAreCalibratedAndColumnsAndRowsMoved() {
        for (double wireOhms : new double[] {0, 2}) {
            HardwareProfile profile = SampleNetworks.profile(32, 2, 6, HardwareProfile.SignCoding.OFFSET, false);
            LayerPlacement placement = placement(layer(32, 9, 31), profile);
            int digits = placement.coding().columnsPerOutput();
            ProgrammedLayer perfect = programmed(placement, CellCircuit.of(profile, ChipConditions.ideal(9)));
            Map<Compensation, Double> left = new EnumMap<>(Compensation.class);
            for (Compensation repair : List.of(Compensation.COLUMN_LINE, Compensation.SPARE_COLUMNS, Compensation.ROW_ORDER)) {
                ChipConditions bad = new ChipConditions(9, ChipConditions.AdcRange.FULL, 0.3, 0, 0.005, 0.005, 0, 0, 1, wireOhms, repair);
                ProgrammedLayer repaired = programmed(placement, CellCircuit.of(profile, bad));
                for (int column = 0; column < repaired.rowLength(); column++) {
                    SimpleRegression line = new SimpleRegression();
                    int digit = column / (repaired.rowLength() / digits);
                    for (int i = column; i < repaired.matrix().length; i += repaired.rowLength()) {
                        line.addData(perfect.matrix()[i], repaired.matrix()[i]);
                        left.merge(repair, Math.pow((repaired.matrix()[i] - perfect.matrix()[i]) * (1 << (2 * digit)), 2), Double::sum);
                    }
                    if (column % (repaired.rowLength() / digits) < placement.layer().outputs()) {
                        assertEquals(1, line.getSlope(), 1e-4);
                        assertEquals(0, line.getIntercept(), 1e-4);
                    }
                }
            }
            double before = left.getOrDefault(Compensation.COLUMN_LINE, 0.0);
            assertTrue(left.getOrDefault(Compensation.SPARE_COLUMNS, before) < 0.97 * before, left::toString);
            assertTrue(left.getOrDefault(Compensation.ROW_ORDER, before) < 0.8 * left.getOrDefault(Compensation.SPARE_COLUMNS, before),
                    left::toString);
        }
    }

    /** Exact codes and sure codes are those of a read that computes and draws everything; all three ways occur. */
    @Test
    void whatIsCertainIsLeftOutAndChangesNoBit() {
        Map<String, Integer> ways = new HashMap<>();
        for (double sigma : new double[] {0.01, 0.04, 0.3}) {
            for (int step : new int[] {1, 2}) {
                HardwareProfile profile = SampleNetworks.profile(64, 1, 6, HardwareProfile.SignCoding.OFFSET, false);
                LayerPlacement placement = placement(layer(64, 9, 31), profile);
                ChipConditions conditions =
                        new ChipConditions(5, ChipConditions.AdcRange.CALIBRATED, sigma, 0.02, 0, 0, 0, 0, 1, 0, Compensation.NONE);
                ProgrammedLayer programmed = programmed(placement, CellCircuit.of(profile, conditions));
                int[] steps = new int[placement.coding().columnsPerOutput()];
                Arrays.fill(steps, step);
                ColumnFormat format = format(placement, steps, 5);
                CrossbarUnit unit = new CrossbarUnit(programmed, format, 0.02, Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column());
                SplittableRandom random = new SplittableRandom(8);
                ReadNoise noise = ReadNoise.of(4, 2);
                RandomGenerator drawn = RandomByIdentity.of(4, "read noise of image 2");
                for (int trial = 0; trial < 200; trial++) {
                    int[] rows = random.ints(0, 64).distinct().limit(random.nextInt(1, 40)).sorted().toArray();
                    int[] sums = new int[unit.width()];
                    unit.multiply(rows, rows.length, sums, noise);
                    assertArrayEquals(wholeRead(programmed, format, rows, drawn, ways), sums);
                }
            }
        }
        assertTrue(ways.getOrDefault("exact", 0) > 100 && ways.getOrDefault("other", 0) > 100, ways::toString);
    }

    /** With good devices integers are multiplied at once: sums and random numbers passed over are those of bit after bit, and the sums exact. */
    @Test
    void integersAtOnceGiveWhatTheirBitsGive() {
        for (double sigma : new double[] {0.01, 0.3}) {
            HardwareProfile profile = SampleNetworks.profile(32, 1, 6, HardwareProfile.SignCoding.OFFSET, false);
            QuantizedLayer layer = layer(40, 9, 31);
            LayerPlacement placement = placement(layer, profile);
            ChipConditions conditions = new ChipConditions(5, ChipConditions.AdcRange.CALIBRATED, sigma, 0.004, 0, 0, 0, 0, 1, 0, Compensation.NONE);
            int[] steps = new int[placement.coding().columnsPerOutput()];
            Arrays.fill(steps, 1);
            CrossbarUnit unit = new CrossbarUnit(programmed(placement, CellCircuit.of(profile, conditions)), format(placement, steps, 6), 0.004,
                    Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column());
            MatrixUnit bitByBit = plain(unit);
            SplittableRandom random = new SplittableRandom(4);
            for (boolean isSigned : new boolean[] {false, true}) {
                int[] inputs = random.ints(40, isSigned ? -128 : 0, isSigned ? 128 : 256).map(input -> random.nextInt(3) == 0 ? 0 : input).toArray();
                Arrays.fill(inputs, 32, 40, 5); // few bits of the second crossbar are read
                ReadNoise noise = ReadNoise.of(1, 0);
                ReadNoise slow = ReadNoise.of(1, 0);
                int[] sums = new int[unit.width()];
                int[] slowSums = new int[unit.width()];
                assertEquals(new BitStream(bitByBit, 40, 8, isSigned).multiply(inputs, slowSums, slow),
                        new BitStream(unit, 40, 8, isSigned).multiply(inputs, sums, noise));
                assertArrayEquals(slowSums, sums);
                assertEquals(slow.nextLong(), noise.nextLong());
                int[] exact = new int[unit.width()];
                boolean isAtOnce = unit.multiplyIntegers(inputs, 255, new int[unit.width()], noise);
                assertTrue(new MatrixUnit.Exact(layer).multiplyIntegers(inputs, 255, exact, noise));
                assertEquals(sigma < 0.1, isAtOnce);
                assertEquals(sigma < 0.1, Arrays.equals(Arrays.copyOf(exact, layer.outputs()), Arrays.copyOf(sums, layer.outputs())));
            }
        }
    }

    /** The unit without its short ways: every product is read. */
    private static MatrixUnit plain(MatrixUnit unit) {
        return new MatrixUnit() {
            @Override
            public int width() {
                return unit.width();
            }

            @Override
            public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
                unit.multiply(rows, count, sums, noise);
            }
        };
    }

    /** Pixels that are not read again, and convolutions from input pixel to input pixel, with little noise and with noise that changes many codes. */
    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.03, 2", "0.3, 1"})
    void shortWaysThroughANetworkChangeNoBit(double noiseRatio, int step) {
        Network network = SampleNetworks.feedback();
        var images = SampleNetworks.images(network, 1);
        HardwareProfile profile = SampleNetworks.profile(32, 2, 8, HardwareProfile.SignCoding.OFFSET, true);
        QuantizedNetwork quantized = QuantizedNetwork.of(network, SampleNetworks.weights(network, 1), images.normalization(), 8, 8);
        NormalQuantiles normal = new NormalQuantiles();
        List<LayerPlacement> placements = LayerPlacement.of(quantized, profile);
        ChipConditions conditions = ChipParameter.SIGMA.set(ChipConditions.typical(7), 0.03);
        ProgrammedChip chip = ProgrammedChip.program(placements, CellCircuit.of(profile, conditions), 1, Workers.CALLER, JobContext.NONE);
        Function<QuantizedLayer, MatrixUnit> units = layer -> {
            LayerPlacement placement = placement(layer, profile);
            int[] steps = new int[placement.coding().columnsPerOutput()];
            Arrays.fill(steps, step);
            return chip.layer(layer.name()).unit(new ColumnFormat(placement.blocks().outputsTogether(), steps, format(placement, steps, 7).factors(),
                    127), noiseRatio, Optional.empty(), normal, Kernels.ofProgram().column());
        };
        assertTrue(quantized.layers().stream().anyMatch(layer -> layer.kernelSize() == 3 && units.apply(layer).byPosition(9).isPresent()));
        List<NetworkRun> runs = List.of(new NetworkRun(quantized, layer -> plain(units.apply(layer)), /* rereadStem= */ true, ReadNoise.of(1, 0)),
                new NetworkRun(quantized, units, /* rereadStem= */ true, ReadNoise.of(1, 0)),
                new NetworkRun(quantized, units, /* rereadStem= */ true, ReadNoise.of(1, 0)));
        runs.getLast().watchSums(new SumStatistics());
        for (int image = 0; image < 3; image++) {
            long[] next = new long[runs.size()];
            double[][] scores = new double[runs.size()][quantized.classes()];
            for (int run = 0; run < runs.size(); run++) {
                ReadNoise noise = ReadNoise.of(1, image);
                runs.get(run).run(images, image, noise, scores[run], JobContext.NONE);
                next[run] = noise.nextLong();
                assertArrayEquals(scores[0], scores[run]);
                assertEquals(next[0], next[run]);
            }
        }
    }

    /** Products made again have the bits of products that are read; all ways occur. */
    @Test
    void productsThatComeAgainHaveTheBitsOfProductsThatAreRead() {
        Map<String, Integer> ways = new HashMap<>();
        for (double noiseRatio : new double[] {0.001, 0.01, 0.2}) {
            for (int step : new int[] {1, 2}) {
                HardwareProfile profile = SampleNetworks.profile(32, 1, 6, HardwareProfile.SignCoding.OFFSET, false);
                LayerPlacement placement = placement(layer(40, 9, 31), profile);
                ChipConditions conditions =
                        new ChipConditions(5, ChipConditions.AdcRange.CALIBRATED, 0.02, noiseRatio, 0, 0, 0, 0, 1, 0, Compensation.NONE);
                int[] steps = new int[placement.coding().columnsPerOutput()];
                Arrays.fill(steps, step);
                CrossbarUnit unit = new CrossbarUnit(programmed(placement, CellCircuit.of(profile, conditions)), format(placement, steps, 5),
                        noiseRatio, Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column());
                BitStream bits = new BitStream(unit, 40, 8, /* isSigned= */ false);
                SplittableRandom random = new SplittableRandom(4);
                int[][] inputs = new int[20][];
                Arrays.setAll(inputs, product -> random.ints(40, 0, 256).map(input -> product % 3 == 0 ? input & 8 : input).toArray());
                RepeatedProducts products = unit.repeated(inputs.length).orElseThrow();
                products.clear();
                Arrays.stream(inputs).forEach(each -> bits.remember(each, products));
                ReadNoise noise = ReadNoise.of(3, 1);
                for (int time = 0; time < 40; time++) {
                    for (int product = 0; product < inputs.length; product++) {
                        if (!products.isKnown(product)) {
                            ways.merge("unknown", 1, Integer::sum);
                            continue;
                        }
                        long before = noise.position();
                        int[] again = new int[unit.width()];
                        products.multiply(product, again, noise, (which, worth, from, to, totals, at) -> {
                            ways.merge("near", 1, Integer::sum);
                            bits.readAgain(inputs[which], worth, from, to, totals, at);
                        });
                        ways.merge(products.isCertain(product) ? "certain" : "noisy", 1, Integer::sum);
                        long after = noise.position();
                        noise.moveTo(before);
                        int[] read = new int[unit.width()];
                        new BitStream(plain(unit), 40, 8, /* isSigned= */ false).multiply(inputs[product], read, noise);
                        assertArrayEquals(read, again);
                        assertEquals(noise.position(), after);
                    }
                }
            }
        }
        for (String way : List.of("unknown", "near", "certain", "noisy")) {
            assertTrue(ways.getOrDefault(way, 0) > 20, ways::toString);
        }
    }

    private static int[] wholeRead(ProgrammedLayer layer, ColumnFormat format, int[] rows, RandomGenerator drawn, Map<String, Integer> ways) {
        ColumnKernels kernels = new ScalarColumnKernels();
        int[] starts = Arrays.stream(rows).map(row -> row * layer.rowLength()).toArray();
        float[] columns = new float[layer.rowLength()];
        float[] squares = new float[columns.length];
        kernels.sumWithSquares(layer.matrix(), starts, 0, rows.length, layer.levelZero(), columns, squares);
        NormalDistribution normal = new NormalDistribution();
        for (int i = 0; i < columns.length; i += 4) {
            long bits = drawn.nextLong();
            for (int k = i; k < i + 4; k++) {
                float draw = (float) normal.inverseCumulativeProbability(((bits & 0xFFFF) + 0.5) / 0x10000);
                columns[k] += 0.02f * (float) Math.sqrt(squares[k]) * draw;
                bits >>>= 16;
            }
        }
        int[] totals = new int[format.stride()];
        kernels.convert(columns, format, 0, totals);
        int[] exact = new int[format.stride()];
        kernels.addRows(layer.exact(), rows, 0, rows.length, format.stride(), exact, 0);
        for (int output = 0; output < totals.length; output++) {
            totals[output] -= layer.placement().coding().offset() * rows.length;
        }
        ways.merge(Arrays.equals(exact, totals) ? "exact" : "other", 1, Integer::sum);
        return totals;
    }

    private static int[] sums(MatrixUnit unit, int[] rows) {
        int[] sums = new int[unit.width()];
        unit.multiply(rows, rows.length, sums, ReadNoise.of(1, 0));
        return sums;
    }

    private static int[] expected(LayerPlacement placement, CellCircuit circuit, int[] rows, int step) {
        ColumnReadout readout = new ColumnReadout(circuit.levels(), 0.5, BAD.converters().bits(), step * ((1 << BAD.converters().bits()) - 1));
        WeightCoding coding = placement.coding();
        int[] totals = new int[placement.layer().outputs()];
        for (int r = 0; r < placement.rowBlocks(); r++) {
            for (int c = 0; c < placement.columnBlocks(); c++) {
                int[][] used = coding.encode(placement.weights(r, c));
                int[][] levels = new int[circuit.side()][circuit.side()];
                for (int row = 0; row < used.length; row++) {
                    System.arraycopy(used[row], 0, levels[row], 0, used[row].length);
                }
                String name = placement.layer().name() + "[" + r + "][" + c + "]";
                double[][] siemens = new CellArray(circuit.levels(), circuit.imperfections(), 7, name, levels).driftedSiemens(circuit.ageRatio());
                double[] volts = new double[circuit.side()];
                int active = 0;
                int[] held = placement.blocks().rowsOf(r, c);
                for (int row : rows) {
                    int inBlock = Arrays.binarySearch(held, row);
                    if (inBlock >= 0) {
                        volts[inBlock] = 0.5;
                        active++;
                    }
                }
                double[] columns = new double[used[0].length];
                var solution = new CrossbarCircuit(circuit.access(), circuit.resistances(), siemens).solve(RowInput.of(volts));
                for (int column = 0; column < columns.length; column++) {
                    columns[column] = readout.steps(readout.code(solution.columnAmperes(column), active));
                }
                for (int output = 0; output < used[0].length / coding.columnsPerOutput(); output++) {
                    totals[placement.blocks().firstOutput(c) + output] += (int) Math.rint(coding.decode(columns, output, active));
                }
            }
        }
        return totals;
    }

    /** One number per column and read has the variance of one number per cell. */
    @Test
    void readNoiseHasTheDistributionOfNoiseInEveryCell() {
        HardwareProfile profile = SampleNetworks.profile(32, 4, 5, HardwareProfile.SignCoding.OFFSET, false);
        QuantizedLayer layer = layer(20, 1, 15);
        LayerPlacement placement = placement(layer, profile);
        CellCircuit circuit = CellCircuit.of(profile, ChipConditions.ideal(10));
        ProgrammedLayer programmed = programmed(placement, circuit);
        double ratio = 0.1;
        ColumnFormat format = format(placement, new int[] {1, 1}, 10);
        CrossbarUnit unit = new CrossbarUnit(programmed, format, ratio, Optional.empty(), new NormalQuantiles(), Kernels.ofProgram().column());
        int[] rows = {0, 2, 3, 7, 8, 11, 13, 19};
        ReadNoise noise = ReadNoise.of(3, 0);
        int[][] levels = placement.coding().encode(placement.weights(0, 0));
        CellArray cells = new CellArray(circuit.levels(), new Imperfections(0, 0, ratio, 0, 0, 0, 0), 3, "noise", levels);
        double[][] programmedSiemens = cells.programmedSiemens();
        ColumnReadout readout = new ColumnReadout(circuit.levels(), 1, 10, 1023);
        StreamingStatistics fast = new StreamingStatistics();
        StreamingStatistics slow = new StreamingStatistics();
        for (int read = 0; read < 4000; read++) {
            int[] sums = new int[unit.width()];
            unit.multiply(rows, rows.length, sums, noise);
            fast.addValue(sums[0]);
            double[][] siemens = cells.readSiemens(programmedSiemens, read);
            double[] columns = new double[2];
            for (int column = 0; column < 2; column++) {
                double current = 0;
                for (int row : rows) {
                    current += siemens[row][column];
                }
                columns[column] = readout.code(current, rows.length);
            }
            slow.addValue(placement.coding().decode(columns, 0, rows.length));
        }
        assertTrue(slow.getStandardDeviation() > 3, slow.toString());
        assertEquals(slow.getMean(), fast.getMean(), 0.1 * slow.getStandardDeviation());
        assertEquals(1, fast.getStandardDeviation() / slow.getStandardDeviation(), 0.06);
    }

    private static QuantizedLayer layer(int rows, int outputs, int largest) {
        SplittableRandom random = new SplittableRandom(11);
        float[][] weights = new float[rows][outputs];
        for (float[] row : weights) {
            for (int output = 0; output < outputs; output++) {
                row[output] = (float) random.nextGaussian();
            }
        }
        return QuantizedLayer.of("layer", 1, 1, false, weights, largest);
    }

    /** A layer whose whole matrix is one position. */
    private static LayerPlacement placement(QuantizedLayer layer, HardwareProfile profile) {
        return LayerPlacement.of(layer, profile);
    }

    private static ProgrammedLayer programmed(LayerPlacement placement, CellCircuit circuit) {
        ProgrammedLayer programmed = new ProgrammedLayer(placement, circuit);
        for (int r = 0; r < placement.rowBlocks(); r++) {
            for (int c = 0; c < placement.columnBlocks(); c++) {
                programmed.program(r, c, circuit, 7);
            }
        }
        return programmed;
    }

    private static ColumnFormat format(LayerPlacement placement, int[] steps, int adcBits) {
        WeightCoding coding = placement.coding();
        int[] factors = new int[steps.length];
        for (int digit = 0; digit < factors.length; digit++) {
            factors[digit] = (digit < coding.slices() ? 1 : -1) * (steps[digit] << (digit % coding.slices() * coding.cellBits()));
        }
        return new ColumnFormat(placement.layer().outputs(), steps, factors, (1 << adcBits) - 1);
    }

    @Test
    void theResultDoesNotDependOnThreads() {
        Network network = SampleNetworks.feedback();
        var images = SampleNetworks.images(network, 1);
        HardwareProfile profile = SampleNetworks.profile(32, 2, 8, HardwareProfile.SignCoding.OFFSET, true);
        QuantizedNetwork quantized = QuantizedNetwork.of(network, SampleNetworks.weights(network, 1), images.normalization(), 8, 8);
        ChipConditions conditions = ChipParameter.SIGMA.set(ChipConditions.typical(6), 0.3);
        ChipPoint alone = new ChipInference(quantized, profile, images, 3, Kernels.ofProgram().column(), Workers.CALLER, JobContext.NONE)
                .measure(conditions, images, images.size(), "images", 2, 1, JobContext.NONE);
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            Workers workers = new Workers(pool, 3);
            ChipPoint together = new ChipInference(quantized, profile, images, 3, Kernels.ofProgram().column(), workers, JobContext.NONE)
                    .measure(conditions, images, images.size(), "images", 2, 1, JobContext.NONE);
            assertEquals(alone, together);
        }
        assertTrue(alone.rates().byLayer().keySet().containsAll(List.of("stem", "reduction1", "hidden", "output", "cell1.0->1")),
                alone.rates()::toString);
    }

    @Test
    void convertersThatSeeEverySumAreExactAndFewerBitsClipLittle() {
        LayerPlacement placement = placement(layer(20, 3, 127), SampleNetworks.profile(32, 2, 8, HardwareProfile.SignCoding.OFFSET, false));
        long[][] sums = CalibrationUnit.emptySums(placement);
        assertEquals(20 * 3 + 1, sums[0].length);
        assertArrayEquals(new int[] {1, 1, 1, 1}, ConverterSteps.choose(placement, sums, 6, ChipConditions.AdcRange.FULL).steps());
        assertArrayEquals(new int[] {4, 4, 4, 4}, ConverterSteps.choose(placement, sums, 4, ChipConditions.AdcRange.FULL).steps());
        for (long[] digit : sums) {
            Arrays.fill(digit, 0, 14, 1000); // small sums are the rule, the largest an exception
            digit[60] = 1;
        }
        assertArrayEquals(new int[] {1, 1, 1, 1}, ConverterSteps.choose(placement, sums, 4, ChipConditions.AdcRange.CALIBRATED).steps());
    }
}
