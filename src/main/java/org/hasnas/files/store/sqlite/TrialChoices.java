package org.hasnas.files.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;

/**
 * What is asked of all trials of a run, of which a run may have a hundred thousand: SQLite counts them and leaves out rows that can't be the answer,
 * and only the others become trials. What is best is decided by {@link ParetoArchive}, here as everywhere.
 */
final class TrialChoices {
    private static final String OF_RUN = " FROM trials WHERE run_id = ?";
    private static final String SCORED = " AND outcome = 'evaluated'";
    private static final String PRICED = " AND outcome <> 'failed'";

    /** Steps through a run's trials: every so-manieth first, which finds what leaves out most of the others. */
    private static final int[] STRIDES = {256, 32, 1};
    /** Rows are compared with no more trials than this, those first that leave out most. */
    private static final int MOST_RIVALS = 100;
    /** More than rounding takes from a ratio of costs. */
    private static final double MARGIN_FACTOR = 1 + 1e-9;

    private final Connection connection;
    private final Path file;
    private final long runId;

    TrialChoices(Connection connection, Path file, long runId) {
        this.connection = connection;
        this.file = file;
        this.runId = runId;
    }

    /** A condition on rows and the numbers that it names, in their order. */
    private record Condition(String sql, List<Double> numbers) {
        static final Condition NONE = new Condition("", List.of());

        Condition and(Condition other) {
            return new Condition(sql + other.sql, Stream.concat(numbers.stream(), other.numbers.stream()).toList());
        }
    }

    private static String column(CostKind kind, MemoryScope scope) {
        return switch (kind) {
            case MEMORY -> switch (scope) {
                case ALL_PARAMETERS -> "CAST(parameters AS REAL)";
                case CONVOLUTIONS_ONLY -> "CAST(convolution_weights AS REAL)";
            };
            case AREA -> "area_square_metres";
            case LATENCY -> "latency_seconds";
            case ENERGY -> "energy_joules";
        };
    }

    // ---- counted ----

