package org.hasnas.workbench.project;

import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;

/** Opens the store in a file, making it if needed. */
@FunctionalInterface
public interface StoreOpener {
    ProjectStore open(Path file) throws HasnasException;
}
