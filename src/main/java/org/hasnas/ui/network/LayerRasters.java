package org.hasnas.ui.network;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.paint.Color;
import org.hasnas.simulation.model.Activity.LayerSpikes;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.fx.Arrows;
import org.hasnas.ui.fx.Texts;

/**
 * The spikes of all layers: a row for each layer, in it a column for each time step, and in the column the neurons from left to right, the lighter the
 * more of those spike that share a pixel. Steps that are still to come are dim.
 */
final class LayerRasters extends GridPane implements Chart {
    private static final double NAMES = 120;
    private static final double HEIGHT = 15;
    /** Pixels of a row before it is drawn as wide as its place. */
    private static final int PIXELS = 600;
    private static final int GAP = 4;
    private static final double DIM = 0.25;

    private final Texts texts;
    private final BiConsumer<LayerSpikes, Integer> choose;
    private final List<Row> rows = new ArrayList<>();

    private int chosenRow;
    private int chosenStep;

    private record Row(LayerSpikes layer, Label name, ImageView spikes) {}

    /** @param choose told of a layer and a time step that were clicked */
    LayerRasters(Texts texts, BiConsumer<LayerSpikes, Integer> choose) {
        super(8, 3);
        this.texts = texts;
        this.choose = choose;
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT); // in every locale: what is painted is not turned with the window
        setFocusTraversable(true);
        getStyleClass().add("layer-rasters");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnKeyPressed(event -> Arrows.take(event, this::go));
        ColumnConstraints spikes = new ColumnConstraints();
        spikes.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(new ColumnConstraints(NAMES, NAMES, NAMES), spikes);
    }

    /** Shows layers in place of those before; {@link #mark} follows. */
    void show(List<LayerSpikes> layers) {
        getChildren().clear();
        rows.clear();
        for (LayerSpikes layer : layers) {
            String names = String.join(", ", layer.names());
            Label name = new Label(names);
            name.getStyleClass().add(Styles.TEXT_SMALL);
            ImageView spikes = new ImageView();
            spikes.setFitHeight(HEIGHT);
            Pane place = new Pane(spikes);
            place.setMinWidth(0);
            place.setCursor(Cursor.HAND);
            place.widthProperty().subscribe(width -> spikes.setFitWidth(width.doubleValue()));
            int steps = layer.byTimeStep().size();
            place.setOnMouseClicked(event -> choose.accept(layer, Math.clamp((int) (event.getX() / place.getWidth() * steps), 0, steps - 1)));
            Tooltip tip = new Tooltip(rates(layer));
            name.setTooltip(tip);
            Tooltip.install(place, tip);
            rows.add(new Row(layer, name, spikes));
            addRow(getRowCount(), name, place);
        }
    }

    /** A layer in words. */
    String rates(LayerSpikes layer) {
        return texts.get("film.rates", String.join(", ", layer.names()), layer.shape().size(),
                String.join(", ", layer.rates().stream().map(rate -> String.format(Locale.ROOT, "%.1f", 100 * rate)).toList()));
    }

    /** Marks what is looked at. */
    void mark(LayerSpikes chosen, int step) {
        chosenStep = step;
        setAccessibleText(texts.get("film.layers", step + 1, rates(chosen)));
        for (Row row : rows) {
            row.name.getStyleClass().remove(Styles.TEXT_BOLD);
            if (row.layer.equals(chosen)) {
                row.name.getStyleClass().add(Styles.TEXT_BOLD);
                chosenRow = rows.indexOf(row);
            }
            row.spikes.setImage(image(row.layer, step));
        }
    }

    /** Arrows go from layer to layer and from time step to time step. */
    private void go(int down, int right) {
        int row = chosenRow + down;
        int step = chosenStep + right;
        if (row >= 0 && row < rows.size() && step >= 0 && step < rows.get(row).layer().byTimeStep().size()) {
            choose.accept(rows.get(row).layer(), step);
        }
    }

    private static WritableImage image(LayerSpikes layer, int step) {
        int steps = layer.byTimeStep().size();
        int neurons = layer.shape().size();
        int width = Math.min(neurons, Math.max(2, PIXELS / steps));
        WritableImage image = new WritableImage(steps * (width + GAP) - GAP, (int) HEIGHT);
        PixelWriter pixels = image.getPixelWriter();
        for (int time = 0; time < steps; time++) {
            int[] spikes = new int[width];
            layer.byTimeStep().get(time).forEach(neuron -> spikes[(int) ((long) neuron * width / neurons)]++);
            for (int x = 0; x < width; x++) {
                // a root, so that a few spikes among many neurons are seen
                Color colour = HeatMap.sequential(Math.min(1, Math.sqrt(spikes[x] * (double) width / neurons)));
                for (int y = 0; y < (int) HEIGHT; y++) {
                    pixels.setColor(time * (width + GAP) + x, y, time <= step ? colour : colour.deriveColor(0, 1, 1, DIM));
                }
            }
        }
        return image;
    }
}
