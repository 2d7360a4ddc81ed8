package org.hasnas.ui.study;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.hasnas.search.study.model.Interval;

/** Means with their 95 % intervals, one line each, around 0. The colour tells whether the whole interval lies on one side. */
final class IntervalChart extends Region {
    private static final double ROW = 24;
    private static final double LABEL = 190;
    private static final double FOOT = 22;
    private static final double GAP = 14;

    private List<String> names = List.of();
    private List<Interval> intervals = List.of();

    IntervalChart() {
        getStyleClass().add("interval-chart");
        setId("study-chart");
    }

    void show(List<String> newNames, List<Interval> newIntervals) {
        names = List.copyOf(newNames);
        intervals = List.copyOf(newIntervals);
        double height = names.size() * ROW + FOOT;
        setMinHeight(height);
        setPrefHeight(height);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        Axis axis = Axis.of(intervals, LABEL + GAP, Math.max(10, getWidth() - LABEL - 4 * GAP));
        List<Node> drawn = new ArrayList<>(ticks(axis, names.size() * ROW));
        for (int row = 0; row < names.size(); row++) {
            Label name = text(names.get(row), 0, row * ROW, LABEL, "interval-name");
            name.setAlignment(Pos.CENTER_RIGHT);
            drawn.add(name);
            if (intervals.get(row).samples() > 0) {
                drawn.addAll(marks(intervals.get(row), axis, row * ROW + ROW / 2));
            }
        }
        getChildren().setAll(drawn);
        for (Node node : drawn) {
            if (node instanceof Label label) {
                label.resize(label.getPrefWidth(), ROW);
            }
        }
    }

    /** The horizontal axis: values that hold 0 and all intervals, on pixels. */
    private record Axis(double least, double most, double left, double width) {
        static Axis of(List<Interval> intervals, double left, double width) {
            double least = 0;
            double most = 0;
            for (Interval interval : intervals) {
                if (interval.samples() > 0) {
                    least = Math.min(least, Double.isFinite(interval.low()) ? interval.low() : interval.mean());
                    most = Math.max(most, Double.isFinite(interval.high()) ? interval.high() : interval.mean());
                }
            }
            return new Axis(least, most, left, width);
        }

        double x(double value) {
            double span = most > least ? most - least : 1;
            return left + width * (value - least) / span;
        }

        double right() {
            return left + width;
        }
    }

    /** The line of zero, and the numbers below that don't overlap. */
    private static List<Node> ticks(Axis axis, double bottom) {
        double zero = axis.x(0);
        List<Node> ticks = new ArrayList<>(List.of(line("interval-zero", zero, 0, zero, bottom), tick("0", zero, bottom)));
        if (axis.least() < 0 && zero - axis.left() >= LABEL / 4) {
            ticks.add(tick(StudyNumbers.signed(axis.least()), axis.left(), bottom));
        }
        if (axis.right() - zero >= LABEL / 4) {
            ticks.add(tick(StudyNumbers.signed(axis.most()), axis.right(), bottom));
        }
        return ticks;
    }

    private static Label tick(String number, double x, double y) {
        return text(number, x - LABEL / 4, y, LABEL / 2, "interval-tick");
    }

    /** The mean as a dot, its interval as a line through it. */
    private static List<Node> marks(Interval interval, Axis axis, double y) {
        String side = interval.isNegative() ? "negative" : interval.isPositive() ? "positive" : "undecided";
        List<Node> marks = new ArrayList<>();
        if (Double.isFinite(interval.low())) {
            Line whisker = line("interval-whisker", axis.x(interval.low()), y, axis.x(interval.high()), y);
            whisker.getStyleClass().add(side);
            marks.add(whisker);
        }
        Circle mean = new Circle(axis.x(interval.mean()), y, 4.5);
        mean.getStyleClass().addAll("interval-mean", side);
        marks.add(mean);
        return marks;
    }

    private static Line line(String style, double fromX, double fromY, double toX, double toY) {
        Line line = new Line(fromX, fromY, toX, toY);
        line.getStyleClass().add(style);
        return line;
    }

    private static Label text(String text, double x, double y, double width, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setAlignment(Pos.CENTER);
        label.setPrefWidth(width);
        label.relocate(x, y);
        return label;
    }
}
