package org.hasnas.chip.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.inference.model.DieFault;
import org.hasnas.document.InputFile;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Conductances that were measured on a die, in siemens: a folder with {@code LAYER.ROW.COLUMN.csv} or {@code .npy} of single crossbars, [row][column],
 * or {@code LAYER.npy} of all crossbars of a layer, [crossbar over rows][over columns][row][column], as {@code export --format hardware} writes the
 * targets. What is not measured is empty in a CSV file, NaN, or left out at the end of rows and columns; files of crossbars that were not measured may
 * be missing.
 */
public final class MeasuredDie {
    /** Nothing was measured. */
    public static final MeasuredDie NONE = new MeasuredDie(Map.of(), Map.of());

    private static final Pattern CROSSBAR = Pattern.compile("(.+)\\.(\\d{1,6})\\.(\\d{1,6})\\.(csv|npy)");
    private static final Pattern LAYER = Pattern.compile("(.+)\\.npy");

    private final Map<String, double[][]> crossbars;
    /** Levels that the cells were at when they were measured. */
    private final Map<String, int[][]> levels;

    private MeasuredDie(Map<String, double[][]> crossbars, Map<String, int[][]> levels) {
        this.crossbars = Map.copyOf(crossbars);
        this.levels = Map.copyOf(levels);
    }

    /** Name of a crossbar: what its devices are drawn by where they are simulated. */
    static String name(String layer, int rowBlock, int columnBlock) {
        return layer + "[" + rowBlock + "][" + columnBlock + "]";
    }

