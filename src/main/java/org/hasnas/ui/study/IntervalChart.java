package org.hasnas.ui.study;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.hasnas.domain.study.Interval;

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
        double least = 0;
        double most = 0;
        for (Interval interval : intervals) {
            if (interval.samples() > 0) {
                least = Math.min(least, Double.isFinite(interval.low()) ? interval.low() : interval.mean());
                most = Math.max(most, Double.isFinite(interval.high()) ? interval.high() : interval.mean());
            }
        }
        double span = most > least ? most - least : 1;
        double left = LABEL + GAP;
        double width = Math.max(10, getWidth() - left - 3 * GAP);
        List<Node> drawn = new ArrayList<>();
        double zero = left + width * -least / span;
        double bottom = names.size() * ROW;
        drawn.add(line("interval-zero", zero, 0, zero, bottom));
        drawn.add(text(StudyNumbers.signed(least), left - LABEL / 4, bottom, LABEL / 2, "interval-tick"));
        drawn.add(text("0", zero - LABEL / 4, bottom, LABEL / 2, "interval-tick"));
        drawn.add(text(StudyNumbers.signed(most), left + width - LABEL / 4, bottom, LABEL / 2, "interval-tick"));
        if (least < 0 && zero - left < LABEL / 4) {
            drawn.remove(1);
        } else if (least == 0) {
            drawn.remove(1);
        }
        if (left + width - zero < LABEL / 4) {
            drawn.removeLast();
        }
        for (int row = 0; row < names.size(); row++) {
            double y = row * ROW + ROW / 2;
            Label name = text(names.get(row), 0, row * ROW, LABEL, "interval-name");
            name.setAlignment(Pos.CENTER_RIGHT);
            drawn.add(name);
            Interval interval = intervals.get(row);
            if (interval.samples() == 0) {
                continue;
            }
            String side = interval.isNegative() ? "negative" : interval.isPositive() ? "positive" : "undecided";
            double x = left + width * (interval.mean() - least) / span;
            if (Double.isFinite(interval.low())) {
                Line whisker = line("interval-whisker", left + width * (interval.low() - least) / span, y, left + width * (interval.high() - least) / span, y);
                whisker.getStyleClass().add(side);
                drawn.add(whisker);
            }
            Circle mean = new Circle(x, y, 4.5);
            mean.getStyleClass().addAll("interval-mean", side);
            drawn.add(mean);
        }
        getChildren().setAll(drawn);
        for (Node node : drawn) {
            if (node instanceof Label label) {
                label.resize(label.getPrefWidth(), ROW);
            }
        }
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
