package org.hasnas.workbench;

import java.nio.file.Path;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.store.ProjectStore;

/** Opens the store in a file, making it if needed. */
@FunctionalInterface
public interface StoreOpener {
    ProjectStore open(Path file) throws HasnasException;
}
