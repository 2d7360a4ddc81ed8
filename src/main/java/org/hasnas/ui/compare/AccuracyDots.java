package org.hasnas.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;

/** Every kind of accuracy of the designs as a dot with its 95 % interval, in the colours of the designs, on one scale. */
final class AccuracyDots extends Region implements Chart {
    private static final double LINE = 15;
    private static final double GAP = 10;
    private static final double LABEL = 130;
    private static final double FOOT = 20;
    private static final double TICK_WIDTH = 60;

    /**
     * The accuracies of a kind.
     *
     * @param accuracies one for each design that has it
     */
    record Group(String name, List<Optional<Accuracy>> accuracies) {
        Group {
            accuracies = List.copyOf(accuracies);
        }
    }

    private final Texts texts;
    private List<Group> groups = List.of();
    private List<String> colours = List.of();

    AccuracyDots(Texts texts) {
        this.texts = texts;
        setId("compare-accuracies");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    void show(List<Group> newGroups, List<String> newColours) {
        groups = List.copyOf(newGroups);
        setAccessibleText(groups.stream().map(this::words).collect(Collectors.joining("; ")));
        colours = List.copyOf(newColours);
        double height = groups.stream().mapToDouble(group -> group.accuracies().size() * LINE + GAP).sum() + FOOT;
        setMinHeight(height);
        setPrefHeight(height);
        requestLayout();
    }

    private String words(Group group) {
        return group.name() + ": " + group.accuracies().stream()
                .map(one -> one.map(accuracy -> AccuracyText.value(accuracy) + " " + AccuracyText.interval(accuracy, texts)).orElse("\u2013"))
                .collect(Collectors.joining(", "));
    }

    private Stream<Accuracy> all() {
        return groups.stream().flatMap(group -> group.accuracies().stream()).flatMap(Optional::stream);
    }

    @Override
    protected void layoutChildren() {
        double least = 100 * all().mapToDouble(Accuracy::lowFraction).min().orElse(0);
        double most = 100 * all().mapToDouble(Accuracy::highFraction).max().orElse(1);
        double room = Math.max(0.5, 0.06 * (most - least));
        Scale scale = new Scale(Math.max(0, least - room), Math.min(100, most + room), LABEL + GAP, Math.max(20, getWidth() - LABEL - 3 * GAP));
        List<Node> drawn = new ArrayList<>();
        double y = 0;
        for (Group group : groups) {
            double height = group.accuracies().size() * LINE;
            Label name = label(group.name(), 0, y, LABEL, height, Pos.CENTER_RIGHT);
            Tips.set(name, group.name());
            drawn.add(name);
            for (int i = 0; i < group.accuracies().size(); i++) {
                Accuracy accuracy = group.accuracies().get(i).orElse(null);
                if (accuracy != null) {
                    drawn.addAll(marks(accuracy, scale, y + LINE * (i + 0.5), colours.get(i)));
                }
            }
            y += height + GAP;
        }
        double bottom = y;
        for (double tick : new double[] {scale.least(), (scale.least() + scale.most()) / 2, scale.most()}) {
            Line line = new Line(scale.x(tick), 0, scale.x(tick), bottom - GAP / 2);
            line.getStyleClass().add("interval-zero");
            drawn.addFirst(line);
            Label number = label(AccuracyText.percent(tick) + " %", scale.x(tick) - TICK_WIDTH / 2, bottom - GAP / 2, TICK_WIDTH, FOOT, Pos.CENTER);
            number.getStyleClass().add("interval-tick");
            drawn.add(number);
        }
        getChildren().setAll(drawn);
    }

    /** Percent on pixels. */
    private record Scale(double least, double most, double left, double width) {
        double x(double percent) {
            return left + width * (percent - least) / (most - least);
        }
    }

    private List<Node> marks(Accuracy accuracy, Scale scale, double y, String colour) {
        Line whisker = new Line(scale.x(100 * accuracy.lowFraction()), y, scale.x(100 * accuracy.highFraction()), y);
        whisker.setStyle("-fx-stroke: " + colour + "; -fx-stroke-width: 2px;");
        Circle dot = new Circle(scale.x(100 * accuracy.fraction()), y, 4);
        dot.setStyle("-fx-fill: " + colour + ";");
        Tooltip tip = new Tooltip(AccuracyText.value(accuracy) + " " + AccuracyText.interval(accuracy, texts) + "\n" + accuracy.source());
        Tooltip.install(dot, tip);
        Tooltip.install(whisker, tip);
        return List.of(whisker, dot);
    }

    private static Label label(String text, double x, double y, double width, double height, Pos place) {
        Label label = new Label(text);
        label.setAlignment(place);
        label.getStyleClass().add("interval-name");
        label.resizeRelocate(x, y, width, height);
        return label;
    }
}
