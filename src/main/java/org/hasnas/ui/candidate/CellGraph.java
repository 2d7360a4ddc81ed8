package org.hasnas.ui.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Text;
import javafx.scene.transform.Rotate;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.ui.fx.Press;

/**
 * Drawing of a cell: its nodes in a row, forward edges as arcs above, backward edges as dashed arcs below, each with its operation's
 * name in the operation's colour (style classes {@code op-1} and so on). Beside another cell, edges that it has not so are marked, and those
 * that it has instead are dotted.
 */
public final class CellGraph extends Region {
    private static final double NODE_RADIUS = 13;
    private static final double LEVEL_HEIGHT = 34;
    private static final double LABEL_HEIGHT = 18;
    private static final double SIDE = 30;
    private static final double ARROW = 7;

    /** @param present whether the cell has it */
    private record DrawnEdge(Edge edge, boolean present, CubicCurve arc, Polygon head, Label label) {
        int span() {
            return Math.abs(edge.source() - edge.target());
        }
    }

    private final int nodes;
    private final int levelsAbove;
    private final int levelsBelow;
    private final List<DrawnEdge> edges = new ArrayList<>();
    private final List<Circle> circles = new ArrayList<>();
    private final List<Text> numbers = new ArrayList<>();

    CellGraph(SearchSpace space, ConnectionMatrix matrix) {
        this(space, matrix, Optional.empty());
    }

    /** @param reference a cell of as many nodes to compare with; empty to mark nothing */
    public CellGraph(SearchSpace space, ConnectionMatrix matrix, Optional<ConnectionMatrix> reference) {
        this(space, matrix, reference, Optional.empty());
    }

    /** A cell whose edges can be clicked, also those that it has not. */
    public static CellGraph toEdit(SearchSpace space, ConnectionMatrix matrix, ConnectionMatrix reference, BiConsumer<Node, Edge> clicked) {
        return new CellGraph(space, matrix, Optional.of(reference), Optional.of(clicked));
    }

    private CellGraph(SearchSpace space, ConnectionMatrix matrix, Optional<ConnectionMatrix> reference, Optional<BiConsumer<Node, Edge>> clicked) {
        getStyleClass().add("cell-graph");
        nodes = matrix.nodes();
        int above = 0;
        int below = 0;
        Stream<Edge> missing = (clicked.isPresent() ? space.edges().stream() : reference.stream().flatMap(other -> other.edges().stream()))
                .filter(edge -> matrix.digit(edge) == 0);
        for (Edge edge : Stream.concat(matrix.edges().stream(), missing).toList()) {
            boolean isMissing = matrix.digit(edge) == 0;
            DrawnEdge drawn = isMissing ? draw(edge, 0, "+") : draw(edge, matrix.digit(edge), space.operation(matrix, edge).label());
            clicked.ifPresent(action -> {
                drawn.label().setId("edge-" + edge.source() + "-" + edge.target());
                Press.take(drawn.label(), edge.source() + " \u2192 " + edge.target() + ": " + drawn.label().getText(),
                        () -> action.accept(drawn.label(), edge));
                drawn.arc().setOnMouseClicked(_ -> action.accept(drawn.label(), edge));
            });
            if (isMissing) {
                drawn.label().setVisible(clicked.isPresent());
                boolean isLost = reference.filter(other -> other.digit(edge) != 0).isPresent();
                Stream.of(drawn.arc(), drawn.head()).forEach(shape -> shape.getStyleClass().add(isLost ? "lost" : "possible"));
            } else if (reference.filter(other -> other.digit(edge) != matrix.digit(edge)).isPresent()) {
                Stream.of(drawn.arc(), drawn.label()).forEach(node -> node.getStyleClass().add("different"));
            }
            edges.add(drawn);
            if (edge.isForward()) {
                above = Math.max(above, drawn.span());
            } else {
                below = Math.max(below, drawn.span());
            }
        }
        levelsAbove = above;
        levelsBelow = below;
        edges.forEach(edge -> getChildren().addAll(edge.arc(), edge.head()));
        for (int i = 0; i < nodes; i++) {
            Circle circle = new Circle(NODE_RADIUS);
            circle.getStyleClass().add(isUsed(i) ? "cell-node" : "cell-node-unused");
            Text number = new Text(Integer.toString(i));
            number.getStyleClass().add("cell-node-number");
            number.setTextOrigin(VPos.CENTER);
            circles.add(circle);
            numbers.add(number);
        }
        getChildren().addAll(circles);
        getChildren().addAll(numbers);
        edges.forEach(edge -> getChildren().add(edge.label()));
        setAccessibleText(matrix.text());
    }

