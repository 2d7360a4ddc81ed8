package org.hasnas.ui.training;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.TextEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.workspace.Command;
import org.hasnas.workbench.training.TrainingChanges;

/** What the next training is to be like, and buttons for the selected one; in as many rows as they need. */
final class TrainingBar extends FlowPane {
    private final Texts texts;

    /**
     * @param trainButton starts to train the chosen candidates
     * @param actions what can be done with the selected training
     */
    TrainingBar(TrainingSettingsViewModel settings, Button trainButton, List<Command> actions, Texts texts) {
        super(10, 4);
        this.texts = texts;
        trainButton.getStyleClass().add(Styles.SMALL);
        Choice<OptimizerId> optimizer = new Choice<>("training-optimizer", List.of(OptimizerId.values()), id -> switch (id) {
            case SGD -> texts.get("training.sgd");
            case ADAM -> texts.get("training.adam");
            case ADAMW -> texts.get("training.adamw");
        }).small().of(settings.optimizerProperty());
        optimizer.setTooltip(new Tooltip(texts.get("training.optimizer.tip")));
        getChildren().addAll(trainButton,
                field(settings.epochs(), "training-epochs", texts.get("training.epochs.tip")),
                field(settings.batchSize(), "training-batch-size", texts.get("training.batch-size.tip")),
                optimizer,
                field(settings.learningRate(), "training-learning-rate", texts.get("training.learning-rate.tip")),
                field(settings.seed(), "training-seed", texts.get("training.seed.tip")),
                field(settings.weightBits(), "training-weight-bits", texts.get("training.weight-bits.tip")),
                changes(settings), buttons(actions));
        setRowValignment(VPos.CENTER);
        getStyleClass().add("trials-bar");
    }

    private HBox buttons(List<Command> actions) {
        HBox buttons = new HBox(10);
        for (Command action : actions) {
            ActionButton button = new ActionButton(action.id(), action.icon(), action.name(), action.action()).styled(Styles.SMALL)
                    .when(action.enabled());
            tip(action).ifPresent(tip -> button.setTooltip(new Tooltip(tip)));
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private Optional<String> tip(Command action) {
        return switch (action.id()) {
            case "training-fine-tune" -> Optional.of(texts.get("training.fine-tune.tip"));
            case "training-copy" -> Optional.of(texts.get("training.copy.tip"));
            default -> Optional.empty();
        };
    }

    private HBox changes(TrainingSettingsViewModel settings) {
        EntryField field = new EntryField("training-changes", 18, settings.changes())
                .small(texts.get("training.changes.tip", String.join(", ", TrainingChanges.keys())));
        field.setPromptText(texts.get("training.changes.example"));
        return labelled(field);
    }

    private static HBox field(TextEntry entry, String id, String tip) {
        return labelled(new EntryField(id, 4, entry).small(tip));
    }

    private static HBox labelled(EntryField field) {
        HBox both = new HBox(4, field.label(), field);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }
}
