package org.hasnas.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hasnas.codec.CandidateHash;
import org.hasnas.codec.SearchRequestJson;
import org.hasnas.codec.TrainingRequestJson;
import org.hasnas.domain.accuracy.MeasuredAccuracy;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.training.EpochResult;
import org.hasnas.domain.training.LayerRate;
import org.hasnas.domain.training.TrainingRequest;
import org.hasnas.domain.training.TrainingSummary;
import org.hasnas.store.RunStore;

/**
 * Runs in one SQLite file in write-ahead mode.
 *
 * <p><b>Guarantee:</b> a trial whose {@link #append} returned survives the death of the process at any moment, {@code kill -9}
 * included: the commit is then in the write-ahead log, which belongs to the operating system. {@code synchronous=NORMAL} is enough
 * for that. When the machine loses power the file stays sound, but the last commits may be gone; continuing the run computes the
 * same trials again.
 *
 * <p>Several processes may have the file open. Writers take turns (waiting up to {@link StoreFile#BUSY_TIMEOUT}), readers wait for
 * nobody. Within a process one connection is guarded by a lock: a commit takes far less than the evaluation of a candidate.
 */
public final class SqliteRunStore implements RunStore {
    private static final String SELECT_RUNS = """
            SELECT id, request, status, started, program_version, owner_pid, owner_started_ms,
                   (SELECT count(*) FROM trials WHERE trials.run_id = runs.id) AS trial_count
            FROM runs""";

    private static final String SELECT_TRAININGS = "SELECT id, candidate_hash, request, status, failure, started, program_version, owner_pid,"
            + " owner_started_ms FROM trainings";

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final String programVersion;
    private final Connection connection;
    private final ProcessIdentity self = ProcessIdentity.current();
    private final Optional<Object> fileKey;

    private SqliteRunStore(Path file, String programVersion, Connection connection) {
        this.file = file;
        this.programVersion = programVersion;
        this.connection = connection;
        this.fileKey = StoreFile.key(file);
    }

    /**
     * Opens a store, making the file if there is none.
     *
     * @param programVersion version of this program, kept with each run it starts
     * @throws HasnasException {@link ErrorCode#IO} if the place can't be written, {@link ErrorCode#STORE} if the file is damaged, of
     *     another program or of a newer version
     */
    public static SqliteRunStore open(Path file, String programVersion) throws HasnasException {
        Path absolute = file.toAbsolutePath();
        return new SqliteRunStore(absolute, programVersion, StoreFile.open(absolute));
    }

    @Override
    public boolean isInPlace() {
        return Files.exists(file) && StoreFile.key(file).equals(fileKey);
    }

