package org.hasnas.files.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.SearchRequestJson;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;

/** Runs and their trials as rows. */
final class SqliteRuns implements RunStore {
    private static final String SELECT = """
            SELECT id, request, status, started, program_version, owner_pid, owner_started_ms, coalesce(note, '') AS note,
                   (SELECT count(*) FROM trials WHERE trials.run_id = runs.id) AS trial_count
            FROM runs LEFT JOIN run_notes ON run_notes.run_id = runs.id""";

    private final StoreConnection store;
    private final String programVersion;
    private final OwnedRows rows;

    SqliteRuns(StoreConnection store, String programVersion) {
        this.store = store;
        this.programVersion = programVersion;
        this.rows = new OwnedRows(store.file(), "runs", "run", "search first (hasnas search)");
    }

    @Override
    public RunSummary create(SearchRequest request) throws HasnasException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long id = store.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO runs (request, status, started, program_version, owner_host, owner_pid, owner_started_ms)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, SearchRequestJson.write(request));
                insert.setString(2, RunStatus.RUNNING.name());
                insert.setString(3, started.toString());
                insert.setString(4, programVersion);
                return rows.insert(insert, 5);
            }
        });
        return new RunSummary(id, request, RunStatus.RUNNING, started, 0, programVersion, "");
    }

    @Override
    public void append(long runId, List<Trial> trials) throws HasnasException {
        if (!trials.isEmpty()) {
            store.change(connection -> TrialRows.insert(connection, runId, trials));
        }
    }

    @Override
    public void appendStep(long runId, LadderStep step) throws HasnasException {
        store.change(connection -> StepRows.insert(connection, runId, step));
    }

    @Override
    public List<LadderStep> steps(long runId) throws HasnasException {
        return store.read(connection -> StepRows.select(connection, store.file(), runId));
    }

    @Override
    public void setStatus(long runId, RunStatus status) throws HasnasException {
        rows.setStatus(store, runId, status, _ -> {});
    }

    @Override
    public List<RunSummary> list() throws HasnasException {
        return store.read(connection -> rows.list(connection, SELECT + " WHERE NOT coalesce(deleted, 0)", this::summary));
    }

    @Override
    public void annotate(long runId, String note) throws HasnasException {
        note(runId, "note", note);
    }

    @Override
    public void setDeleted(long runId, boolean deleted) throws HasnasException {
        note(runId, "deleted", deleted ? 1 : 0);
    }

    private void note(long runId, String column, Object value) throws HasnasException {
        store.change(connection -> {
            rows.requireKnown(connection, runId);
            try (PreparedStatement put = connection.prepareStatement("INSERT INTO run_notes (run_id, " + column
                    + ") VALUES (?, ?) ON CONFLICT (run_id) DO UPDATE SET " + column + " = excluded." + column)) {
                put.setLong(1, runId);
                put.setObject(2, value);
                put.executeUpdate();
            }
        });
    }

    @Override
    public RunSummary get(long runId) throws HasnasException {
        return store.read(connection -> rows.get(connection, SELECT, runId, this::summary));
    }

    @Override
    public List<Trial> trials(long runId) throws HasnasException {
        return store.read(connection -> {
            List<Trial> trials = TrialRows.select(connection, store.file(), runId);
            if (trials.isEmpty()) {
                rows.requireKnown(connection, runId);
            }
            return trials;
        });
    }

    @Override
    public TrialTally tally(long runId, ConstraintSet limits) throws HasnasException {
        return store.snapshot(connection -> choices(connection, runId).tally(limits));
    }

    @Override
    public List<Trial> front(long runId, MemoryScope memoryScope) throws HasnasException {
        return store.snapshot(connection -> choices(connection, runId).front(memoryScope));
    }

    @Override
    public Optional<Trial> closest(long runId, ConstraintSet limits, Map<CostKind, Double> point) throws HasnasException {
        return store.snapshot(connection -> choices(connection, runId).closest(limits, point));
    }

    private TrialChoices choices(Connection connection, long runId) throws SQLException, HasnasException {
        rows.requireKnown(connection, runId);
        return new TrialChoices(connection, store.file(), runId);
    }

    private RunSummary summary(ResultSet row) throws SQLException, HasnasException {
        long id = row.getLong("id");
        SearchRequest request = SearchRequestJson.read(StoreFile.text(row, "request"), store.file() + ", request of run " + id);
        return new RunSummary(id, request, rows.status(row), rows.started(row), row.getInt("trial_count"), StoreFile.text(row, "program_version"),
                StoreFile.text(row, "note"));
    }
}
