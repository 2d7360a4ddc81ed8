package org.hasnas.ui.exchange;

import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.ui.exchange.NetworkExportViewModel.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;

/** A window of its own that asks for weights and format and says what will be written. */
public final class NetworkExportWindow {
    private static final double WIDTH = 560;

    private final Stage stage = new Stage();
    private final NetworkExportViewModel model;

    public NetworkExportWindow(Window owner, NetworkExportViewModel model, Texts texts) {
        this.model = model;
        ComboBox<Choice> weights = new ComboBox<>(model.choices());
        weights.setId("network-export-weights");
        weights.setMaxWidth(Double.MAX_VALUE);
        weights.valueProperty().bindBidirectional(model.chosenProperty());
        Label weightsLabel = new Label(texts.get("network-export.weights"));
        weightsLabel.setLabelFor(weights);
        VBox content = new VBox(8, weightsLabel, weights, new Label(texts.get("network-export.format")));
        content.setPadding(new Insets(12));
        content.setPrefWidth(WIDTH);
        ToggleGroup formats = new ToggleGroup();
        for (NetworkFormat format : NetworkFormat.values()) {
            RadioButton button = new RadioButton("." + format.ending());
            button.setId("network-export-" + format.ending().replace('.', '-'));
            button.setToggleGroup(formats);
            button.setSelected(format == model.formatProperty().get());
            button.setOnAction(_ -> model.formatProperty().set(format));
            Label about = new MutedLabel(model.about(format));
            about.setWrapText(true);
            about.setPadding(new Insets(0, 0, 0, 24));
            content.getChildren().addAll(button, about);
        }
        Button export = new Button(texts.get("network-export.save"));
        export.setId("network-export-save");
        export.setDefaultButton(true);
        export.disableProperty().bind(model.job().live());
        export.setOnAction(_ -> model.export());
        content.getChildren().add(export);
        stage.initOwner(owner);
        stage.setTitle(texts.get("network-export.title"));
        Scene scene = new Scene(content);
        scene.getStylesheets().setAll(owner.getScene().getStylesheets());
        stage.setScene(scene);
    }

    /** Shows what can be done with the selected candidate. */
    public void show() {
        if (model.open()) {
            stage.show();
            stage.toFront();
        }
    }
}
