package org.hasnas.ui.hardware;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;

/** A form of a hardware profile: every value with its unit and range. What is entered is in the file at once, and all costs follow. */
final class ProfileEditor extends VBox {
    private static final double FIELD_WIDTH = 190;
    private static final double RANGE_WIDTH = 300;
    /** Of the keys in the file, in the order of the form: the keys of the texts of name and range. */
    private static final List<List<String>> FIELDS = List.of(
            List.of("description", "profile.description", "profile.description.range"),
            List.of("catalog", "profile.catalog", "profile.catalog.range"),
            List.of("crossbar-size", "profile.crossbar-size", "profile.crossbar-size.range"),
            List.of("cell-bits", "profile.cell-bits", "profile.cell-bits.range"),
            List.of("weight-bits", "profile.weight-bits", "profile.weight-bits.range"),
            List.of("weight-coding", "profile.weight-coding", "profile.weight-coding.range"),
            List.of("adc", "profile.adc", "profile.adc.range"),
            List.of("adc-bits", "profile.adc-bits", "profile.adc-bits.range"),
            List.of("columns-per-adc", "profile.columns-per-adc", "profile.columns-per-adc.range"),
            List.of("rows-at-once", "profile.rows-at-once", "profile.rows-at-once.range"),
            List.of("on-resistance-ohms", "profile.on-resistance", "profile.on-resistance.range"),
            List.of("off-resistance-ohms", "profile.off-resistance", "profile.off-resistance.range"),
            List.of("read-volts", "profile.read-volts", "profile.read-volts.range"),
            List.of("minimum-clock-nanoseconds", "profile.minimum-clock", "profile.minimum-clock.range"),
            List.of("image-bits", "profile.image-bits", "profile.image-bits.range"),
            List.of("kernel-tiles", "profile.kernel-tiles", "profile.kernel-tiles.range"),
            List.of("include-classifier", "profile.include-classifier", "profile.include-classifier.range"),
            List.of("schedule", "profile.schedule", "profile.schedule.range"));

    ProfileEditor(HardwareViewModel model, OpenProject project, Texts texts) {
        super(8);
        setId("profile-editor");
        getStyleClass().addAll("study", "candidate-content");
        GridPane form = new GridPane(10, 4);
        for (List<String> keys : FIELDS) {
            String key = keys.getFirst();
            TextField field = new TextField();
            field.setId("profile-" + key);
            field.setPrefWidth(FIELD_WIDTH);
            field.getStyleClass().add(Styles.SMALL);
            model.editedProperty().subscribe(values -> field.setText(valueOf(values, key)));
            field.setOnAction(event -> model.put(key, field.getText()));
            field.focusedProperty().subscribe((before, focused) -> {
                if (!focused && !field.getText().equals(valueOf(model.editedProperty().get(), key))) {
                    model.put(key, field.getText());
                }
            });
            Label name = new Label(texts.get(keys.get(1)));
            name.setLabelFor(field);
            name.setMinWidth(USE_PREF_SIZE);
            MutedLabel range = new MutedLabel(texts.get(keys.get(2)));
            range.setPrefWidth(RANGE_WIDTH);
            form.addRow(form.getRowCount(), name, field, range);
        }
        MutedLabel source = new MutedLabel("");
        source.setPrefWidth(FIELD_WIDTH + RANGE_WIDTH); // else it asks for one line
        project.chipProperty().subscribe(chip -> source.setText(chip instanceof PhysicalSettings physical
                ? texts.get("profile.source", physical.profileName(), physical.profile().catalog(), physical.catalogHash().substring(0, 12)) : ""));
        ProblemLabel problem = new ProblemLabel(model.editProblemProperty());
        problem.setId("profile-problem");
        getChildren().addAll(source, form, problem);
    }

    private static String valueOf(Map<String, String> values, String key) {
        return values.getOrDefault(key, "rows-at-once".equals(key) ? "0" : "");
    }
}
