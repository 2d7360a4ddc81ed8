package org.hasnas.workbench;

import java.nio.file.Path;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.store.RunStore;

/** Opens the run store in a file, making it if needed. */
@FunctionalInterface
public interface StoreOpener {
    RunStore open(Path file) throws HasnasException;
}
