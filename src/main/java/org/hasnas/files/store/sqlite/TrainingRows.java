package org.hasnas.files.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.HasnasException;
import org.hasnas.network.MacroChoice;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;

/** Epochs of trainings, measured accuracies and spike rates as rows. */
final class TrainingRows {
    private TrainingRows() {}

    static void putEpochs(Connection connection, long trainingId, List<EpochResult> epochs) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO epochs (training_id, epoch, training_loss,"
                + " training_accuracy, validation_accuracy, seconds) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (EpochResult epoch : epochs) {
                insert.setLong(1, trainingId);
                insert.setInt(2, epoch.epoch());
                insert.setDouble(3, epoch.trainingLoss());
                insert.setDouble(4, epoch.trainingAccuracy());
                insert.setDouble(5, epoch.validationAccuracy());
                insert.setDouble(6, epoch.seconds());
                insert.executeUpdate();
            }
        }
    }

    static List<EpochResult> epochs(Connection connection, long trainingId) throws SQLException {
        List<EpochResult> epochs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT epoch, training_loss, training_accuracy, validation_accuracy, seconds"
                + " FROM epochs WHERE training_id = ? ORDER BY epoch")) {
            select.setLong(1, trainingId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    epochs.add(new EpochResult(row.getInt(1), row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5)));
                }
            }
        }
        return epochs;
    }

    static void addAccuracy(Connection connection, MeasuredAccuracy measured) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO accuracies (candidate_hash, kind, fraction, low_fraction,"
                + " high_fraction, source, measured, chip) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            Accuracy accuracy = measured.accuracy();
            insert.setString(1, measured.candidateHash());
            insert.setString(2, accuracy.kind().name());
            insert.setDouble(3, accuracy.fraction());
            insert.setDouble(4, accuracy.lowFraction());
            insert.setDouble(5, accuracy.highFraction());
            insert.setString(6, accuracy.source());
            insert.setString(7, measured.measured().toString());
            insert.setString(8, measured.chip().text());
            insert.executeUpdate();
        }
    }

    static List<MeasuredAccuracy> accuracies(Connection connection, Path file) throws SQLException, HasnasException {
        List<MeasuredAccuracy> accuracies = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT candidate_hash, kind, fraction, low_fraction, high_fraction, source,"
                + " measured, chip FROM accuracies ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                try {
                    String chip = StoreFile.text(row, 8);
                    accuracies.add(new MeasuredAccuracy(StoreFile.text(row, 1), chip.isEmpty() ? MacroChoice.OF_TEMPLATE : MacroChoice.parse(chip),
                            new Accuracy(AccuracyKind.valueOf(StoreFile.text(row, 2)), row.getDouble(3), row.getDouble(4), row.getDouble(5),
                                    StoreFile.text(row, 6)),
                            Instant.parse(StoreFile.text(row, 7))));
                } catch (IllegalArgumentException | DateTimeParseException damaged) {
                    throw StoreFile.damaged(file, "an accuracy of candidate " + StoreFile.text(row, 1) + " makes no sense", damaged);
                }
            }
        }
        return List.copyOf(accuracies);
    }

    static void putSpikeRates(Connection connection, String candidateHash, List<LayerRate> rates) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM spike_rates WHERE candidate_hash = ?")) {
            delete.setString(1, candidateHash);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO spike_rates (candidate_hash, position, layer, time_step, rate) VALUES (?, ?, ?, ?, ?)")) {
            for (int position = 0; position < rates.size(); position++) {
                LayerRate rate = rates.get(position);
                for (int step = 0; step < rate.perTimeStep().size(); step++) {
                    insert.setString(1, candidateHash);
                    insert.setInt(2, position);
                    insert.setString(3, rate.layer());
                    insert.setInt(4, step);
                    insert.setDouble(5, rate.perTimeStep().get(step));
                    insert.executeUpdate();
                }
            }
        }
    }

    static List<LayerRate> spikeRates(Connection connection, String candidateHash) throws SQLException {
        Map<Integer, String> names = new TreeMap<>();
        Map<Integer, List<Double>> rates = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT position, layer, rate FROM spike_rates WHERE candidate_hash = ? ORDER BY position, time_step")) {
            select.setString(1, candidateHash);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getInt(1), StoreFile.text(row, 2));
                    rates.computeIfAbsent(row.getInt(1), position -> new ArrayList<>()).add(row.getDouble(3));
                }
            }
        }
        List<LayerRate> layers = new ArrayList<>();
        rates.forEach((position, perStep) -> layers.add(new LayerRate(names.getOrDefault(position, ""), perStep)));
        return List.copyOf(layers);
    }
}
