package org.hasnas.launch;

import java.nio.file.Path;
import javafx.application.Application;
import org.hasnas.cli.console.GuiStarter;
import org.hasnas.error.HasnasException;

/** Starts the toolkit, and says what to install where it can't. */
final class DesktopStarter implements GuiStarter {
    @Override
    public void start() throws HasnasException {
        launch();
    }

    @Override
    public void start(Path project) throws HasnasException {
        launch(project.toString());
    }

    private static void launch(String... parameters) throws HasnasException {
        try {
            Application.launch(StudioApplication.class, parameters);
        } catch (RuntimeException | LinkageError e) {
            throw DesktopFailure.of(e);
        }
    }
}
