package org.hasnas.ui.fx;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Files that are dragged into the window. */
public final class FileDrop {
    private FileDrop() {}

    /**
     * Makes a node take files.
     *
     * @param byEnding what is done with a file, by how its name ends, in small letters
     */
    public static void take(Node target, Map<String, Consumer<Path>> byEnding) {
        target.setOnDragOver(event -> {
            if (event.getDragboard().getFiles().stream().anyMatch(file -> taker(file, byEnding).isPresent())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragDropped(event -> {
            List<File> files = event.getDragboard().getFiles().stream().filter(file -> taker(file, byEnding).isPresent()).toList();
            files.forEach(file -> taker(file, byEnding).orElseThrow().accept(file.toPath()));
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }

    private static Optional<Consumer<Path>> taker(File file, Map<String, Consumer<Path>> byEnding) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        return byEnding.entrySet().stream().filter(known -> name.endsWith(known.getKey())).map(Map.Entry::getValue).findFirst();
    }
}