    TrialTally tally(ConstraintSet limits) throws SQLException, HasnasException {
        Condition met = met(limits);
        List<Double> numbers = new ArrayList<>(met.numbers);
        List<String> violations = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            violations.add("count(*) FILTER (WHERE outcome <> 'failed' AND " + column(kind, limits.memoryScope()) + " > ?)");
            numbers.add(limits.limit(kind));
        }
        String counts = "SELECT count(*) FILTER (WHERE outcome = 'evaluated'), count(*) FILTER (WHERE outcome = 'over-limits'),"
                + " count(*) FILTER (WHERE outcome = 'failed'), count(*) FILTER (WHERE outcome <> 'failed'" + met.sql + "), "
                + String.join(", ", violations) + OF_RUN;
        int evaluated;
        int overLimits;
        int failed;
        int feasible;
        Map<CostKind, Integer> exceeded = new EnumMap<>(CostKind.class);
        try (PreparedStatement select = connection.prepareStatement(counts)) {
            int next = bind(select, 1, numbers);
            select.setLong(next, runId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                evaluated = row.getInt(1);
                overLimits = row.getInt(2);
                failed = row.getInt(3);
                feasible = row.getInt(4);
                int column = 5;
                for (CostKind kind : CostKind.values()) {
                    exceeded.put(kind, row.getInt(column++));
                }
            }
        }
        Optional<Trial> best = first(SCORED, met, "coalesce(fitness, 0.0) DESC, idx", List.of());
        return new TrialTally(evaluated, overLimits, failed, feasible, exceeded, best, best.isPresent() ? Optional.empty() : nearest(limits),
                first("", Condition.NONE, "idx", List.of()));
    }

    /** Within the limits; a cost that is not stored counts as 0. */
    private static Condition met(ConstraintSet limits) {
        List<CostKind> limited = Arrays.stream(CostKind.values()).filter(kind -> limits.limit(kind) < Double.POSITIVE_INFINITY).toList();
        return limited.isEmpty() ? Condition.NONE : new Condition(limited.stream().map(kind -> column(kind, limits.memoryScope()) + " > ?")
                .collect(Collectors.joining(" OR ", " AND (", ") IS NOT TRUE")), limited.stream().map(limits::limit).toList());
    }

    /** By what share of it the limit that is exceeded most is exceeded, as margins say it. */
    private Optional<Trial> nearest(ConstraintSet limits) throws SQLException, HasnasException {
        List<String> overshoots = new ArrayList<>(List.of("-1.0")); // without limit all of it is left
        List<Double> numbers = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            double limit = limits.limit(kind);
            String cost = "coalesce(" + column(kind, limits.memoryScope()) + ", 0.0)";
            if (limit == 0) {
                overshoots.add("CASE WHEN " + cost + " > 0.0 THEN 9e999 ELSE 0.0 END");
            } else if (limit < Double.POSITIVE_INFINITY) {
                overshoots.add("-(1.0 - " + cost + " / ?)");
                numbers.add(limit);
            }
        }
        return first(PRICED, Condition.NONE, "max(" + String.join(", ", overshoots) + ", -1.0), idx", numbers);
    }

    private Optional<Trial> first(String which, Condition more, String order, List<Double> ordering) throws SQLException, HasnasException {
        List<Integer> found = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT idx" + OF_RUN + which + more.sql + " ORDER BY " + order + " LIMIT 1")) {
            select.setLong(1, runId);
            bind(select, bind(select, 2, more.numbers), ordering);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    found.add(row.getInt(1));
                }
            }
        }
        return found.isEmpty() ? Optional.empty() : select(" AND idx = " + found.getFirst(), Condition.NONE).stream().findFirst();
    }

    // ---- chosen ----

    List<Trial> front(MemoryScope scope) throws SQLException, HasnasException {
        List<Trial> rivals = new ArrayList<>();
        ParetoArchive front = new ParetoArchive(scope);
        for (int stride : STRIDES) {
            List<Trial> left = select(SCORED + every(stride), unbeaten(rivals, scope));
            front = ParetoArchive.of(scope, left);
            if (stride > 1) {
                List<Trial> known = List.copyOf(rivals);
                front.front().stream().filter(trial -> known.stream().noneMatch(rival -> rival.index() == trial.index()))
                        .map(trial -> new Rival(trial, left.stream().filter(other -> beats(trial, other, scope)).count()))
                        .sorted(Comparator.comparingLong(Rival::beaten).reversed()).limit(MOST_RIVALS - known.size()).map(Rival::trial)
                        .forEach(rivals::add);
            }
        }
        return front.front();
    }

    /** @param beaten how many of the trials that were looked at it leaves out */
    private record Rival(Trial trial, long beaten) {}

    /** Looked up by their keys, so that the others are not read. */
    private String every(int stride) {
        return stride == 1 ? ""
                : " AND idx IN (WITH RECURSIVE every(i) AS (VALUES (0) UNION ALL SELECT i + " + stride
                        + " FROM every WHERE i < (SELECT max(idx) FROM trials WHERE run_id = " + runId + ")) SELECT i FROM every)";
    }

    /**
     * Rows that no rival beats with a higher fitness. The others are beaten for good, so that nothing that they would beat is missed; equal ones and
     * those without a number stay for who decides.
     */
    private static Condition unbeaten(List<Trial> rivals, MemoryScope scope) {
        StringBuilder sql = new StringBuilder();
        List<Double> numbers = new ArrayList<>();
        for (Trial rival : rivals) {
            sql.append(" AND (fitness < ?");
            numbers.add(fitness(rival));
            for (CostKind kind : CostKind.values()) {
                sql.append(" AND ").append(column(kind, scope)).append(" >= ?");
                numbers.add(kind.costOf(rival.cost().orElseThrow(), scope));
            }
            sql.append(") IS NOT TRUE");
        }
        return new Condition(sql.toString(), numbers);
    }

    private static boolean beats(Trial rival, Trial trial, MemoryScope scope) {
        HardwareCost cost = rival.cost().orElseThrow();
        HardwareCost other = trial.cost().orElseThrow();
        return fitness(trial) < fitness(rival)
                && Arrays.stream(CostKind.values()).allMatch(kind -> kind.costOf(other, scope) >= kind.costOf(cost, scope));
    }

    private static double fitness(Trial scored) {
        return scored.fitness().map(FitnessScore::value).orElseThrow();
    }

    Optional<Trial> closest(ConstraintSet limits, Map<CostKind, Double> point) throws SQLException, HasnasException {
        Condition within = met(limits);
        Optional<Trial> nearest = Optional.empty();
        for (int stride : STRIDES) {
            nearest = ParetoArchive.closest(select(SCORED + every(stride), within), limits, point);
            if (nearest.isPresent()) {
                within = met(limits)
                        .and(around(point, limits.memoryScope(),
                                ParetoArchive.distance(nearest.get().cost().orElseThrow(), limits.memoryScope(), point)));
            }
        }
        return nearest;
    }

    /** Rows none of whose costs alone is farther from a point than a distance; all rows if the distance is no number. */
    private static Condition around(Map<CostKind, Double> point, MemoryScope scope, double distance) {
        double factor = Math.exp(distance) * MARGIN_FACTOR;
        if (!(factor < Double.POSITIVE_INFINITY)) {
            return Condition.NONE;
        }
        StringBuilder sql = new StringBuilder();
        List<Double> numbers = new ArrayList<>();
        point.forEach((kind, wanted) -> {
            String column = column(kind, scope);
            sql.append(" AND (").append(column).append(" < ? OR ").append(column).append(" > ?) IS NOT TRUE");
            Collections.addAll(numbers, wanted / factor, wanted * factor);
        });
        return new Condition(sql.toString(), numbers);
    }

    private List<Trial> select(String which, Condition more) throws SQLException, HasnasException {
        return TrialRows.select(connection, file, runId, which + more.sql, more.numbers);
    }

    /** @return the number of the next parameter */
    static int bind(PreparedStatement statement, int first, List<Double> numbers) throws SQLException {
        int next = first;
        for (double number : numbers) {
            statement.setDouble(next++, number);
        }
        return next;
    }
}
