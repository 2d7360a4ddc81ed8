package org.hasnas.launch;

import java.io.IOException;
import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;

/** The composition root: the one place where implementations are chosen. */
final class Wiring {
    private static final String SQLITE_FOLDER = "org.sqlite.tmpdir";

    private Wiring() {}

    /** A workbench that computes in this process or on a cluster, and keeps runs in SQLite; the caller closes it. */
    static Workbench workbench() throws HasnasException {
        return Workbench.local(file -> {
            prepareForSqlite();
            return SqliteStore.open(file, HasnasMain.version());
        }, address -> SparkLibraries.ofProgram().open(address));
    }

    /** SQLite's driver leaves its native library behind when the process is killed, so it gets a folder that the next process removes. */
    private static synchronized void prepareForSqlite() {
        if (System.getProperty(SQLITE_FOLDER) != null) {
            return;
        }
        Path temporaryFiles = Path.of(System.getProperty("java.io.tmpdir", "."));
        try {
            System.setProperty(SQLITE_FOLDER, PrivateFolder.ofThisProcess(temporaryFiles).toString());
        } catch (IOException unusable) {
            System.setProperty(SQLITE_FOLDER, temporaryFiles.toString()); // the store tells what is wrong with it
        }
    }
}
