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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;

/** A table whose rows are each worked on by one process at a time: what runs and trainings have in common. */
final class OwnedRows {
    private final Path file;
    private final String table;
    private final String one;
    private final String howToMakeOne;
    private final ProcessIdentity self = ProcessIdentity.current();
    /** Rows that this process has let go without being able to store that, as on a full disk: nobody works on them. */
    private final Set<Long> letGo = ConcurrentHashMap.newKeySet();

    /**
     * @param table name of the table
     * @param one what a row is, such as {@code run}
     * @param howToMakeOne what a user without rows is to do
     */
    OwnedRows(Path file, String table, String one, String howToMakeOne) {
        this.file = file;
        this.table = table;
        this.one = one;
        this.howToMakeOne = howToMakeOne;
    }

    /** Makes an object of the row that a result is at. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException, HasnasException;
    }

    /**
     * Executes a prepared insert of a row that this process owns.
     *
     * @param ownerColumn index of the first of the owner's three parameters: host, process, its start
     * @return the row's number
     */
    long insert(PreparedStatement insert, int ownerColumn) throws SQLException {
        setOwner(insert, ownerColumn);
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
            if (!keys.next()) {
                throw new SQLException("no number was given to the " + one);
            }
            return keys.getLong(1);
        }
    }

    private void setOwner(PreparedStatement statement, int column) throws SQLException {
        statement.setString(column, self.host());
        statement.setLong(column + 1, self.pid());
        statement.setLong(column + 2, self.startedMillis());
    }

    /**
     * Sets the status. Whoever sets an active one owns the row from then on; one that another living process owns can't be taken.
     *
     * @param more is stored with it
     */
    void setStatus(StoreConnection store, long id, RunStatus status, StoreConnection.Change more) throws HasnasException {
        try {
            store.change(connection -> {
                setStatus(connection, id, status);
                more.run(connection);
            });
            letGo.remove(id);
        } catch (HasnasException notStored) {
            if (!status.isLive()) {
                letGo.add(id);
            }
            throw notStored;
        }
    }

    private void setStatus(Connection connection, long id, RunStatus status) throws SQLException, HasnasException {
        refuseIfOwnedElsewhere(connection, id);
        boolean owns = status.isLive();
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table + " SET status = ?"
                + (owns ? ", owner_host = ?, owner_pid = ?, owner_started_ms = ?" : "") + " WHERE id = ?")) {
            update.setString(1, status.name());
            if (owns) {
                setOwner(update, 2);
            }
            update.setLong(owns ? 5 : 2, id);
            update.executeUpdate();
        }
    }

    private void refuseIfOwnedElsewhere(Connection connection, long id) throws SQLException, HasnasException {
        try (PreparedStatement select = connection.prepareStatement("SELECT status, owner_pid, owner_started_ms FROM " + table
                + " WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw unknown(connection, id);
                }
                long pid = row.getLong("owner_pid");
                long startedMillis = row.getLong("owner_started_ms");
                if (storedStatus(row).isLive() && !self.isProcess(pid, startedMillis) && ProcessIdentity.isAlive(pid, startedMillis)) {
                    throw new HasnasException(ErrorCode.STORE, Character.toUpperCase(one.charAt(0)) + one.substring(1) + " " + id + " of " + file
                            + " is being worked on by another process (process number " + pid + "). Stop it there first.");
                }
            }
        }
    }

    /** All rows, newest first. */
    <T> List<T> list(Connection connection, String select, Reader<T> reader) throws SQLException, HasnasException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(select + " ORDER BY id DESC"); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        return List.copyOf(all);
    }

    /** One row; an error naming the known ones if there is none of this number. */
    <T> T get(Connection connection, String select, long id, Reader<T> reader) throws SQLException, HasnasException {
        try (PreparedStatement statement = connection.prepareStatement(select + " WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return reader.read(row);
                }
            }
        }
        throw unknown(connection, id);
    }

    void requireKnown(Connection connection, long id) throws SQLException, HasnasException {
        if (!ids(connection).contains(id)) {
            throw unknown(connection, id);
        }
    }

    /** The status of a row; a row whose process is gone, or could not store its end, in the middle of its work is INTERRUPTED. */
    RunStatus status(ResultSet row) throws SQLException, HasnasException {
        RunStatus status = storedStatus(row);
        long pid = row.getLong("owner_pid");
        long startedMillis = row.getLong("owner_started_ms");
        boolean orphaned = status.isLive()
                && (self.isProcess(pid, startedMillis) ? letGo.contains(row.getLong("id")) : !ProcessIdentity.isAlive(pid, startedMillis));
        return orphaned ? RunStatus.INTERRUPTED : status;
    }

    private RunStatus storedStatus(ResultSet row) throws SQLException, HasnasException {
        String name = StoreFile.text(row, "status");
        try {
            return RunStatus.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw StoreFile.damaged(file, "'" + name + "' is no status of a " + one, unknown);
        }
    }

    /** When the work of a row was started. */
    Instant started(ResultSet row) throws SQLException, HasnasException {
        String started = StoreFile.text(row, "started");
        try {
            return Instant.parse(started);
        } catch (DateTimeParseException damaged) {
            throw StoreFile.damaged(file, one + " " + row.getLong("id") + " started at '" + started + "'", damaged);
        }
    }

    private HasnasException unknown(Connection connection, long id) throws SQLException {
        List<Long> known = ids(connection);
        return new HasnasException(ErrorCode.NOT_FOUND, "There is no " + one + " " + id + " in " + file + "; "
                + (known.isEmpty() ? "it has no " + one + "s yet; " + howToMakeOne : "its " + one + "s are " + numbers(known)) + ".");
    }

    private static String numbers(List<Long> ids) {
        boolean gapless = ids.getLast() - ids.getFirst() == ids.size() - 1 && ids.size() > 2;
        return gapless ? ids.getFirst() + " to " + ids.getLast() : String.join(", ", ids.stream().map(String::valueOf).toList());
    }

    private List<Long> ids(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM " + table + " ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