    private boolean isUsed(int node) {
        return edges.stream().filter(DrawnEdge::present).anyMatch(drawn -> drawn.edge().source() == node || drawn.edge().target() == node);
    }

    private static DrawnEdge draw(Edge edge, int digit, String operation) {
        CubicCurve arc = new CubicCurve();
        arc.getStyleClass().addAll("cell-edge", "op-" + digit);
        Polygon head = new Polygon(0, 0, -ARROW, -ARROW / 2, -ARROW, ARROW / 2);
        head.getStyleClass().addAll("cell-arrow", "op-" + digit);
        if (!edge.isForward()) {
            arc.getStyleClass().add("backward");
        }
        Label label = new Label(operation);
        label.getStyleClass().addAll("cell-operation", "op-" + digit);
        return new DrawnEdge(edge, digit != 0, arc, head, label);
    }

    @Override
    protected double computePrefHeight(double width) {
        return topOf() + NODE_RADIUS * 2 + below() + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 2 * SIDE + (nodes - 1) * 92.0;
    }

    private double topOf() {
        return levelsAbove * LEVEL_HEIGHT + (levelsAbove > 0 ? LABEL_HEIGHT / 2 : 0) + 2;
    }

    private double below() {
        return levelsBelow * LEVEL_HEIGHT + (levelsBelow > 0 ? LABEL_HEIGHT / 2 : 0) + 2;
    }

    private double x(int node) {
        return SIDE + node * (getWidth() - 2 * SIDE) / (nodes - 1);
    }

    @Override
    protected void layoutChildren() {
        double y = snappedTopInset() + topOf() + NODE_RADIUS;
        for (int i = 0; i < nodes; i++) {
            circles.get(i).setCenterX(x(i));
            circles.get(i).setCenterY(y);
            Text number = numbers.get(i);
            number.setX(x(i) - number.getLayoutBounds().getWidth() / 2);
            number.setY(y);
        }
        edges.forEach(edge -> place(edge, y));
        edges.forEach(this::moveApart);
    }

    /** Moves a label half a level towards the nodes where it would lie on one before it. */
    private void moveApart(DrawnEdge drawn) {
        Label label = drawn.label();
        boolean covered = edges.subList(0, edges.indexOf(drawn)).stream().map(DrawnEdge::label)
                .anyMatch(other -> label.isVisible() && other.isVisible() && other.getBoundsInParent().intersects(label.getBoundsInParent()));
        if (covered) {
            label.setLayoutY(label.getLayoutY() + (drawn.edge().isForward() ? LEVEL_HEIGHT : -LEVEL_HEIGHT) / 2);
        }
    }

    private void place(DrawnEdge drawn, double y) {
        int up = drawn.edge().isForward() ? -1 : 1;
        double direction = drawn.edge().isForward() ? 1 : -1;
        double startX = x(drawn.edge().source()) + direction * NODE_RADIUS * 0.6;
        double endX = x(drawn.edge().target()) - direction * NODE_RADIUS * 0.6;
        double nodeEdge = y + up * NODE_RADIUS * 0.85;
        double apex = y + up * (NODE_RADIUS + drawn.span() * LEVEL_HEIGHT - LABEL_HEIGHT / 2);
        // A cubic whose two control points have one height reaches three quarters of it.
        double control = nodeEdge + (apex - nodeEdge) / 0.75;
        CubicCurve arc = drawn.arc();
        arc.setStartX(startX);
        arc.setStartY(nodeEdge);
        arc.setControlX1(startX + direction * 6);
        arc.setControlY1(control);
        arc.setControlX2(endX - direction * 6);
        arc.setControlY2(control);
        arc.setEndX(endX);
        arc.setEndY(nodeEdge);
        Polygon head = drawn.head();
        head.setTranslateX(endX);
        head.setTranslateY(nodeEdge);
        head.getTransforms().setAll(new Rotate(
                Math.toDegrees(Math.atan2(nodeEdge - control, direction * 6)), 0, 0));
        Label label = drawn.label();
        double width = label.prefWidth(-1);
        double height = label.prefHeight(-1);
        label.resizeRelocate(snapPositionX((startX + endX - width) / 2), snapPositionY(apex - height / 2), width, height);
    }
}
