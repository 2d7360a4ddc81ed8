package org.hasnas.files.store.sqlite;

import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.RunStore;
import org.hasnas.files.store.TrainingStore;

/**
 * Runs and trainings in one SQLite file in write-ahead mode.
 *
 * <p><b>Guarantee:</b> a trial whose {@link RunStore#append} returned survives the death of the process at any moment, {@code kill -9}
 * included: the commit is then in the write-ahead log, which belongs to the operating system. {@code synchronous=NORMAL} is enough
 * for that. When the machine loses power the file stays sound, but the last commits may be gone; continuing the run computes the
 * same trials again.
 *
 * <p>Several processes may have the file open. Writers take turns (waiting up to {@link StoreFile#BUSY_TIMEOUT}), readers wait for
 * nobody.
 */
public final class SqliteStore implements ProjectStore {
    private final StoreConnection connection;
    private final RunStore runs;
    private final TrainingStore trainings;

    private SqliteStore(StoreConnection connection, String programVersion) {
        this.connection = connection;
        this.runs = new SqliteRuns(connection, programVersion);
        this.trainings = new SqliteTrainings(connection, programVersion);
    }

    /**
     * Opens a store, making the file if there is none. One in a place that can't be written to is read only: whatever would store something is
     * refused.
     *
     * @param programVersion version of this program, kept with each run it starts
     * @throws HasnasException {@link ErrorCode#IO} if there is none and the place can't be written, {@link ErrorCode#STORE} if the file is damaged, of
     *     another program or of a newer version
     */
    public static SqliteStore open(Path file, String programVersion) throws HasnasException {
        return new SqliteStore(StoreConnection.open(file), programVersion);
    }

    /** As {@link #open} in a place that can't be written to. */
    static SqliteStore openUnwritable(Path file, String programVersion, String reason) throws HasnasException {
        return new SqliteStore(StoreConnection.openUnwritable(file, reason), programVersion);
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public TrainingStore trainings() {
        return trainings;
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    @Override
    public boolean isInPlace() {
        return connection.isInPlace();
    }

    @Override
    public void close() throws HasnasException {
        connection.close();
    }
}
