package org.hasnas.ui.fx;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Files and folders that are dragged into the window. */
public final class FileDrop {
    private FileDrop() {}

    /** Makes a node take files and folders, one after the other. */
    public static void take(Node target, Consumer<Path> dropped) {
        target.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragDropped(event -> {
            event.getDragboard().getFiles().forEach(file -> dropped.accept(file.toPath()));
            event.setDropCompleted(event.getDragboard().hasFiles());
            event.consume();
        });
    }
}
