package org.hasnas.files.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Latency;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Trials as rows: costs in SI units in columns of their own, so that SQL users can read them. */
final class TrialRows {
    /** How a trial ended, as a word in its row. */
    private enum Ending { EVALUATED, OVER_LIMITS, FAILED }

    private static final List<Ending> ENDINGS = List.of(Ending.values());
    private static final List<CostModelId> MODELS = List.of(CostModelId.values());

    private static final String INSERT = """
            INSERT INTO trials (run_id, idx, architecture, outcome, cost_model, parameters, convolution_weights, area_square_metres,
                                latency_seconds, energy_joules, fitness, mean_firing_rate, failure, seconds)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** The words of a row as their positions, since a text takes longer to read than all numbers of the row. */
    private static final String SELECT =
            "SELECT idx, architecture, " + position("outcome", ENDINGS, EnumNames::of) + ", " + position("cost_model", MODELS, CostModelId::label) + """
            , parameters, convolution_weights, area_square_metres, latency_seconds, energy_joules, fitness, mean_firing_rate, failure, seconds
            FROM trials WHERE run_id = ?""";

    private TrialRows() {}

    /** SQL for the position of a column's word among those that there are, or -1. */
    private static <V> String position(String column, List<V> values, Function<V, String> word) {
        return IntStream.range(0, values.size()).mapToObj(at -> " WHEN '" + word.apply(values.get(at)) + "' THEN " + at)
                .collect(Collectors.joining("", "CASE " + column, " ELSE -1 END"));
    }

    static void insert(Connection connection, long runId, List<Trial> trials) throws SQLException, HasnasException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Trial trial : trials) {
                bind(insert, runId, trial);
                execute(insert, runId, trial);
            }
        }
    }

    private static void execute(PreparedStatement insert, long runId, Trial trial) throws SQLException, HasnasException {
        try {
            insert.executeUpdate();
        } catch (SQLiteException refused) {
            if (refused.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY) {
                throw new HasnasException(ErrorCode.STORE, "Trial " + trial.index() + " of run " + runId + " is stored already; is the run"
                        + " being continued by two programs? Nothing of this batch was stored.", refused);
            }
            if (refused.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "There is no run " + runId + " to store a trial in.", refused);
            }
            throw refused;
        }
    }

    private static void bind(PreparedStatement insert, long runId, Trial trial) throws SQLException {
        insert.setLong(1, runId);
        insert.setInt(2, trial.index());
        insert.setString(3, trial.architecture().text());
        for (int column = 5; column <= 13; column++) {
            insert.setNull(column, Types.NULL);
        }
        switch (trial.outcome()) {
            case TrialOutcome.Evaluated(HardwareCost cost, FitnessScore fitness) -> {
                insert.setString(4, EnumNames.of(Ending.EVALUATED));
                bindCost(insert, cost);
                insert.setDouble(11, fitness.value());
                insert.setDouble(12, fitness.meanFiringRate());
            }
            case TrialOutcome.OverLimits(HardwareCost cost) -> {
                insert.setString(4, EnumNames.of(Ending.OVER_LIMITS));
                bindCost(insert, cost);
            }
            case TrialOutcome.Unscored _ -> throw new IllegalArgumentException("a run scores its trials; trial " + trial.index() + " is of no run");
            case TrialOutcome.Failed(String reason) -> {
                insert.setString(4, EnumNames.of(Ending.FAILED));
                insert.setString(13, reason);
            }
        }
        insert.setDouble(14, trial.seconds());
    }

    private static void bindCost(PreparedStatement insert, HardwareCost cost) throws SQLException {
        insert.setString(5, cost.model().label());
        insert.setLong(6, cost.parameters());
        insert.setLong(7, cost.convolutionWeights());
        insert.setDouble(8, cost.area().squareMetres());
        insert.setDouble(9, cost.latency().seconds());
        insert.setDouble(10, cost.energy().joules());
    }

    static List<Trial> select(Connection connection, Path file, long runId) throws SQLException, HasnasException {
        return select(connection, file, runId, "", List.of());
    }

    /**
     * Some trials of a run, by index.
     *
     * @param which SQL of a condition on rows, which begins with AND
     * @param numbers parameters of the condition
     */
    static List<Trial> select(Connection connection, Path file, long runId, String which, List<Double> numbers) throws SQLException, HasnasException {
        List<Trial> trials = new ArrayList<>();
        Map<String, Architecture> designs = new HashMap<>(); // searches come to many designs again
        try (PreparedStatement select = connection.prepareStatement(SELECT + which + " ORDER BY idx")) {
            select.setLong(1, runId);
            TrialChoices.bind(select, 2, numbers);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    trials.add(trial(row, file, runId, designs));
                }
            }
        }
        return List.copyOf(trials);
    }

    // Columns by number in the order of SELECT: looking names up takes longer than reading
    private static Trial trial(ResultSet row, Path file, long runId, Map<String, Architecture> designs) throws SQLException, HasnasException {
        int index = row.getInt(1);
        try {
            return new Trial(index, designs.computeIfAbsent(StoreFile.text(row, 2), Architecture::parse), outcome(row), row.getDouble(13));
        } catch (IllegalArgumentException damaged) {
            throw StoreFile.damaged(file, "trial " + index + " of run " + runId + ": " + damaged.getMessage(), damaged);
        }
    }

    private static TrialOutcome outcome(ResultSet row) throws SQLException {
        return switch (known(row.getInt(3), "outcome", ENDINGS, EnumNames::of)) {
            case EVALUATED -> new TrialOutcome.Evaluated(cost(row), new FitnessScore(row.getDouble(10), row.getDouble(11)));
            case OVER_LIMITS -> new TrialOutcome.OverLimits(cost(row));
            case FAILED -> new TrialOutcome.Failed(StoreFile.text(row, 12));
        };
    }

    private static <V> V known(int position, String what, List<V> values, Function<V, String> word) {
        if (position < 0) {
            throw new IllegalArgumentException("its " + what + " is none of " + values.stream().map(word).collect(Collectors.joining(", ")));
        }
        return values.get(position);
    }

    private static HardwareCost cost(ResultSet row) throws SQLException {
        CostModelId model = known(row.getInt(4), "cost model", MODELS, CostModelId::label);
        return new HardwareCost(model, row.getLong(5), row.getLong(6), new Area(row.getDouble(7)), new Latency(row.getDouble(8)),
                new Energy(row.getDouble(9)));
    }
}
