package org.hasnas.ui.hardware;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.RunSummary;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.search.RunsViewModel;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The left side's chip: model, profile, spike rate, and what the shown run was searched with if that is another chip. */
public final class HardwareView extends VBox {
    private static final double PROFILE_WIDTH = 140;

    private final Texts texts;

    public HardwareView(HardwareViewModel model, OpenProject project, RunsViewModel runs, Texts texts) {
        this.texts = texts;
        getStyleClass().add("hardware");
        Choice<String> profiles = profiles(model);
        HBox profileRow = new HBox(6, profiles, fileButton(model), editButton(model));
        profileRow.setAlignment(Pos.CENTER_LEFT);
        Label description = muted("hardware-description");
        Label searched = muted("hardware-of-run");
        VBox physical = new VBox(6, new VBox(2, name(texts.get("hardware.profile"), profiles), profileRow), spikeRate(model),
                new ProblemLabel(model.problemProperty()));
        physical.visibleProperty().bind(model.modelProperty().isEqualTo(CostModelId.PHYSICAL));
        physical.managedProperty().bind(physical.visibleProperty());
        Choice<CostModelId> models = models(model);
        getChildren().addAll(new VBox(2, name(texts.get("hardware.model"), models), models), physical, description, searched);
        project.chipProperty().subscribe(chip -> description.setText(describe(chip)));
        searched.textProperty().bind(Bindings.createStringBinding(() -> runs.shownProperty().get()
                .filter(run -> !run.request().hardware().equals(project.chip().withEventRatesOf(run.request().hardware()))).map(this::otherChip)
                .orElse(""),
                runs.shownProperty(), project.chipProperty()));
        searched.visibleProperty().bind(searched.textProperty().isNotEmpty());
        searched.managedProperty().bind(searched.visibleProperty());
        project.projectProperty().subscribe(open -> setDisable(open.isEmpty()));
        model.editedProperty().subscribe((before, sheet) -> {
            if (before.isEmpty() && !sheet.isEmpty()) {
                showEditor(model, project);
            }
        });
    }

    private ActionButton editButton(HardwareViewModel model) {
        return ActionButton.ofIcon("hardware-edit", MaterialDesignP.PENCIL_OUTLINE, texts.get("profile.edit.tip"), model::edit)
                .styled(Styles.BUTTON_ICON);
    }

    private void showEditor(HardwareViewModel model, OpenProject project) {
        Stage stage = new Stage();
        stage.initOwner(getScene().getWindow());
        stage.setTitle(texts.get("profile.title"));
        Scene scene = new Scene(new ProfileEditor(model, project, texts));
        scene.getStylesheets().setAll(getScene().getStylesheets());
        stage.setScene(scene);
        stage.setOnHidden(event -> model.endEdit());
        stage.show();
    }

    private String otherChip(RunSummary run) {
        HardwareSettings chip = run.request().hardware();
        return texts.get("hardware.of-run", run.id(), switch (chip) {
            case SpikeSimSettings settings -> settings.model().label();
            case PhysicalSettings settings -> settings.model().label() + ", " + settings.profile().id();
        });
    }

    private String describe(HardwareSettings chip) {
        return switch (chip) {
            case SpikeSimSettings settings -> texts.get("hardware.spikesim", settings.crossbarSize(), settings.pesPerTile(),
                    settings.device().name());
            case PhysicalSettings settings -> texts.get("hardware.physical", settings.profile().description(), settings.profile().catalog(),
                    settings.catalogHash().substring(0, 12));
        };
    }

    private Choice<CostModelId> models(HardwareViewModel model) {
        Choice<CostModelId> choice = new Choice<>("hardware-model", List.of(CostModelId.values()), CostModelId::label).small().wide()
                .of(model.modelProperty());
        Tips.set(choice, texts.get("hardware.model.tip"));
        return choice;
    }

    private Choice<String> profiles(HardwareViewModel model) {
        Choice<String> choice = new Choice<>("hardware-profile", model.profiles(), name -> name).small().wide().of(model.profileProperty());
        Tips.set(choice, texts.get("hardware.profile.tip"));
        choice.setMinWidth(0); // long names of profiles do not widen the pane
        choice.setPrefWidth(PROFILE_WIDTH);
        HBox.setHgrow(choice, Priority.ALWAYS);
        return choice;
    }

    private ActionButton fileButton(HardwareViewModel model) {
        return ActionButton.ofIcon("hardware-file", MaterialDesignF.FOLDER_OPEN_OUTLINE, texts.get("hardware.file.tip"), model::chooseFile)
                .styled(Styles.BUTTON_ICON);
    }

    private VBox spikeRate(HardwareViewModel model) {
        TextField field = new TextField();
        field.setId("hardware-spike-rate");
        field.getStyleClass().add(Styles.SMALL);
        Tips.set(field, texts.get("hardware.spike-rate.tip"));
        model.spikeRateProperty().subscribe(field::setText);
        model.problemProperty().subscribe(sentence -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty()));
        field.setOnAction(event -> model.enterSpikeRate(field.getText()));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                model.enterSpikeRate(field.getText());
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                field.setText(model.spikeRateProperty().get());
                model.dismissProblem();
            }
        });
        return new VBox(2, name(texts.get("hardware.spike-rate"), field), field);
    }

    private static Label name(String text, Node of) {
        Label label = new Label(text);
        label.setLabelFor(of);
        return label;
    }

    private static Label muted(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }
}
