package org.hasnas.ui.fx;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Files that are dragged into the window. */
public final class FileDrop {
    private FileDrop() {}

    /**
     * Makes a node take files.
     *
     * @param ending of their names, in small letters
     */
    public static void take(Node target, String ending, Consumer<Path> dropped) {
        target.setOnDragOver(event -> {
            if (!files(event.getDragboard(), ending).isEmpty()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragDropped(event -> {
            List<Path> files = files(event.getDragboard(), ending);
            files.forEach(dropped);
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }

    private static List<Path> files(Dragboard board, String ending) {
        return board.getFiles().stream().filter(file -> file.getName().toLowerCase(Locale.ROOT).endsWith(ending)).map(File::toPath).toList();
    }
}
