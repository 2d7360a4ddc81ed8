package org.hasnas.launch;

import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;

/** The composition root: the one place where implementations are chosen. */
final class Wiring {
    private Wiring() {}

    /** A workbench that computes in this process and keeps runs in SQLite; the caller closes it. */
    static Workbench workbench() throws HasnasException {
        return Workbench.local(file -> SqliteStore.open(file, HasnasMain.version()));
    }
}
