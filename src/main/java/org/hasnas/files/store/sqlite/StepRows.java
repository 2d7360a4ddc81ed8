package org.hasnas.files.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.LadderStep;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** Decisions of searches by trainings as rows. */
final class StepRows {
    private StepRows() {}

    static void insert(Connection connection, long runId, LadderStep step) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO steps (run_id, position, trial, from_epoch, until_epoch, purpose, told, used_minutes, expected_fraction,
                                   expected_low_fraction, expected_high_fraction, expected_source)
                VALUES (?1, (SELECT count(*) FROM steps WHERE run_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)""")) {
            insert.setLong(1, runId);
            insert.setInt(2, step.trial());
            insert.setInt(3, step.fromEpoch());
            insert.setInt(4, step.untilEpoch());
            insert.setString(5, step.purpose().name());
            insert.setInt(6, step.told());
            insert.setDouble(7, step.usedMinutes());
            insert.setDouble(8, step.expected().fraction());
            insert.setDouble(9, step.expected().lowFraction());
            insert.setDouble(10, step.expected().highFraction());
            insert.setString(11, step.expected().source());
            insert.executeUpdate();
        }
    }

    static List<LadderStep> select(Connection connection, Path file, long runId) throws SQLException, HasnasException {
        List<LadderStep> steps = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT trial, from_epoch, until_epoch, purpose, told, used_minutes, expected_fraction, expected_low_fraction,
                       expected_high_fraction, expected_source
                FROM steps WHERE run_id = ? ORDER BY position""")) {
            select.setLong(1, runId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(step(row));
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw StoreFile.damaged(file, "step " + steps.size() + " of run " + runId + ": " + damaged.getMessage(), damaged);
        }
        return List.copyOf(steps);
    }

    private static LadderStep step(ResultSet row) throws SQLException {
        return new LadderStep(row.getInt(1), row.getInt(2), row.getInt(3), LadderStep.Purpose.valueOf(StoreFile.text(row, 4)), row.getInt(5),
                row.getDouble(6),
                new Accuracy(AccuracyKind.PREDICTED, row.getDouble(7), row.getDouble(8), row.getDouble(9), StoreFile.text(row, 10)));
    }
}
