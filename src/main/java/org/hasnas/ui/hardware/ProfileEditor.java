package org.hasnas.ui.hardware;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;

/** A form of a hardware profile: every value with its unit and range. What is entered is in the file at once, and all costs follow. */
final class ProfileEditor extends VBox {
    private static final double FIELD_WIDTH = 190;
    private static final double RANGE_WIDTH = 300;
    /** In the order of the form. */
    private static final List<Field> FIELDS = List.of(
            new Field("description"),
            new Field("catalog"),
            new Field("crossbar-size"),
            new Field("cell-bits", "1", "2", "4"),
            new Field("weight-bits"),
            new Field("weight-coding", "offset", "differential"),
            new Field("adc", "flash", "sar"),
            new Field("adc-bits"),
            new Field("columns-per-adc"),
            new Field("rows-at-once"),
            new Field("on-resistance-ohms"),
            new Field("off-resistance-ohms"),
            new Field("read-volts"),
            new Field("minimum-clock-nanoseconds"),
            new Field("image-bits"),
            new Field("kernel-tiles", "true", "false"),
            new Field("include-classifier", "true", "false"),
            new Field("schedule", "layer-by-layer", "pipelined"),
            new Field("devices"));

    private final HardwareViewModel model;
    private final Texts texts;

    /**
     * A value of the form.
     *
     * @param key in the file
     * @param choices all values there are; empty for one that is written
     */
    private record Field(String key, List<String> choices) {
        Field(String key, String... choices) {
            this(key, List.of(choices));
        }
    }

    ProfileEditor(HardwareViewModel model, OpenProject project, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        setId("profile-editor");
        getStyleClass().addAll("study", "candidate-content");
        GridPane form = new GridPane(10, 4);
        for (Field field : FIELDS) {
            Control control = field.choices().isEmpty() ? written(field.key()) : chosen(field);
            control.setId("profile-" + field.key());
            control.setPrefWidth(FIELD_WIDTH);
            Label name = new Label(texts.get("profile.name." + field.key()));
            name.setLabelFor(control);
            name.setMinWidth(USE_PREF_SIZE);
            MutedLabel range = new MutedLabel(texts.get("profile.range." + field.key()));
            range.setPrefWidth(RANGE_WIDTH);
            form.addRow(form.getRowCount(), name, control, range);
        }
        MutedLabel source = new MutedLabel("");
        source.setPrefWidth(FIELD_WIDTH + RANGE_WIDTH); // else it asks for one line
        project.chipProperty().subscribe(chip -> source.setText(chip instanceof PhysicalSettings physical
                ? texts.get("profile.source", physical.profileName(), physical.profile().catalog(), physical.catalogHash().substring(0, 12)) : ""));
        ProblemLabel problem = new ProblemLabel(model.editProblemProperty());
        problem.setId("profile-problem");
        getChildren().addAll(source, form, problem);
    }

    private TextField written(String key) {
        TextField field = new TextField();
        field.getStyleClass().add(Styles.SMALL);
        model.editedProperty().subscribe(values -> field.setText(valueOf(values, key)));
        field.setOnAction(event -> model.put(key, field.getText()));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused && !field.getText().equals(valueOf(model.editedProperty().get(), key))) {
                model.put(key, field.getText());
            }
        });
        return field;
    }

    private Choice<String> chosen(Field field) {
        Choice<String> choice = new Choice<>("", field.choices(), this::nameOf).small();
        model.editedProperty().subscribe(values -> choice.setValue(valueOf(values, field.key())));
        choice.valueProperty().subscribe((before, now) -> {
            if (now != null && !now.equals(valueOf(model.editedProperty().get(), field.key()))) {
                model.put(field.key(), now);
            }
        });
        return choice;
    }

    private String nameOf(String value) {
        return switch (value) {
            case "offset" -> texts.get("profile.value.offset");
            case "differential" -> texts.get("profile.value.differential");
            case "flash" -> texts.get("profile.value.flash");
            case "sar" -> texts.get("profile.value.sar");
            case "true" -> texts.get("profile.value.yes");
            case "false" -> texts.get("profile.value.no");
            case "layer-by-layer" -> texts.get("profile.value.layers");
            case "pipelined" -> texts.get("profile.value.pipelined");
            default -> value; // a number
        };
    }

    private static String valueOf(Map<String, String> values, String key) {
        return values.getOrDefault(key, "rows-at-once".equals(key) ? "0" : "");
    }
}
