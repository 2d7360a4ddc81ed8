package org.hasnas.ui.hardware;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.OpenProject;
import org.jspecify.annotations.Nullable;

/**
 * A form of a hardware profile: every value with its unit, its range and where it comes from. What is entered is in the file at once, and all costs
 * follow. A second page has the constants of its catalogue.
 */
final class ProfileEditor extends VBox {
    private static final double FIELD_WIDTH = 190;
    private static final double RANGE_WIDTH = 230;
    private static final double SOURCE_WIDTH = 400;
    private static final double HEIGHT = 560;
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
            new Field("interconnect", "tree", "mesh"),
            new Field("layer-copies"),
            new Field("most-tiles"),
            new Field("devices"));
    /** Of values that a file may leave out. */
    private static final Map<String, String> USUAL = Map.of("rows-at-once", "0", "interconnect", "tree", "layer-copies", "1", "most-tiles", "0");
    /** These name what has sources itself, or nothing that has one. */
    private static final Set<String> OF_NO_SOURCE = Set.of("description", "catalog", "devices");

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
        MutedLabel about = new MutedLabel("");
        about.setPrefWidth(2 * FIELD_WIDTH + RANGE_WIDTH + SOURCE_WIDTH); // else it asks for one line
        about.setMinHeight(USE_PREF_SIZE);
        project.chipProperty().subscribe(chip -> about.setText(chip instanceof PhysicalSettings physical
                ? texts.get("profile.about", physical.profileName(), physical.profile().catalog(), physical.catalogHash().substring(0, 12)) : ""));
        ProblemLabel problem = new ProblemLabel(model.editProblemProperty());
        problem.setId("profile-problem");
        TabPane pages = new TabPane(new Tab(texts.get("profile.page.values"), new ScrollPane(form())),
                new Tab(texts.get("profile.page.constants"), constants()));
        pages.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pages.setPrefHeight(HEIGHT);
        VBox.setVgrow(pages, Priority.ALWAYS);
        getChildren().addAll(about, pages, problem);
    }

    private GridPane form() {
        GridPane form = new GridPane(10, 4);
        form.setPadding(new Insets(8));
        for (Field field : FIELDS) {
            Control control = field.choices().isEmpty() ? written("profile-" + field.key(), sheet -> valueOf(sheet, field.key()),
                    value -> model.put(field.key(), value)) : chosen(field);
            control.setPrefWidth(FIELD_WIDTH);
            Label name = new Label(texts.get("profile.name." + field.key()));
            name.setLabelFor(control);
            name.setMinWidth(USE_PREF_SIZE);
            MutedLabel range = new MutedLabel(texts.get("profile.range." + field.key()));
            range.setPrefWidth(RANGE_WIDTH);
            form.addRow(form.getRowCount(), name, control, range);
            if (!OF_NO_SOURCE.contains(field.key())) {
                form.add(source(field, name.getText()), 3, form.getRowCount() - 1);
            }
        }
        return form;
    }

    private TextField source(Field field, String name) {
        TextField source = written("profile-source-" + field.key(), sheet -> sheet.source(field.key()), text -> model.putSource(field.key(), text));
        source.setPrefWidth(SOURCE_WIDTH);
        source.setPromptText(texts.get("profile.source.none"));
        source.setAccessibleText(texts.get("profile.source", name));
        Tooltip whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(SOURCE_WIDTH * 1.5);
        whole.textProperty()
                .bind(Bindings.when(source.textProperty().isEmpty()).then(texts.get("profile.source.tip")).otherwise(source.textProperty()));
        source.setTooltip(whole);
        return source;
    }

    private TableView<CatalogEntry> constants() {
        TableView<CatalogEntry> table = new TableView<>();
        table.setId("profile-constants");
        CutCells.tellIn(table);
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED);
        table.getColumns().add(column("what", 220, CatalogEntry::description));
        table.getColumns().add(column("value", 90, entry -> entry.value().toPlainString()));
        table.getColumns().add(column("unit", 80, entry -> UnitSigns.of(entry.unit().symbol())));
        table.getColumns().add(column("range", 120, entry -> entry.validRange().orElse("")));
        table.getColumns().add(column("source", 330, entry -> entry.source().where() + " (" + entry.source().citation() + ")"));
        table.getColumns().add(column("caveat", 240, entry -> entry.caveat().orElse("")));
        model.constantsProperty().subscribe(entries -> table.getItems().setAll(entries));
        return table;
    }

    private TableColumn<CatalogEntry, String> column(String name, double width, Function<CatalogEntry, String> text) {
        TableColumn<CatalogEntry, String> column = new TableColumn<>(texts.get("profile.constant." + name));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                setTooltip(empty || item == null || item.isEmpty() ? null : new Tooltip(item));
            }
        });
        column.setPrefWidth(width);
        return column;
    }

    private TextField written(String id, Function<ProfileSheet, String> shown, Consumer<String> entered) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().add(Styles.SMALL);
        model.editedProperty().subscribe(sheet -> field.setText(shown.apply(sheet)));
        field.setOnAction(event -> entered.accept(field.getText()));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused && !field.getText().equals(shown.apply(model.editedProperty().get()))) {
                entered.accept(field.getText());
            }
        });
        return field;
    }

    private Choice<String> chosen(Field field) {
        Choice<String> choice = new Choice<>("profile-" + field.key(), field.choices(), this::nameOf).small();
        model.editedProperty().subscribe(sheet -> choice.setValue(valueOf(sheet, field.key())));
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
            case "tree" -> texts.get("profile.value.tree");
            case "mesh" -> texts.get("profile.value.mesh");
            default -> value; // a number
        };
    }

    private static String valueOf(ProfileSheet sheet, String key) {
        return sheet.value(key).isEmpty() && !sheet.isEmpty() ? USUAL.getOrDefault(key, "") : sheet.value(key);
    }
}