    /**
     * Reads a folder of measured conductances.
     *
     * @throws HasnasException NOT_FOUND or IO if there is none; BAD_DATA with file and line if one can't be read as conductances
     */
    public static MeasuredDie read(Path folder) throws HasnasException {
        if (!Files.isDirectory(folder)) { // a pipe would be waited for without end
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no folder of measured conductances " + folder + ".");
        }
        List<Path> files = InputFile.inside(folder, 1).stream().filter(file -> file.toString().endsWith(".csv") || file.toString().endsWith(".npy"))
                .toList();
        Map<String, double[][]> crossbars = new HashMap<>();
        for (Path file : files) {
            Matcher crossbar = CROSSBAR.matcher(String.valueOf(file.getFileName()));
            Matcher layer = LAYER.matcher(String.valueOf(file.getFileName()));
            if (crossbar.matches()) {
                crossbars.put(name(crossbar.group(1), Integer.parseInt(crossbar.group(2)), Integer.parseInt(crossbar.group(3))),
                        crossbar.group(4).equals("csv") ? csv(file) : matrices(file, 2).getFirst());
            } else if (layer.matches()) {
                List<double[][]> all = matrices(file, 4);
                int columns = NumpyFile.readArray(file).shape().get(1);
                for (int index = 0; index < all.size(); index++) {
                    crossbars.put(name(layer.group(1), index / columns, index % columns), all.get(index));
                }
            } else {
                throw new HasnasException(ErrorCode.BAD_DATA,
                        file + " is of no crossbar; it must be called LAYER.ROW.COLUMN.csv, such as stem.0.0.csv");
            }
        }
        if (crossbars.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    "The folder " + folder + " holds no measured conductances; put LAYER.ROW.COLUMN.csv or LAYER.npy"
                            + " in it.");
        }
        return new MeasuredDie(crossbars, Map.of());
    }

    private static List<double[][]> matrices(Path file, int axes) throws HasnasException {
        NumpyFile.Array array = NumpyFile.readArray(file);
        List<Integer> shape = array.shape();
        if (shape.size() != axes) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " has the shape " + shape + "; it must have " + axes + " axes");
        }
        double[] values;
        try {
            values = array.numbers();
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " " + wrong.getMessage(), wrong);
        }
        int rows = shape.get(axes - 2);
        int columns = shape.get(axes - 1);
        List<double[][]> matrices = new ArrayList<>();
        for (int start = 0; start < values.length; start += rows * columns) {
            double[][] matrix = new double[rows][columns];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    matrix[row][column] = checked(values[start + row * columns + column], file, row);
                }
            }
            matrices.add(matrix);
        }
        return matrices;
    }

    private static double[][] csv(Path file) throws HasnasException {
        List<String> lines = InputFile.text(file, InputFile.Kind.TABLE, "There is no file " + file + ".").lines().toList();
        double[][] matrix = new double[lines.size()][];
        for (int row = 0; row < matrix.length; row++) {
            String[] cells = lines.get(row).split(",", -1);
            matrix[row] = new double[cells.length];
            for (int column = 0; column < cells.length; column++) {
                String text = cells[column].strip();
                try {
                    matrix[row][column] = text.isEmpty() ? Double.NaN : checked(Double.parseDouble(text), file, row);
                } catch (NumberFormatException e) {
                    throw new HasnasException(ErrorCode.BAD_DATA, file + " line " + (row + 1) + ": '" + text + "' is no conductance in siemens", e);
                }
            }
        }
        return matrix;
    }

    private static double checked(double siemens, Path file, int row) throws HasnasException {
        if (siemens < 0 || siemens > 1) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    file + " line " + (row + 1) + ": " + siemens + " is no conductance of a cell; it must be 0 to 1"
                            + " siemens");
        }
        return siemens;
    }

    /**
     * The conductances of a crossbar, those that were measured in place of others. What a cell becomes at another level than it was measured at is
     * told from the one measurement: one that is nearer to another level than to its own is taken to be stuck, others keep their ratio.
     *
     * @param siemens of simulated cells, [row][column]
     * @param programmed level of each cell
     */
    double[][] over(String crossbar, double[][] siemens, int[][] programmed, CellLevels cells) {
        double[][] measured = crossbars.get(crossbar);
        if (measured == null) {
            return siemens;
        }
        double[][] all = new double[siemens.length][];
        for (int row = 0; row < all.length; row++) {
            all[row] = siemens[row].clone();
            for (int column = 0; row < measured.length && column < Math.min(all[row].length, measured[row].length); column++) {
                if (!Double.isNaN(measured[row][column])) {
                    all[row][column] = moved(measured[row][column], level(crossbar, row, column), programmed[row][column], cells);
                }
            }
        }
        return all;
    }

    private static double moved(double siemens, int from, int to, CellLevels cells) {
        boolean isStuck = Math.abs(siemens - cells.siemens(from)) > cells.stepSiemens() / 2;
        return from == to || isStuck ? siemens : siemens * cells.siemens(to) / cells.siemens(from);
    }

    /** The level that a cell was measured at; 0 where there is no weight. */
    private int level(String crossbar, int row, int column) {
        int[][] of = levels.getOrDefault(crossbar, new int[0][]);
        return row < of.length && column < of[row].length ? of[row][column] : 0;
    }

    /**
     * The same as a die of a chip, which says what level each cell was measured at.
     *
     * @throws IllegalArgumentException with a sentence for the user if a crossbar is none of the chip's, or larger
     */
    MeasuredDie of(List<LayerPlacement> placements, int side) {
        TreeSet<String> unknown = new TreeSet<>(crossbars.keySet());
        Map<String, int[][]> wanted = new HashMap<>();
        for (LayerPlacement placement : placements) {
            for (int row = 0; row < placement.rowBlocks(); row++) {
                for (int column = 0; column < placement.columnBlocks(); column++) {
                    String name = name(placement.layer().name(), row, column);
                    if (unknown.remove(name)) {
                        wanted.put(name, placement.coding().encode(placement.weights(row, column)));
                    }
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the measured crossbar " + unknown.first() + " is none of its crossbars, which are "
                    + String.join(", ", placements.stream().map(placement -> placement.layer().name() + "[0.." + (placement.rowBlocks() - 1) + "][0.."
                            + (placement.columnBlocks() - 1) + "]").toList()));
        }
        crossbars.forEach((name, siemens) -> {
            if (siemens.length > side || Stream.of(siemens).anyMatch(row -> row.length > side)) {
                throw new IllegalArgumentException("the measured crossbar " + name + " has more than " + side + " rows or columns");
            }
        });
        return new MeasuredDie(crossbars, wanted);
    }

    /** The measured crossbars, the farthest off first. */
    List<DieFault> faults(List<LayerPlacement> placements, CellLevels cells) {
        List<DieFault> faults = new ArrayList<>();
        for (LayerPlacement placement : placements) {
            for (int row = 0; row < placement.rowBlocks(); row++) {
                for (int column = 0; column < placement.columnBlocks(); column++) {
                    double[][] measured = crossbars.get(name(placement.layer().name(), row, column));
                    if (measured != null) {
                        faults.add(fault(placement, row, column, measured, cells));
                    }
                }
            }
        }
        faults.sort(Comparator.comparingDouble(DieFault::deviationSteps).reversed());
        return faults;
    }

    private static DieFault fault(LayerPlacement placement, int rowBlock, int columnBlock, double[][] measured, CellLevels levels) {
        int[][] wanted = placement.coding().encode(placement.weights(rowBlock, columnBlock));
        int cells = 0;
        int wrong = 0;
        double squares = 0;
        for (int row = 0; row < Math.min(wanted.length, measured.length); row++) {
            for (int column = 0; column < Math.min(wanted[row].length, measured[row].length); column++) {
                double steps = (measured[row][column] - levels.siemens(wanted[row][column])) / levels.stepSiemens();
                if (!Double.isNaN(steps)) {
                    cells++;
                    wrong += Math.abs(steps) > 0.5 ? 1 : 0;
                    squares += steps * steps;
                }
            }
        }
        return new DieFault(placement.layer().name(), rowBlock, columnBlock, cells, wrong, cells == 0 ? 0 : Math.sqrt(squares / cells));
    }
}
