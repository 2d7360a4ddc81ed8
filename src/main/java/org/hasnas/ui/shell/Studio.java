package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.hasnas.workbench.Workbench;

/** Placeholder with the desktop's signature; replaced by the real one at merge. */
public final class Studio {
    private final Label label;

    public Studio(Workbench workbench, Executor background, Path settingsFolder, Optional<Path> samplesFolder) {
        this.label = new Label(workbench + " " + background + " " + settingsFolder + " " + samplesFolder);
    }

    public void show(Stage stage) {
        stage.setScene(new Scene(label));
        stage.show();
    }

    public void openProject(Path folder) {
        label.setText(folder.toString());
    }
}
