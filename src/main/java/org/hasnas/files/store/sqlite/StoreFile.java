package org.hasnas.files.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hasnas.document.InputFile;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.StorePlace;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file under the store: opening, schema and what SQLite's errors mean to a user. */
final class StoreFile {
    /** How long a writer waits for another process. */
    static final Duration BUSY_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Marks the file as ours ("HNAS"), so that no other program's database is taken for a store. */
    private static final int APPLICATION_ID = 0x484E4153;
    private static final int SCHEMA_VERSION = 5;

    private static final String[] SCHEMA = {
        """
        CREATE TABLE runs (
            id               INTEGER PRIMARY KEY AUTOINCREMENT,
            request          TEXT NOT NULL,
            status           TEXT NOT NULL,
            started          TEXT NOT NULL,
            program_version  TEXT NOT NULL,
            owner_host       TEXT NOT NULL,
            owner_pid        INTEGER NOT NULL,
            owner_started_ms INTEGER NOT NULL
        ) STRICT""",
        """
        CREATE TABLE trials (
            run_id              INTEGER NOT NULL REFERENCES runs (id),
            idx                 INTEGER NOT NULL,
            architecture        TEXT NOT NULL,
            outcome             TEXT NOT NULL CHECK (outcome IN ('evaluated', 'over-limits', 'failed')),
            cost_model          TEXT,
            parameters          INTEGER,
            convolution_weights INTEGER,
            area_square_metres  REAL,
            latency_seconds     REAL,
            energy_joules       REAL,
            fitness             REAL,
            mean_firing_rate    REAL,
            failure             TEXT,
            seconds             REAL NOT NULL,
            PRIMARY KEY (run_id, idx)
        ) STRICT, WITHOUT ROWID""",
        "PRAGMA application_id = " + APPLICATION_ID,
        "PRAGMA user_version = 1",
    };

    /** From version 1 to 2: trainings and what was measured. */
    private static final String[] TRAININGS = {
        """
        CREATE TABLE trainings (
            id               INTEGER PRIMARY KEY AUTOINCREMENT,
            candidate_hash   TEXT NOT NULL,
            architecture     TEXT NOT NULL,
            request          TEXT NOT NULL,
            status           TEXT NOT NULL,
            failure          TEXT NOT NULL,
            started          TEXT NOT NULL,
            program_version  TEXT NOT NULL,
            owner_host       TEXT NOT NULL,
            owner_pid        INTEGER NOT NULL,
            owner_started_ms INTEGER NOT NULL
        ) STRICT""",
        """
        CREATE TABLE epochs (
            training_id         INTEGER NOT NULL REFERENCES trainings (id),
            epoch               INTEGER NOT NULL,
            training_loss       REAL NOT NULL,
            training_accuracy   REAL NOT NULL,
            validation_accuracy REAL NOT NULL,
            seconds             REAL NOT NULL,
            PRIMARY KEY (training_id, epoch)
        ) STRICT, WITHOUT ROWID""",
        """
        CREATE TABLE accuracies (
            id             INTEGER PRIMARY KEY AUTOINCREMENT,
            candidate_hash TEXT NOT NULL,
            kind           TEXT NOT NULL,
            fraction       REAL NOT NULL,
            low_fraction   REAL NOT NULL,
            high_fraction  REAL NOT NULL,
            source         TEXT NOT NULL,
            measured       TEXT NOT NULL
        ) STRICT""",
        """
        CREATE TABLE spike_rates (
            candidate_hash TEXT NOT NULL,
            position       INTEGER NOT NULL,
            layer          TEXT NOT NULL,
            time_step      INTEGER NOT NULL,
            rate           REAL NOT NULL,
            PRIMARY KEY (candidate_hash, position, time_step)
        ) STRICT, WITHOUT ROWID""",
        "PRAGMA user_version = 2",
    };

