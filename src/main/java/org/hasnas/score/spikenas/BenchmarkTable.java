package org.hasnas.score.spikenas;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpaces;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/**
 * A table of SpikeNAS-Bench, or a part of it, as CSV (UTF-8) with a header:
 *
 * <pre>
 * arch_id,parameters,test_accuracy
 * 3,17917668,10.0
 * 6437,21456612,88.31
 * </pre>
 *
 * <p>The order of columns is free. {@code test_accuracy} is in percent. {@code parameters} must be those of the architecture with the classifier
 * of one of the benchmark's data sets ({@link NetworkTemplates#SPIKENAS_BENCH}), all rows with the same: it tells which data set this is, and a
 * table with another numbering is not taken for one of the benchmark. Where there are the columns {@code epochs}, {@code final_val_accuracy} and
 * such as {@code val_acc_epoch10}, rows have a coarse learning curve.
 */
public final class BenchmarkTable {
    private static final String ID = "arch_id";
    private static final String PARAMETERS = "parameters";
    private static final String ACCURACY = "test_accuracy";
    private static final List<String> REQUIRED = List.of(ID, PARAMETERS, ACCURACY);

    private final String name;
    private final Preset preset;
    private final Map<Integer, BenchmarkRow> rows;

    private BenchmarkTable(String name, Preset preset, Map<Integer, BenchmarkRow> rows) {
        this.name = name;
        this.preset = preset;
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with file and line if it is no such table
     */
    public static BenchmarkTable read(Path file) throws HasnasException {
        return of(CsvTable.read(file, REQUIRED, "give the path of your copy of the SpikeNAS-Bench table (CSV; it does not come with the program),"
                + " in a project under 'benchmark' in project.yaml."));
    }

    /** Reads a text; {@code origin} is its name in error sentences. */
    public static BenchmarkTable parse(String origin, String text) throws HasnasException {
        return of(CsvTable.parse(origin, text, REQUIRED));
    }

    private static BenchmarkTable of(CsvTable table) throws HasnasException {
        Preset preset = preset(table.rows().getFirst());
        Map<Integer, BenchmarkRow> rows = new LinkedHashMap<>();
        for (CsvTable.Row values : table.rows()) {
            BenchmarkRow row = row(preset, table, values);
            if (rows.putIfAbsent(row.id(), row) != null) {
                throw values.problem(ID + " " + row.id() + " appears twice; keep one of the rows");
            }
        }
        return new BenchmarkTable(table.origin(), preset, rows);
    }

    /** The preset whose classifier the first row has; that of CIFAR-10 if none has it, which is told when the row is read. */
    private static Preset preset(CsvTable.Row first) throws HasnasException {
        Architecture architecture = ArchitectureId.decode(id(first));
        long parameters = first.wholeNumber(PARAMETERS, Long.MAX_VALUE);
        return NetworkTemplates.SPIKENAS_BENCH.stream().filter(preset -> parameters(preset, architecture) == parameters).findFirst()
                .orElse(NetworkTemplates.SPIKENAS_BENCH_CIFAR10);
    }

    private static BenchmarkRow row(Preset preset, CsvTable table, CsvTable.Row values) throws HasnasException {
        int id = id(values);
        long parameters = values.wholeNumber(PARAMETERS, Long.MAX_VALUE);
        Architecture architecture = ArchitectureId.decode(id);
        long own = parameters(preset, architecture);
        if (parameters != own) {
            throw values.problem("column " + PARAMETERS + ": network " + id + " (" + architecture + ") has " + own + " parameters, not "
                    + parameters + "; this is another table than that of SpikeNAS-Bench for " + datasetName(preset));
        }
        return new BenchmarkRow(id, architecture, parameters, values.percent(ACCURACY), preset.template().classes(),
                LearningCurves.ofTable(table, values));
    }

    private static int id(CsvTable.Row values) throws HasnasException {
        return (int) values.wholeNumber(ID, ArchitectureId.COUNT - 1L);
    }

    private static long parameters(Preset preset, Architecture architecture) {
        return Network.of(preset.template(), preset.space(), architecture).parameters();
    }

    private static String datasetName(Preset preset) {
        return switch (preset.template().classes()) {
            case 10 -> "CIFAR-10";
            case 100 -> "CIFAR-100";
            default -> "Tiny-ImageNet";
        };
    }

    /** The same networks with these learning curves; a row that is not among them has none. */
    public BenchmarkTable withCurves(LearningCurves curves) {
        Map<Integer, BenchmarkRow> changed = new LinkedHashMap<>();
        rows.forEach((id, row) -> changed.put(id, row.withCurve(curves.of(row))));
        return new BenchmarkTable(name, preset, changed);
    }

    /** The file it came from. */
    public String name() {
        return name;
    }

    /** Template and space of its networks. */
    public Preset preset() {
        return preset;
    }

    /** The data set its networks were trained on. */
    public String datasetName() {
        return datasetName(preset);
    }

    /** The networks in the order of the file. */
    public List<BenchmarkRow> rows() {
        return List.copyOf(rows.values());
    }

    /** The row of an architecture of the space {@link SearchSpaces#SPIKENAS_BENCH}; empty if the table has none. */
    public Optional<BenchmarkRow> row(Architecture architecture) {
        OptionalInt id = ArchitectureId.encode(architecture);
        return id.isPresent() ? Optional.ofNullable(rows.get(id.getAsInt())) : Optional.empty();
    }

    /** The accuracy of a row, with its source. */
    public Accuracy accuracy(BenchmarkRow row) {
        return accuracy(row, "");
    }

    /**
     * The accuracy of a row, with its source.
     *
     * @param remark what to say about the row; empty for nothing
     */
    public Accuracy accuracy(BenchmarkRow row, String remark) {
        return Accuracy.of(AccuracyKind.BENCHMARK, row.testAccuracyFraction(), "SpikeNAS-Bench, " + name + ", arch_id " + row.id()
                + (remark.isEmpty() ? "" : " (" + remark + ")") + ": one training by its authors, " + datasetName() + " test images");
    }
}
