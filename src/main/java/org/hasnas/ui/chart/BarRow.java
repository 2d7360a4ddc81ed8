package org.hasnas.ui.chart;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A bar with its value in words at the right end of its track. */
public final class BarRow extends HBox {
    private static final double BAR = 9;
    private static final double NUMBER_WIDTH = 78;
    private static final double LINE = 2;

    private final StackPane track = new StackPane();

    /**
     * @param share length of the bar, 0 to 1 of the track
     * @param more what is told when the pointer rests on it
     * @param colour as style sheets write it
     */
    public BarRow(double share, String text, String more, String colour) {
        super(6);
        Region bar = new Region();
        bar.setStyle("-fx-background-color: " + colour + ";");
        bar.setMinHeight(BAR);
        bar.setMaxHeight(BAR);
        bar.maxWidthProperty().bind(track.widthProperty().multiply(share));
        track.getChildren().add(bar);
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(40);
        setHgrow(track, Priority.ALWAYS);
        Label value = new Label(text);
        value.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        value.setMinWidth(NUMBER_WIDTH);
        value.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(track, value);
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(BAR + 5);
        Tooltip.install(this, new Tooltip(more));
    }

    /** With a line over the values that are possible, as shares of the track. */
    public BarRow withRange(double least, double most) {
        Region line = new Region();
        line.getStyleClass().add("bar-range");
        line.setMinHeight(LINE);
        line.setMaxHeight(LINE);
        line.translateXProperty().bind(track.widthProperty().multiply(least));
        line.maxWidthProperty().bind(track.widthProperty().multiply(most - least));
        track.getChildren().add(line);
        return this;
    }
}
