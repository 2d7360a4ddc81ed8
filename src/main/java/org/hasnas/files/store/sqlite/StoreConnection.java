package org.hasnas.files.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of this process to a store's file, which is opened again when it is used after it was closed. It is guarded by a lock: a commit
 * takes far less than the evaluation of a candidate.
 */
final class StoreConnection implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Optional<String> unwritable;
    private final Optional<Object> fileKey;
    private StoreFile.@Nullable Opened opened;

    private StoreConnection(Path file, StoreFile.Opened opened) {
        this.file = file;
        this.opened = opened;
        this.unwritable = opened.unwritable();
        this.fileKey = StoreFile.key(file);
    }

    static StoreConnection open(Path file) throws HasnasException {
        Path absolute = file.toAbsolutePath();
        return new StoreConnection(absolute, StoreFile.open(absolute));
    }

    /** A connection to a store in which nothing can be stored for a reason. */
    static StoreConnection openUnwritable(Path file, String reason) throws HasnasException {
        Path absolute = file.toAbsolutePath();
        return new StoreConnection(absolute, StoreFile.open(absolute, Optional.of(reason)));
    }

    Path file() {
        return file;
    }

    /** Whether something can be stored. */
    boolean isWritable() {
        return unwritable.isEmpty();
    }

    boolean isInPlace() {
        return Files.exists(file) && StoreFile.key(file).equals(fileKey);
    }

    /** Statements to be run together. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException, HasnasException;
    }

    /** Work without a result. */
    @FunctionalInterface
    interface Change {
        void run(Connection connection) throws SQLException, HasnasException;
    }

    <T> T read(Work<T> work) throws HasnasException {
        lock.lock();
        try {
            return work.run(connection());
        } catch (SQLException failed) {
            throw StoreFile.explained(file, failed);
        } finally {
            lock.unlock();
        }
    }

    /** Runs reads that all see the store as it is at the first of them, whatever another process stores meanwhile. */
    <T> T snapshot(Work<T> work) throws HasnasException {
        return read(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN DEFERRED"); // the driver's own transactions take the write lock
                try {
                    return work.run(connection);
                } finally {
                    statement.execute("ROLLBACK");
                }
            }
        });
    }

    private Connection connection() throws HasnasException {
        StoreFile.Opened now = opened;
        if (now == null) {
            if (!isInPlace()) { // an empty store would be made
                throw new HasnasException(ErrorCode.STORE, "The run store " + file + " was removed or replaced while it was in use. Open the project"
                        + " again.");
            }
            now = StoreFile.open(file, unwritable);
            opened = now;
        }
        return now.connection();
    }

    void change(Change change) throws HasnasException {
        write(connection -> {
            change.run(connection);
            return true;
        });
    }

    /** Runs work in one transaction that has the file's only write lock from its start: all of it is stored, or nothing. */
    <T> T write(Work<T> work) throws HasnasException {
        if (unwritable.isPresent()) {
            throw new HasnasException(ErrorCode.IO, unwritable.get());
        }
        return read(connection -> {
            if (!isInPlace()) { // a file that was removed still takes all writes and is lost with the process
                throw new HasnasException(ErrorCode.STORE, "The run store " + file + " was removed or replaced while it was in use, so nothing"
                        + " more can be stored in it. Start the search again.");
            }
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.run(connection);
                connection.commit();
            } catch (SQLException | HasnasException | RuntimeException failed) {
                undo(connection, failed);
                throw failed;
            }
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Ends a transaction without effect; SQLite may have done so itself, for example when the disk is full. */
    private static void undo(Connection connection, Exception reason) {
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

    @Override
    public void close() throws HasnasException {
        lock.lock();
        StoreFile.Opened now = opened;
        try {
            if (now != null) {
                now.connection().close();
            }
        } catch (SQLException failed) {
            throw StoreFile.explained(file, failed);
        } finally {
            if (now != null) {
                now.copy().ifPresent(TemporaryFolder::close);
            }
            opened = null;
            lock.unlock();
        }
    }
}
