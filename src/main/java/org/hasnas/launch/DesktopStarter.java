package org.hasnas.launch;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import org.hasnas.cli.console.CliEnvironment.GuiStarter;
import org.hasnas.error.HasnasException;

/** Starts the toolkit, and says what to install where it can't. */
final class DesktopStarter implements GuiStarter {
    @Override
    public void start(Optional<Path> project) throws HasnasException {
        try {
            Application.launch(StudioApplication.class, project.stream().map(Path::toString).toArray(String[]::new));
        } catch (RuntimeException | LinkageError e) {
            throw DesktopFailure.of(e);
        }
    }
}
