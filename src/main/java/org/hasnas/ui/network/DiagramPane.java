package org.hasnas.ui.network;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Rotate;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Press;
import org.hasnas.workbench.diagram.NetworkDiagram;
import org.hasnas.workbench.diagram.NetworkDiagram.Kind;

/** A {@link NetworkDiagram}; a click chooses a layer. */
final class DiagramPane extends Pane implements Chart {
    private static final double ARROW = 6;

    private final Consumer<String> clicked;
    private final Map<String, Node> boxes = new HashMap<>();
    private Optional<NetworkDiagram> drawn = Optional.empty();

    /** @param clicked told the name of the box */
    DiagramPane(Consumer<String> clicked) {
        this.clicked = clicked;
        setId("network-diagram");
    }

    void show(NetworkDiagram diagram) {
        if (drawn.equals(Optional.of(diagram))) {
            return;
        }
        drawn = Optional.of(diagram);
        getChildren().clear();
        boxes.clear();
        diagram.frames().forEach(this::add);
        diagram.arrows().forEach(this::add);
        diagram.boxes().forEach(this::add);
        setMinSize(diagram.width(), diagram.height());
        setMaxSize(diagram.width(), diagram.height());
    }

    /** Marks a box; none if there is no box of this name. */
    void mark(String name) {
        boxes.values().forEach(box -> box.getStyleClass().remove("chosen"));
        Optional.ofNullable(boxes.get(name)).ifPresent(box -> box.getStyleClass().add("chosen"));
    }

    private void add(NetworkDiagram.Frame frame) {
        Rectangle rectangle = new Rectangle(frame.x(), frame.y(), frame.width(), frame.height());
        rectangle.setArcWidth(16);
        rectangle.setArcHeight(16);
        rectangle.getStyleClass().add("diagram-frame");
        Label title = new Label(frame.title());
        title.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        title.setAlignment(Pos.CENTER_RIGHT); // at the left an arrow comes in
        title.setPrefWidth(frame.width() - 16);
        title.relocate(frame.x() + 8, frame.y() + 4);
        getChildren().addAll(rectangle, title);
    }

    private void add(NetworkDiagram.Arrow arrow) {
        CubicCurve curve = new CubicCurve(arrow.fromX(), arrow.fromY(), arrow.controlX(), arrow.controlY(), arrow.controlX(), arrow.controlY(),
                arrow.toX(), arrow.toY());
        curve.getStyleClass().add("diagram-arrow");
        if (arrow.backward()) {
            curve.getStyleClass().add("backward");
        }
        Polygon head = new Polygon(0, 0, -ARROW, -ARROW / 2, -ARROW, ARROW / 2);
        head.getStyleClass().add("diagram-head");
        head.getTransforms().setAll(new Rotate(Math.toDegrees(Math.atan2(arrow.toY() - arrow.controlY(),
                arrow.toX() - arrow.controlX())), 0, 0));
        head.setTranslateX(arrow.toX());
        head.setTranslateY(arrow.toY());
        getChildren().addAll(curve, head);
    }

    private void add(NetworkDiagram.Box box) {
        VBox node = new VBox();
        node.getStyleClass().addAll("diagram-box", box.kind().name().toLowerCase(Locale.ROOT));
        for (String line : box.lines()) {
            Label label = new Label(line);
            if (node.getChildren().isEmpty()) {
                label.getStyleClass().add(Styles.TEXT_BOLD);
            }
            node.getChildren().add(label);
        }
        node.resizeRelocate(box.x(), box.y(), box.width(), box.height());
        node.setMinSize(box.width(), box.height());
        node.setMaxSize(box.width(), box.height());
        if (box.kind() == Kind.LAYER || box.kind() == Kind.PASS) {
            node.setId("box-" + box.name());
            Press.take(node, String.join(", ", box.lines()), () -> clicked.accept(box.name()));
            Tooltip.install(node, new Tooltip(String.join("\n", box.lines())));
            boxes.put(box.name(), node);
        }
        getChildren().add(node);
    }
}
