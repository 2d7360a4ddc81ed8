package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.DieFault;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasuredDieTest {
    private static final HardwareProfile PROFILE = SampleNetworks.profile(32, 2, 8, SignCoding.OFFSET, false);
    private static final CellCircuit CIRCUIT = CellCircuit.of(PROFILE, ChipConditions.ideal(9).withCompensation(Compensation.COLUMN_GAIN));
    private static final List<LayerPlacement> PLACEMENTS = placements();

    @TempDir
    private Path folder = Path.of("");

    private static List<LayerPlacement> placements() {
        Network network = SampleNetworks.feedback();
        return LayerPlacement
                .of(QuantizedNetwork.of(network, SampleNetworks.weights(network, 1), SampleNetworks.images(network, 1).normalization(), 8,
                        PROFILE.layout().imageBits()), PROFILE);
    }

    private static double[][] simulated(LayerPlacement placement, Imperfections imperfections, long seed) {
        return new CellArray(CIRCUIT.levels(), imperfections, seed, MeasuredDie.name(placement.layer().name(), 0, 0),
                placement.coding().encode(placement.weights(0, 0))).programmedSiemens();
    }

    private static String csv(double[][] siemens) {
        StringBuilder text = new StringBuilder();
        for (double[] row : siemens) {
            for (int column = 0; column < row.length; column++) {
                text.append(column == 0 ? "" : ",").append(row[column]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A die whose cells were measured is the chip that was simulated with the same cells, to the bit. */
    @Test
    void aMeasuredDieIsTheChipItWasMeasuredOn() throws Exception {
        ChipConditions spread = new ChipConditions(9, ChipConditions.AdcRange.FULL, 0.3, 0, 0.005, 0.005, 0, 0, 1, 0, Compensation.NONE);
        CellCircuit real = CellCircuit.of(PROFILE, spread);
        for (LayerPlacement placement : PLACEMENTS) {
            for (int row = 0; row < placement.rowBlocks(); row++) {
                for (int column = 0; column < placement.columnBlocks(); column++) {
                    String name = MeasuredDie.name(placement.layer().name(), row, column);
                    double[][] cells = new CellArray(real.levels(), real.imperfections(), 7, name,
                            placement.coding().encode(placement.weights(row, column))).programmedSiemens();
                    Files.writeString(folder.resolve(placement.layer().name() + "." + row + "." + column + ".csv"), csv(cells));
                }
            }
        }
        MeasuredDie die = MeasuredDie.read(folder);
        die = die.of(PLACEMENTS, 32);
        ProgrammedChip measured = ProgrammedChip.program(PLACEMENTS, CellCircuit.of(PROFILE, ChipConditions.ideal(9)).with(die), 1, Workers.CALLER,
                JobContext.NONE);
        ProgrammedChip simulated = ProgrammedChip.program(PLACEMENTS, real, 7, Workers.CALLER, JobContext.NONE);
        for (LayerPlacement placement : PLACEMENTS) {
            assertArrayEquals(simulated.layer(placement.layer().name()).matrix(), measured.layer(placement.layer().name()).matrix());
        }
        List<DieFault> faults = die.faults(PLACEMENTS, CIRCUIT.levels());
        assertEquals(PLACEMENTS.stream().mapToInt(LayerPlacement::arrays).sum(), faults.size());
        assertTrue(faults.getFirst().deviationSteps() >= faults.getLast().deviationSteps() && faults.getFirst().wrongCells() > 0);
    }

    @Test
    void whatIsNotMeasuredIsSimulatedAndTheCrossbarAtFaultIsNamed() throws Exception {
        LayerPlacement first = PLACEMENTS.getFirst();
        LayerPlacement second = PLACEMENTS.get(1);
        double[][] right = simulated(first, new Imperfections(0, 0, 0, 0, 0, 0, 0), 1);
        double[][] wrong = simulated(second, new Imperfections(0.5, 0, 0, 0.05, 0, 0, 0), 1);
        Files.writeString(folder.resolve(first.layer().name() + ".0.0.csv"), csv(right));
        float[][] floats = new float[wrong.length][wrong[0].length];
        for (int row = 0; row < wrong.length; row++) {
            for (int column = 0; column < wrong[row].length; column++) {
                floats[row][column] = (float) wrong[row][column];
            }
        }
        floats[0][0] = Float.NaN;
        NumpyFile.write(folder.resolve(second.layer().name() + ".0.0.npy"), NumpyFile.Array.of(floats));
        MeasuredDie die = MeasuredDie.read(folder);
        List<DieFault> faults = die.faults(PLACEMENTS, CIRCUIT.levels());
        assertEquals(second.layer().name(), faults.getFirst().layer());
        assertEquals(wrong.length * wrong[0].length - 1, faults.getFirst().measuredCells());
        assertTrue(faults.getFirst().wrongCells() > 0);
        assertEquals(0, faults.getLast().deviationSteps(), 1e-12);
        double[][] perfect = simulated(second, new Imperfections(0, 0, 0, 0, 0, 0, 0), 1);
        double[][] over = die.over(MeasuredDie.name(second.layer().name(), 0, 0), perfect,
                second.coding().encode(second.weights(0, 0)), CIRCUIT.levels());
        assertEquals(perfect[0][0], over[0][0], "not measured");
        assertEquals(floats[0][1], over[0][1], 0);
        assertSame(perfect, die.over("other[0][0]", perfect, new int[0][], CIRCUIT.levels()));
    }

    /** Of a cell that is programmed to another level, its one measurement tells whether it is stuck, and its ratio if not. */
    @Test
    void measuredCellsAreToldAtOtherLevels() throws Exception {
        LayerPlacement first = PLACEMENTS.getFirst();
        int[][] levels = first.coding().encode(first.weights(0, 0));
        double[][] cells = simulated(first, Imperfections.NONE, 1);
        cells[0][0] *= 1.1;
        cells[0][1] = CIRCUIT.levels().siemens(levels[0][1] < 2 ? 3 : 0); // stuck
        Files.writeString(folder.resolve(first.layer().name() + ".0.0.csv"), csv(cells));
        MeasuredDie die = MeasuredDie.read(folder).of(PLACEMENTS, 32);
        int other = 3 - levels[0][0];
        double stuck = cells[0][1];
        levels[0][0] = other;
        levels[0][1] = 3 - levels[0][1];
        double[][] told = die.over(MeasuredDie.name(first.layer().name(), 0, 0), cells, levels, CIRCUIT.levels());
        assertEquals(1.1 * CIRCUIT.levels().siemens(other), told[0][0], 1e-12 * told[0][0]);
        assertEquals(stuck, told[0][1]);
        assertEquals(cells[0][2], told[0][2], "at its own level");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "stem.0.0.csv | 1e-6,x | line 1: 'x' is no conductance in siemens",
        "stem.0.0.csv | 1e-6,-1e-6 | is no conductance of a cell",
        "stem.csv | 1e-6 | is of no crossbar; it must be called LAYER.ROW.COLUMN.csv",
        "stem.0.0.npy | abc | is no array of NumPy",
        "readme.txt | hello | holds no measured conductances",
    })
    void whatIsNoDieIsRefused(String name, String text, String expected) throws Exception {
        Files.writeString(folder.resolve(name), text);
        HasnasException e = assertThrows(HasnasException.class, () -> MeasuredDie.read(folder));
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    @Test
    void crossbarsOfAnotherChipAreRefused() throws Exception {
        Files.writeString(folder.resolve("stem.9.0.csv"), "1e-6");
        MeasuredDie die = MeasuredDie.read(folder);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> die.of(PLACEMENTS, 32));
        assertTrue(String.valueOf(e.getMessage()).contains("stem[9][0] is none of its crossbars, which are stem[0..0]"), e.getMessage());
    }
}