    @Override
    public RunSummary create(SearchRequest request) throws HasnasException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return write(() -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO runs (request, status, started, program_version, owner_host, owner_pid, owner_started_ms)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, SearchRequestJson.write(request));
                insert.setString(2, RunStatus.RUNNING.name());
                insert.setString(3, started.toString());
                insert.setString(4, programVersion);
                insert.setString(5, self.host());
                insert.setLong(6, self.pid());
                insert.setLong(7, self.startedMillis());
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    if (!keys.next()) {
                        throw new SQLException("no run number was given");
                    }
                    return new RunSummary(keys.getLong(1), request, RunStatus.RUNNING, started, 0, programVersion);
                }
            }
        });
    }

    @Override
    public void append(long runId, List<Trial> trials) throws HasnasException {
        if (trials.isEmpty()) {
            return;
        }
        write(() -> {
            TrialRows.insert(connection, runId, trials);
            return trials.size();
        });
    }

    /**
     * Sets the status. Whoever sets RUNNING or PAUSED owns the run from then on; a run that another living process owns can't be
     * taken.
     */
    @Override
    public void setStatus(long runId, RunStatus status) throws HasnasException {
        write(() -> {
            refuseIfOwnedElsewhere(runId);
            boolean owns = isActive(status);
            try (PreparedStatement update = connection.prepareStatement(owns
                    ? "UPDATE runs SET status = ?, owner_host = ?, owner_pid = ?, owner_started_ms = ? WHERE id = ?"
                    : "UPDATE runs SET status = ? WHERE id = ?")) {
                update.setString(1, status.name());
                if (owns) {
                    update.setString(2, self.host());
                    update.setLong(3, self.pid());
                    update.setLong(4, self.startedMillis());
                }
                update.setLong(owns ? 5 : 2, runId);
                return update.executeUpdate();
            }
        });
    }

    private void refuseIfOwnedElsewhere(long runId) throws SQLException, HasnasException {
        try (PreparedStatement select = connection.prepareStatement("SELECT status, owner_pid, owner_started_ms FROM runs WHERE id = ?")) {
            select.setLong(1, runId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw noSuchRun(runId);
                }
                long pid = row.getLong(2);
                long startedMillis = row.getLong(3);
                if (isActive(status(row.getString(1))) && !self.isProcess(pid, startedMillis) && ProcessIdentity.isAlive(pid, startedMillis)) {
                    throw new HasnasException(ErrorCode.STORE, "Run " + runId + " of " + file + " is being worked on by another process"
                            + " (process number " + pid + "). Stop it there first.");
                }
            }
        }
    }

    @Override
    public List<RunSummary> runs() throws HasnasException {
        return read(() -> {
            List<RunSummary> runs = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT_RUNS + " ORDER BY id DESC");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(summary(rows));
                }
            }
            return List.copyOf(runs);
        });
    }

    @Override
    public RunSummary run(long runId) throws HasnasException {
        return read(() -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT_RUNS + " WHERE id = ?")) {
                select.setLong(1, runId);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return summary(row);
                    }
                }
            }
            throw noSuchRun(runId);
        });
    }

    @Override
    public List<Trial> trials(long runId) throws HasnasException {
        return read(() -> {
            List<Trial> trials = TrialRows.select(connection, file, runId);
            if (trials.isEmpty() && !knownRuns().contains(runId)) {
                throw noSuchRun(runId);
            }
            return trials;
        });
    }

    private RunSummary summary(ResultSet row) throws SQLException, HasnasException {
        long id = row.getLong("id");
        String started = row.getString("started");
        SearchRequest request = SearchRequestJson.read(row.getString("request"), file + ", request of run " + id);
        RunStatus status = status(row.getString("status"));
        boolean orphaned = isActive(status) && !self.isProcess(row.getLong("owner_pid"), row.getLong("owner_started_ms"))
                && !ProcessIdentity.isAlive(row.getLong("owner_pid"), row.getLong("owner_started_ms"));
        try {
            return new RunSummary(id, request, orphaned ? RunStatus.INTERRUPTED : status, Instant.parse(started),
                    row.getInt("trial_count"), row.getString("program_version"));
        } catch (java.time.format.DateTimeParseException damaged) {
            throw StoreFile.damaged(file, "run " + id + " started at '" + started + "'", damaged);
        }
    }

    @Override
    public TrainingSummary createTraining(TrainingRequest request) throws HasnasException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String hash = CandidateHash.of(request.template(), request.space(), request.architecture()).text();
        return write(() -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO trainings (candidate_hash, architecture, request, status, failure, started, program_version, owner_host, owner_pid,
                                           owner_started_ms)
                    VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?)""", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, hash);
                insert.setString(2, request.architecture().text());
                insert.setString(3, TrainingRequestJson.write(request));
                insert.setString(4, RunStatus.RUNNING.name());
                insert.setString(5, started.toString());
                insert.setString(6, programVersion);
                insert.setString(7, self.host());
                insert.setLong(8, self.pid());
                insert.setLong(9, self.startedMillis());
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    if (!keys.next()) {
                        throw new SQLException("no training number was given");
                    }
                    return new TrainingSummary(keys.getLong(1), hash, request, RunStatus.RUNNING, started, List.of(), Optional.empty(), programVersion);
                }
            }
        });
    }

    @Override
    public void putEpochs(long trainingId, List<EpochResult> epochs) throws HasnasException {
        write(() -> {
            TrainingRows.putEpochs(connection, trainingId, epochs);
            return epochs.size();
        });
    }

    @Override
    public void setTrainingStatus(long trainingId, RunStatus status, String failure) throws HasnasException {
        write(() -> {
            refuseIfTrainedElsewhere(trainingId);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE trainings SET status = ?, failure = ?, owner_host = ?, owner_pid = ?, owner_started_ms = ? WHERE id = ?")) {
                update.setString(1, status.name());
                update.setString(2, failure);
                update.setString(3, self.host());
                update.setLong(4, self.pid());
                update.setLong(5, self.startedMillis());
                update.setLong(6, trainingId);
                return update.executeUpdate();
            }
        });
    }

    private void refuseIfTrainedElsewhere(long trainingId) throws SQLException, HasnasException {
        try (PreparedStatement select = connection.prepareStatement("SELECT status, owner_pid, owner_started_ms FROM trainings WHERE id = ?")) {
            select.setLong(1, trainingId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw noSuchTraining(trainingId);
                }
                long pid = row.getLong(2);
                long startedMillis = row.getLong(3);
                if (isActive(status(row.getString(1))) && !self.isProcess(pid, startedMillis) && ProcessIdentity.isAlive(pid, startedMillis)) {
                    throw new HasnasException(ErrorCode.STORE, "Training " + trainingId + " of " + file + " is being worked on by another process"
                            + " (process number " + pid + "). Stop it there first.");
                }
            }
        }
    }

    private HasnasException noSuchTraining(long trainingId) throws SQLException {
        List<String> known = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM trainings ORDER BY id"); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                known.add(rows.getString(1));
            }
        }
        return new HasnasException(ErrorCode.NOT_FOUND, "There is no training " + trainingId + " in " + file + "; "
                + (known.isEmpty() ? "it has none yet; train a candidate first (hasnas train)" : "it has " + String.join(", ", known)) + ".");
    }

    @Override
    public List<TrainingSummary> trainings() throws HasnasException {
        return read(() -> {
            List<TrainingSummary> trainings = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT_TRAININGS + " ORDER BY id DESC");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    trainings.add(trainingSummary(rows));
                }
            }
            return List.copyOf(trainings);
        });
    }

    @Override
    public TrainingSummary training(long trainingId) throws HasnasException {
        return read(() -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT_TRAININGS + " WHERE id = ?")) {
                select.setLong(1, trainingId);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return trainingSummary(row);
                    }
                }
            }
            throw noSuchTraining(trainingId);
        });
    }

    private TrainingSummary trainingSummary(ResultSet row) throws SQLException, HasnasException {
        long id = row.getLong("id");
        TrainingRequest request = TrainingRequestJson.read(row.getString("request"), file + ", request of training " + id);
        RunStatus status = status(row.getString("status"));
        boolean orphaned = isActive(status) && !self.isProcess(row.getLong("owner_pid"), row.getLong("owner_started_ms"))
                && !ProcessIdentity.isAlive(row.getLong("owner_pid"), row.getLong("owner_started_ms"));
        String failure = row.getString("failure");
        String started = row.getString("started");
        try {
            return new TrainingSummary(id, row.getString("candidate_hash"), request, orphaned ? RunStatus.INTERRUPTED : status, Instant.parse(started),
                    TrainingRows.epochs(connection, id), failure.isEmpty() ? Optional.empty() : Optional.of(failure), row.getString("program_version"));
        } catch (java.time.format.DateTimeParseException damaged) {
            throw StoreFile.damaged(file, "training " + id + " started at '" + started + "'", damaged);
        }
    }

    @Override
    public void addAccuracy(MeasuredAccuracy accuracy) throws HasnasException {
        write(() -> {
            TrainingRows.addAccuracy(connection, accuracy);
            return 1;
        });
    }

    @Override
    public List<MeasuredAccuracy> accuracies() throws HasnasException {
        return read(() -> TrainingRows.accuracies(connection, file));
    }

    @Override
    public void putSpikeRates(String candidateHash, List<LayerRate> rates) throws HasnasException {
        write(() -> {
            TrainingRows.putSpikeRates(connection, candidateHash, rates);
            return rates.size();
        });
    }

    @Override
    public List<LayerRate> spikeRates(String candidateHash) throws HasnasException {
        return read(() -> TrainingRows.spikeRates(connection, candidateHash));
    }

    private RunStatus status(String name) throws HasnasException {
        try {
            return RunStatus.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw StoreFile.damaged(file, "'" + name + "' is no status of a run", unknown);
        }
    }

    private static boolean isActive(RunStatus status) {
        return switch (status) {
            case RUNNING, PAUSED -> true;
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> false;
        };
    }

    private HasnasException noSuchRun(long runId) throws SQLException {
        List<Long> known = knownRuns();
        String knownText = known.isEmpty() ? "it has no runs yet; search first (hasnas search)" : "its runs are " + numbers(known);
        return new HasnasException(ErrorCode.NOT_FOUND, "There is no run " + runId + " in " + file + "; " + knownText + ".");
    }

    private static String numbers(List<Long> ids) {
        boolean gapless = ids.getLast() - ids.getFirst() == ids.size() - 1 && ids.size() > 2;
        return gapless ? ids.getFirst() + " to " + ids.getLast() : String.join(", ", ids.stream().map(String::valueOf).toList());
    }

    private List<Long> knownRuns() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM runs ORDER BY id"); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    @Override
    public void close() throws HasnasException {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException failed) {
            throw StoreFile.explained(file, failed);
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException, HasnasException;
    }

    private <T> T read(Work<T> work) throws HasnasException {
        lock.lock();
        try {
            return work.run();
        } catch (SQLException failed) {
            throw StoreFile.explained(file, failed);
        } finally {
            lock.unlock();
        }
    }

    /** Runs work in one transaction that has the file's only write lock from its start: all of it is stored, or nothing. */
    private <T> T write(Work<T> work) throws HasnasException {
        return read(() -> {
            if (!isInPlace()) { // a file without a name takes all writes and is gone with the process
                throw new HasnasException(ErrorCode.STORE, "The run store " + file + " was removed or replaced while it was in use, so nothing"
                        + " more can be stored in it. Start the search again.");
            }
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.run();
                connection.commit();
            } catch (SQLException | HasnasException | RuntimeException failed) {
                undo(failed);
                throw failed;
            }
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Ends a transaction without effect; SQLite may have done so itself, for example when the disk is full. */
    private void undo(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException ended) {
            reason.addSuppressed(ended);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException ended) {
            reason.addSuppressed(ended);
        }
    }
}