    /** From version 2 to 3: what searches by trainings decided. */
    private static final String[] STEPS = {
        """
        CREATE TABLE steps (
            run_id                 INTEGER NOT NULL REFERENCES runs (id),
            position               INTEGER NOT NULL,
            trial                  INTEGER NOT NULL,
            from_epoch             INTEGER NOT NULL,
            until_epoch            INTEGER NOT NULL,
            purpose                TEXT NOT NULL,
            told                   INTEGER NOT NULL,
            used_minutes           REAL NOT NULL,
            expected_fraction      REAL NOT NULL,
            expected_low_fraction  REAL NOT NULL,
            expected_high_fraction REAL NOT NULL,
            expected_source        TEXT NOT NULL,
            PRIMARY KEY (run_id, position)
        ) STRICT, WITHOUT ROWID""",
        "PRAGMA user_version = 3",
    };

    /** From version 3 to 4: trainings belong to networks, and what was measured on a chip to what a design chooses of it, the end of its text. */
    private static final String[] CHIPS = {
        "ALTER TABLE accuracies ADD COLUMN chip TEXT NOT NULL DEFAULT ''",
        """
        UPDATE accuracies SET chip = coalesce((
            SELECT CASE
                WHEN instr(architecture, 'crossbar-size=') > 0 THEN substr(architecture, instr(architecture, 'crossbar-size='))
                WHEN instr(architecture, 'pes-per-tile=') > 0 THEN substr(architecture, instr(architecture, 'pes-per-tile='))
                WHEN instr(architecture, 'cell-bits=') > 0 THEN substr(architecture, instr(architecture, 'cell-bits='))
                WHEN instr(architecture, 'adc-bits=') > 0 THEN substr(architecture, instr(architecture, 'adc-bits='))
                WHEN instr(architecture, 'columns-per-adc=') > 0 THEN substr(architecture, instr(architecture, 'columns-per-adc='))
            END
            FROM trainings WHERE trainings.candidate_hash = accuracies.candidate_hash), '')
        WHERE kind = 'ON_CHIP'""",
        "PRAGMA user_version = 4",
    };

