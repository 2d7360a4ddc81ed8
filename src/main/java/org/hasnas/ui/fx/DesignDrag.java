package org.hasnas.ui.fx;

import java.util.Map;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.TransferMode;

/** Designs that are dragged from one place of the window to another: those that are chosen, so that nothing has to be carried. */
public final class DesignDrag {
    private static final DataFormat DESIGNS = new DataFormat("application/x-hasnas-designs");

    private DesignDrag() {}

    /** Begins to drag the chosen designs; called when a drag is detected. */
    public static void begin(Node source) {
        source.startDragAndDrop(TransferMode.COPY).setContent(Map.of(DESIGNS, ""));
    }

    /** Makes a node take designs. */
    public static void take(Node target, Runnable dropped) {
        target.setOnDragOver(event -> {
            if (event.getDragboard().hasContent(DESIGNS)) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragDropped(event -> {
            boolean designs = event.getDragboard().hasContent(DESIGNS);
            if (designs) {
                dropped.run();
            }
            event.setDropCompleted(designs);
            event.consume();
        });
    }
}
