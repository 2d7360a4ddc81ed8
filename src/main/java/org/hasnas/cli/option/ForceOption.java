package org.hasnas.cli.option;

import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.project.TextFiles;
import picocli.CommandLine.Option;

/** Whether a command that writes a file may replace one. */
public final class ForceOption {
    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    public boolean isGiven() {
        return force;
    }

    /** A file that may be written. */
    public Path writable(Path file) throws HasnasException {
        TextFiles.requireUnused(file, force);
        return file;
    }
}