    /** From version 4 to 5: what people say of runs. */
    private static final String[] NOTES = {
        """
        CREATE TABLE IF NOT EXISTS run_notes (
            run_id  INTEGER PRIMARY KEY REFERENCES runs (id),
            note    TEXT NOT NULL DEFAULT '',
            deleted INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        "PRAGMA user_version = 5",
    };

    /** System property of SQLite's driver: where it unpacks its native library. */
    private static final String TEMPORARY_FOLDER = "org.sqlite.tmpdir";

    private StoreFile() {}

    /**
     * A store that was opened.
     *
     * @param unwritable why nothing can be stored in it and what to do; empty if something can
     * @param copy where the copy is that is read; empty if it is the store itself
     */
    record Opened(Connection connection, Optional<String> unwritable, Optional<TemporaryFolder> copy) {}

    /** Opens a store, making it if there is none; where nothing can be written, one that is there can still be read. */
    static Opened open(Path file) throws HasnasException {
        return open(file, StorePlace.problem(file));
    }

    /** @param found why nothing can be stored; empty if something can */
    static Opened open(Path file, Optional<String> found) throws HasnasException {
        Optional<String> problem = found;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new HasnasException(ErrorCode.IO, found.orElse(file + " is no plain file, so it can't be a run store. Move it away."));
        }
        if (problem.isEmpty()) {
            boolean isThere = Files.exists(file);
            try {
                return new Opened(connect(file, Access.READ_AND_WRITE), Optional.empty(), Optional.empty());
            } catch (HasnasException full) {
                if (!isThere || full.code() != ErrorCode.IO || !(full.getCause() instanceof SQLiteException)) {
                    throw full;
                }
                problem = Optional.of(full.getMessage());
            }
        }
        if (!Files.exists(file)) {
            throw new HasnasException(ErrorCode.IO, problem.get());
        }
        return openReadOnly(file, problem.get());
    }

    /**
     * SQLite reads a store in a place that can't be written to if no process has left anything in its log, or if it finds the log's index too.
     * Otherwise, and where an earlier program made the store, a copy is read.
     */
    private static Opened openReadOnly(Path file, String problem) throws HasnasException {
        Path log = log(file);
        try {
            Connection connection = connect(file, Files.exists(log) ? Access.READ : Access.READ_UNCHANGING);
            return new Opened(connection, Optional.of(problem), Optional.empty());
        } catch (HasnasException refused) {
            if (!Files.isReadable(file)) {
                throw new HasnasException(ErrorCode.IO, "There is no right to read the run store " + file + ".", refused);
            }
            return openCopy(file, log, problem);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the copy is closed with the connection
    private static Opened openCopy(Path file, Path log, String problem) throws HasnasException {
        try {
            TemporaryFolder folder = TemporaryFolder.in(Path.of(System.getProperty(TEMPORARY_FOLDER, System.getProperty("java.io.tmpdir"))),
                    "hasnas-store-");
            try {
                Path copy = folder.path().resolve("runs.db");
                Files.copy(file, copy);
                if (Files.exists(log)) {
                    Files.copy(log, log(copy));
                }
                return new Opened(connect(copy, Access.READ_AND_WRITE), Optional.of(problem), Optional.of(folder));
            } catch (IOException | HasnasException failed) {
                folder.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, "The run store " + file + " can't be read where it is, and not copied either ("
                    + InputFile.reason(failed) + "). " + problem, failed);
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** What is done with a file. */
    private enum Access { READ_AND_WRITE, READ, READ_UNCHANGING }

    private static Connection connect(Path file, Access access) throws HasnasException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.enforceForeignKeys(true);
        config.setReadOnly(access != Access.READ_AND_WRITE);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + databaseName(file, access));
            try {
                switch (access) {
                    case READ_AND_WRITE -> prepare(file, connection);
                    case READ, READ_UNCHANGING -> requireOwnVersion(file, connection);
                }
                return connection;
            } catch (SQLException | HasnasException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw explained(file, failed);
        }
    }

    /** What tells a file from another of the same name; empty if there is no file or the system has no such thing. */
    static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The driver takes what follows a question mark for settings; only a URI can have one in its path. */
    private static String databaseName(Path file, Access access) {
        String uri = "file:" + file.toUri().getRawPath();
        return switch (access) {
            case READ_AND_WRITE -> file.toString().contains("?") ? uri : file.toString();
            case READ -> uri + "?mode=ro";
            case READ_UNCHANGING -> uri + "?immutable=1";
        };
    }

    private static void requireOwnVersion(Path file, Connection connection) throws SQLException, HasnasException {
        checkVersion(file, connection);
        if (Identity.of(connection).version != SCHEMA_VERSION) {
            throw new HasnasException(ErrorCode.STORE, "The run store " + file + " is of an earlier program.");
        }
    }

    private static void prepare(Path file, Connection connection) throws SQLException, HasnasException {
        checkVersion(file, connection);
        useWriteAheadLog(connection);
        connection.setAutoCommit(false); // the first statement takes the write lock, so only one process makes the tables
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            int version = Identity.of(connection).version;
            if (version == 0) {
                for (String step : SCHEMA) {
                    statement.execute(step);
                }
            }
            if (version < 2) { // a store of an earlier program keeps its runs and gets the new tables
                for (String step : TRAININGS) {
                    statement.execute(step);
                }
            }
            if (version < 3) {
                for (String step : STEPS) {
                    statement.execute(step);
                }
            }
            if (version < 4) {
                for (String step : CHIPS) {
                    statement.execute(step);
                }
            }
            if (version < 5) {
                for (String step : NOTES) {
                    statement.execute(step);
                }
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        checkVersion(file, connection);
    }

    /** What the file says of itself, read at one moment: another process may be making the tables right now. */
    private record Identity(int applicationId, int version, int tables) {
        static Identity of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
                    SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
                        (SELECT count(*) FROM sqlite_schema)""")) {
                row.next();
                return new Identity(row.getInt(1), row.getInt(2), row.getInt(3));
            }
        }
    }

    private static void checkVersion(Path file, Connection connection) throws SQLException, HasnasException {
        Identity found = Identity.of(connection);
        int applicationId = found.applicationId;
        int version = found.version;
        boolean isNew = applicationId == 0 && version == 0 && found.tables == 0;
        if (isNew) {
            return;
        }
        if (applicationId != APPLICATION_ID) {
            throw new HasnasException(ErrorCode.STORE, file + " is an SQLite database of another program, not a run store. Move it away or"
                    + " choose another project folder.");
        }
        if (version > SCHEMA_VERSION) {
            throw new HasnasException(ErrorCode.STORE, "The run store " + file + " has version " + version + " and was made by a newer program;"
                    + " this one reads up to version " + SCHEMA_VERSION + ". Update the program to use it.");
        }
    }

    /**
     * Write-ahead mode stays in the file; only the first process that opens it has to change the mode, alone. SQLite must not wait
     * by itself here: two processes that both read and both wait to be alone would wait for each other until the timeout.
     */
    private static void useWriteAheadLog(Connection connection) throws SQLException {
        setBusyTimeout(connection, Duration.ZERO);
        long giveUp = System.nanoTime() + BUSY_TIMEOUT.toNanos();
        while (!isWriteAhead(connection, giveUp)) {
            LockSupport.parkNanos(PAUSE.toNanos() + ProcessHandle.current().pid() % 16 * PAUSE.toNanos() / 8);
        }
        setBusyTimeout(connection, BUSY_TIMEOUT);
    }

    private static boolean isWriteAhead(Connection connection, long giveUp) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            if (mode.next() && mode.getString(1).equalsIgnoreCase("wal")) {
                return true;
            }
            throw new SQLException("the file system does not allow SQLite's write-ahead log");
        } catch (SQLiteException busy) {
            if (primaryCode(busy) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > giveUp) {
                throw busy;
            }
            return false;
        }
    }

    private static void setBusyTimeout(Connection connection, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + timeout.toMillis());
        }
    }

    static HasnasException damaged(Path file, String what, Throwable cause) {
        return new HasnasException(ErrorCode.STORE, "The run store " + file + " is damaged or no run store: " + what + ". Move the file away"
                + " (it is replaced by an empty one); 'sqlite3 FILE .recover' can save what is left in it.", cause);
    }

    /**
     * The text of a column that always has one.
     *
     * @throws SQLDataException if it has none, as in a damaged file: what {@link #explained} tells as such
     */
    static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new SQLDataException("a row has nothing in its column " + row.getMetaData().getColumnName(column));
        }
        return text;
    }

    /** As {@link #text(ResultSet, int)} of a column by its name. */
    static String text(ResultSet row, String column) throws SQLException {
        return text(row, row.findColumn(column));
    }

    private static int primaryCode(SQLiteException failed) {
        return failed.getResultCode().code & 0xFF;
    }

    private static boolean isLibraryMissing(SQLException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryNotFoundException || cause instanceof LinkageError || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Turns an SQLite error into an error for the user. */
    static HasnasException explained(Path file, SQLException failed) {
        if (isLibraryMissing(failed)) {
            String folder = System.getProperty(TEMPORARY_FOLDER, System.getProperty("java.io.tmpdir"));
            return new HasnasException(ErrorCode.IO, "SQLite's native library can't be unpacked into " + folder + " or run there: the folder is"
                    + " missing, full, can't be written to, or is mounted without the right to execute. Name another one with"
                    + " HASNAS_OPTS=-Djava.io.tmpdir=DIR.", failed);
        }
        if (failed instanceof SQLDataException) {
            return damaged(file, String.valueOf(failed.getMessage()), failed);
        }
        int code = failed instanceof SQLiteException sqlite ? primaryCode(sqlite) : SQLiteErrorCode.SQLITE_ERROR.code;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return damaged(file, "SQLite says '" + failed.getMessage() + "'", failed);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new HasnasException(ErrorCode.STORE, "The run store " + file + " was locked by another process for "
                    + BUSY_TIMEOUT.toSeconds() + " s. Close the other program and try again.", failed);
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return new HasnasException(ErrorCode.IO, "The disk of the run store " + file + " is full. Free some space; the run can be"
                    + " continued.", failed);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            Path folder = file.getParent();
            return new HasnasException(ErrorCode.IO, "The run store " + file + " can't be read or written (" + failed.getMessage()
                    + "). Check the disk, or copy the project to another place, such as "
                    + StorePlace.alternative(folder == null ? file : folder) + ".", failed);
        }
        return new HasnasException(ErrorCode.STORE, "The run store " + file + " failed: " + failed.getMessage() + ".", failed);
    }
}
