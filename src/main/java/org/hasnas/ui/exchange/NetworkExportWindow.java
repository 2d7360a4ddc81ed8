package org.hasnas.ui.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.ui.exchange.NetworkExportViewModel.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.exchange.WrittenFile;
import org.jspecify.annotations.Nullable;

/** A window of its own that asks for weights and format, and shows what will be written. */
public final class NetworkExportWindow {
    private static final double FORMATS_WIDTH = 420;
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 640;

    private final Stage stage = new Stage();
    private final NetworkExportViewModel model;
    private final Texts texts;
    private final TreeView<WrittenFile> files = new TreeView<>();
    private final TextArea lines = new TextArea();

    public NetworkExportWindow(Window owner, NetworkExportViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        HBox content = new HBox(12, choices(), preview());
        content.setPadding(new Insets(12));
        stage.initOwner(owner);
        stage.setTitle(texts.get("network-export.title"));
        stage.setOnHidden(_ -> model.close());
        Scene scene = new Scene(content, WIDTH, HEIGHT);
        scene.getStylesheets().setAll(owner.getScene().getStylesheets());
        stage.setScene(scene);
    }

    private VBox choices() {
        ComboBox<Choice> weights = new ComboBox<>(model.choices());
        weights.setId("network-export-weights");
        weights.setMaxWidth(Double.MAX_VALUE);
        model.chosenProperty().subscribe(now -> now.ifPresent(weights::setValue));
        weights.valueProperty().subscribe((before, now) -> model.chosenProperty().set(Optional.ofNullable(now)));
        Label weightsLabel = new Label(texts.get("network-export.weights"));
        weightsLabel.setLabelFor(weights);
        VBox content = new VBox(8, weightsLabel, weights, new Label(texts.get("network-export.format")));
        content.setMinWidth(FORMATS_WIDTH);
        content.setPrefWidth(FORMATS_WIDTH);
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
        return content;
    }

    private VBox preview() {
        files.setId("network-export-files");
        files.setShowRoot(false);
        files.setCellFactory(_ -> new FileCell(texts));
        files.getSelectionModel().selectedItemProperty().subscribe((before, now) -> showLines(now));
        lines.setId("network-export-lines");
        lines.setEditable(false);
        lines.setStyle("-fx-font-family: monospace;");
        Label note = new MutedLabel("");
        note.setId("network-export-note");
        note.setWrapText(true);
        note.textProperty().bind(model.previewNoteProperty());
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        SplitPane both = new SplitPane(files, lines);
        both.setOrientation(Orientation.VERTICAL);
        VBox.setVgrow(both, Priority.ALWAYS);
        model.previewProperty().subscribe(written -> show(written));
        Label title = new Label(texts.get("network-export.preview"));
        title.setLabelFor(files);
        VBox preview = new VBox(8, title, note, both);
        HBox.setHgrow(preview, Priority.ALWAYS);
        return preview;
    }

    private void show(List<WrittenFile> written) {
        TreeItem<WrittenFile> root = new TreeItem<>(new WrittenFile("", 0, List.of()));
        Map<String, TreeItem<WrittenFile>> places = new HashMap<>(Map.of("", root));
        written.forEach(file -> place(file, places));
        files.setRoot(root);
        written.stream().filter(file -> !file.lines().isEmpty()).findFirst().or(() -> written.stream().findFirst())
                .ifPresent(file -> files.getSelectionModel().select(places.get(file.path())));
    }

    /** Puts a file below its folder or archive, which is made if it is no file itself. */
    private static TreeItem<WrittenFile> place(WrittenFile file, Map<String, TreeItem<WrittenFile>> places) {
        TreeItem<WrittenFile> known = places.get(file.path());
        if (known != null) {
            return known;
        }
        int end = file.path().lastIndexOf('/');
        TreeItem<WrittenFile> item = new TreeItem<>(file);
        place(new WrittenFile(end < 0 ? "" : file.path().substring(0, end), -1, List.of()), places).getChildren().add(item);
        item.setExpanded(true);
        places.put(file.path(), item);
        return item;
    }

    private void showLines(@Nullable TreeItem<WrittenFile> selected) {
        lines.setText(selected == null ? "" : selected.getValue().lines().isEmpty() ? texts.get("network-export.preview.binary")
                : String.join("\n", selected.getValue().lines()));
    }

    /** Shows what can be done with the chosen candidates. */
    public void show() {
        if (model.open()) {
            stage.show();
            stage.toFront();
        }
    }

    /** Name and size of a file; folders have none. */
    private static final class FileCell extends TreeCell<WrittenFile> {
        private final Texts texts;

        FileCell(Texts texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(@Nullable WrittenFile file, boolean empty) {
            super.updateItem(file, empty);
            if (file == null || empty) {
                setText("");
                return;
            }
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            setText(file.bytes() < 0 ? name
                    : texts.get("network-export.preview.file", name, String.format(Locale.ROOT, "%,d", file.bytes()).replace(',', '\u202f')));
        }
    }
}
