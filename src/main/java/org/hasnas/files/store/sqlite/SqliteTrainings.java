package org.hasnas.files.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateHash;
import org.hasnas.files.codec.TrainingRequestJson;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.RunStatus;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;

/** Trainings, and what was measured of candidates, as rows. */
final class SqliteTrainings implements TrainingStore {
    private static final String SELECT = "SELECT id, candidate_hash, request, status, failure, started, program_version, owner_pid,"
            + " owner_started_ms FROM trainings";

    private final StoreConnection store;
    private final String programVersion;
    private final OwnedRows rows;

    SqliteTrainings(StoreConnection store, String programVersion) {
        this.store = store;
        this.programVersion = programVersion;
        this.rows = new OwnedRows(store.file(), "trainings", "training", "train a candidate first (hasnas train)");
    }

    @Override
    public TrainingSummary create(TrainingRequest request) throws HasnasException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String hash = CandidateHash.of(request.template(), request.space(), request.architecture()).text();
        long id = store.write(connection -> {
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
                return rows.insert(insert, 7);
            }
        });
        return new TrainingSummary(id, hash, request, RunStatus.RUNNING, started, List.of(), Optional.empty(), programVersion);
    }

    @Override
    public void putEpochs(long trainingId, List<EpochResult> epochs) throws HasnasException {
        store.change(connection -> TrainingRows.putEpochs(connection, trainingId, epochs));
    }

    @Override
    public void setStatus(long trainingId, RunStatus status, String failure) throws HasnasException {
        rows.setStatus(store, trainingId, status, connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE trainings SET failure = ? WHERE id = ?")) {
                update.setString(1, failure);
                update.setLong(2, trainingId);
                update.executeUpdate();
            }
        });
    }

    @Override
    public List<TrainingSummary> list() throws HasnasException {
        return store.read(connection -> rows.list(connection, SELECT, row -> summary(connection, row)));
    }

    @Override
    public TrainingSummary get(long trainingId) throws HasnasException {
        return store.read(connection -> rows.get(connection, SELECT, trainingId, row -> summary(connection, row)));
    }

    private TrainingSummary summary(Connection connection, ResultSet row) throws SQLException, HasnasException {
        long id = row.getLong("id");
        TrainingRequest request = TrainingRequestJson.read(StoreFile.text(row, "request"), store.file() + ", request of training " + id);
        String failure = StoreFile.text(row, "failure");
        return new TrainingSummary(id, StoreFile.text(row, "candidate_hash"), request, rows.status(row), rows.started(row),
                TrainingRows.epochs(connection, id), failure.isEmpty() ? Optional.empty() : Optional.of(failure),
                StoreFile.text(row, "program_version"));
    }

    @Override
    public void addAccuracy(MeasuredAccuracy accuracy) throws HasnasException {
        store.change(connection -> TrainingRows.addAccuracy(connection, accuracy));
    }

    @Override
    public List<MeasuredAccuracy> accuracies() throws HasnasException {
        return store.read(connection -> TrainingRows.accuracies(connection, store.file()));
    }

    @Override
    public void putSpikeRates(String candidateHash, List<LayerRate> rates) throws HasnasException {
        store.change(connection -> TrainingRows.putSpikeRates(connection, candidateHash, rates));
    }

    @Override
    public List<LayerRate> spikeRates(String candidateHash) throws HasnasException {
        return store.read(connection -> TrainingRows.spikeRates(connection, candidateHash));
    }
}
