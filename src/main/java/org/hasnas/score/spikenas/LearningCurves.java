package org.hasnas.score.spikenas;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hasnas.error.HasnasException;

/**
 * Learning curves of SpikeNAS-Bench, or of a part of it, as CSV (UTF-8) with a header:
 *
 * <pre>
 * arch_id,epochs,train_seconds,val_acc_epoch1,val_acc_epoch10,val_acc_epoch100
 * 75,100,4070,35.1,71.9,86.2
 * </pre>
 *
 * <p>Accuracies are in percent, of validation images, after so many epochs; further columns are not looked at. Where the accuracy at the end has
 * no column of its own, that of the last epoch known stands for it.
 */
public final class LearningCurves {
    private static final String ID = "arch_id";
    private static final String EPOCHS = "epochs";
    private static final String SECONDS = "train_seconds";
    private static final String END = "final_val_accuracy";
    private static final Pattern AFTER_EPOCH = Pattern.compile("val_acc_epoch(\\d{1,6})");
    private static final int MOST_EPOCHS = 1_000_000;

    private final Map<Integer, LearningCurve> curves;

    private LearningCurves(Map<Integer, LearningCurve> curves) {
        this.curves = curves;
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with file and line if it holds no learning curves
     */
    public static LearningCurves read(Path file) throws HasnasException {
        return of(
                CsvTable.read(file, List.of(ID, EPOCHS, SECONDS), "give the path of your copy of the SpikeNAS-Bench learning curves (CSV; they do not"
                        + " come with the program)."));
    }

    /** Reads a text; {@code origin} is its name in error sentences. */
    public static LearningCurves parse(String origin, String text) throws HasnasException {
        return of(CsvTable.parse(origin, text, List.of(ID, EPOCHS, SECONDS)));
    }

    private static LearningCurves of(CsvTable table) throws HasnasException {
        SortedMap<Integer, String> columns = columns(table.columns());
        if (columns.isEmpty()) {
            throw table.rows().getFirst().problem("the header has no column such as val_acc_epoch10, so there are no learning curves");
        }
        Map<Integer, LearningCurve> curves = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            int id = (int) row.wholeNumber(ID, ArchitectureId.COUNT - 1L);
            if (curves.put(id, curve(row, columns, false, OptionalDouble.of(row.positive(SECONDS)))) != null) {
                throw row.problem(ID + " " + id + " appears twice; keep one of the rows");
            }
        }
        return new LearningCurves(curves);
    }

    /** The curve that a row of a table of accuracies has in columns of its own; empty if the table has none or does not tell how it ends. */
    static Optional<LearningCurve> ofTable(CsvTable table, CsvTable.Row row) throws HasnasException {
        return table.columns().contains(EPOCHS) && table.columns().contains(END)
                ? Optional.of(curve(row, columns(table.columns()), true, OptionalDouble.empty()))
                : Optional.empty();
    }

    private static SortedMap<Integer, String> columns(List<String> header) {
        SortedMap<Integer, String> columns = new TreeMap<>();
        for (String column : header) {
            Matcher matcher = AFTER_EPOCH.matcher(column);
            if (matcher.matches()) {
                columns.put(Integer.valueOf(matcher.group(1)), column);
            }
        }
        return columns;
    }

    private static LearningCurve curve(CsvTable.Row row, SortedMap<Integer, String> columns, boolean tellsEnd, OptionalDouble seconds)
            throws HasnasException {
        int epochs = (int) row.wholeNumber(EPOCHS, MOST_EPOCHS);
        SortedMap<Integer, Double> fractions = new TreeMap<>();
        OptionalDouble last = tellsEnd ? OptionalDouble.of(row.percent(END)) : OptionalDouble.empty();
        for (Map.Entry<Integer, String> column : columns.headMap(epochs + 1).entrySet()) {
            double fraction = row.percent(column.getValue());
            fractions.put(column.getKey(), fraction);
            last = tellsEnd ? last : OptionalDouble.of(fraction);
        }
        if (last.isEmpty()) {
            throw row.problem("column " + EPOCHS + ": no accuracy is given up to epoch " + epochs);
        }
        fractions.put(epochs, last.getAsDouble());
        return new LearningCurve(epochs, seconds, fractions);
    }

    /** The curve of a row of the benchmark; what the row itself knows of its end wins. */
    Optional<LearningCurve> of(BenchmarkRow row) {
        LearningCurve read = curves.get(row.id());
        if (read == null) {
            return Optional.empty();
        }
        Optional<LearningCurve> own = row.curve().filter(curve -> curve.epochs() == read.epochs());
        if (own.isEmpty()) {
            return Optional.of(read);
        }
        SortedMap<Integer, Double> fractions = new TreeMap<>(read.validationFractions());
        fractions.putAll(own.get().validationFractions());
        return Optional.of(new LearningCurve(read.epochs(), read.seconds(), fractions));
    }
}
