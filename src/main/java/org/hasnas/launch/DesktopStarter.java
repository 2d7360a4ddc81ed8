package org.hasnas.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Application;
import org.hasnas.cli.console.CliEnvironment.GuiStarter;
import org.hasnas.error.HasnasException;

/** Starts the toolkit, and says what to install where it can't. */
final class DesktopStarter implements GuiStarter {
    @Override
    public void start(Optional<Path> project, boolean startupTime) throws HasnasException {
        try {
            Application.launch(StudioApplication.class, Stream.concat(project.stream().map(Path::toString),
                    startupTime ? Stream.of("--" + StudioApplication.STARTUP_TIME + "=true") : Stream.empty()).toArray(String[]::new));
        } catch (RuntimeException | LinkageError e) {
            throw DesktopFailure.of(e);
        }
    }
}
