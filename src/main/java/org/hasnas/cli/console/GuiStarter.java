package org.hasnas.cli.console;

import java.nio.file.Path;
import org.hasnas.error.HasnasException;

/** Opens the desktop and returns when its last window is closed. */
public interface GuiStarter {
    /** Opens the desktop as it was left. */
    void start() throws HasnasException;

    /** Opens the desktop with a project. */
    void start(Path project) throws HasnasException;
}
