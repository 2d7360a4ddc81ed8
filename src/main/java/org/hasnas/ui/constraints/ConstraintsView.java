package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The left side's limits: four sliders, what the memory limit counts, the feasible total and a button that restores the published limits. */
public final class ConstraintsView extends VBox {
    public ConstraintsView(ConstraintsViewModel model, LimitPrices prices, OpenProject project, Texts texts) {
        KnownTrials known = project.known();
        getStyleClass().add("limits");
        Label feasible = new Label();
        feasible.setId("feasible-count");
        feasible.setWrapText(true);
        feasible.setMinHeight(USE_PREF_SIZE);
        feasible.getStyleClass().add(Styles.TEXT_BOLD);
        feasible.textProperty().bind(Bindings.createStringBinding(() -> known.costed() == 0 ? texts.get("limits.feasible.none")
                : texts.get("limits.feasible", known.feasible(), known.costed()),
                known.classificationProperty()));
        ActionButton reset = new ActionButton("reset-limits", MaterialDesignR.RESTORE, texts.get("limits.reset"), model::reset)
                .styled(Styles.SMALL).wide();
        Label units = new Label(texts.get("limits.physical"));
        units.setId("limits-physical");
        units.setWrapText(true);
        units.setMinHeight(USE_PREF_SIZE);
        units.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        units.managedProperty().bind(units.visibleProperty());
        project.chipProperty().subscribe(chip -> {
            boolean published = chip.model() == CostModelId.SPIKESIM_ELA;
            units.setVisible(!published);
            reset.setText(texts.get(published ? "limits.reset" : "limits.lift"));
            Tips.set(reset, texts.get(published ? "limits.reset.tip" : "limits.physical"));
        });

        model.limits().forEach(limit -> getChildren().add(new LimitView(limit, project, prices, texts)));
        MutedLabel best = new MutedLabel(prices.bestProperty());
        best.setId("expected-best");
        getChildren().addAll(units, memoryScope(model, texts), feasible, best, reset);
    }

    private static HBox memoryScope(ConstraintsViewModel model, Texts texts) {
        Choice<MemoryScope> choice = new Choice<>("memory-scope", List.of(MemoryScope.values()), texts::scope).small().wide()
                .of(model.memoryScopeProperty());
        Tips.set(choice, texts.get("limits.scope.tip"));
        Label label = new Label(texts.get("limits.scope"));
        label.getStyleClass().add(Styles.TEXT_SMALL);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(choice);
        HBox.setHgrow(choice, Priority.ALWAYS);
        HBox row = new HBox(8, label, choice);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
