package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;

/** A limit: its name and value, a slider, "unlimited", how many known candidates pass it, and what it costs in accuracy. */
final class LimitView extends VBox {
    /** @param price what the limit costs in expected accuracy; blank if that is not known */
    LimitView(LimitViewModel model, KnownTrials known, ReadOnlyStringProperty price, Texts texts) {
        getStyleClass().add("limit");
        CostKind kind = model.kind();
        Label name = new Label(kind.title());
        name.getStyleClass().add(Styles.TEXT_BOLD);
        TextField value = valueField(model, texts);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, name, gap, value);
        head.setAlignment(Pos.CENTER_LEFT);

        Slider slider = new Slider(0, 1, model.positionProperty().get());
        slider.setId("slider-" + kind.label());
        slider.setBlockIncrement(0.02);
        slider.valueProperty().bindBidirectional(model.positionProperty());
        slider.getStyleClass().add(Styles.SMALL);
        slider.setAccessibleText(kind.title());
        slider.setTooltip(new Tooltip(texts.get("limits.slider.tip", kind.quantity().format(model.minimum()),
                kind.quantity().format(model.maximum()), kind.quantity().format(model.defaultLimit()))));
        model.unlimitedProperty().subscribe(unlimited -> slider.setOpacity(unlimited ? 0.4 : 1));

        Label passing = new Label();
        passing.setId("passing-" + kind.label());
        passing.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        passing.textProperty().bind(Bindings.createStringBinding(() -> known.costed() == 0 ? texts.get("limits.none-known")
                : texts.get("limits.passing", known.passing(kind), known.costed()), known.classificationProperty()));
        CheckBox unlimited = new CheckBox(texts.get("limits.unlimited"));
        unlimited.setId("unlimited-" + kind.label());
        unlimited.getStyleClass().add(Styles.TEXT_SMALL);
        unlimited.selectedProperty().bindBidirectional(model.unlimitedProperty());
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox foot = new HBox(8, passing, spring, unlimited);
        foot.setAlignment(Pos.CENTER_LEFT);

        ProblemLabel problem = new ProblemLabel(model.problemProperty());
        problem.setId("problem-" + kind.label());
        model.problemProperty().subscribe(sentence -> value.pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty()));

        MutedLabel cost = new MutedLabel(price);
        cost.setId("price-" + kind.label());
        getChildren().addAll(head, problem, slider, foot, cost);
    }

    private static TextField valueField(LimitViewModel model, Texts texts) {
        TextField value = new TextField(model.textProperty().get());
        value.setId("value-" + model.kind().label());
        value.setPrefColumnCount(9);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.getStyleClass().add(Styles.SMALL);
        value.setTooltip(new Tooltip(texts.get("limits.value.tip")));
        model.textProperty().subscribe(value::setText);
        value.setOnAction(event -> {
            model.enter(value.getText());
            if (model.problemProperty().get().isEmpty()) {
                value.setText(model.textProperty().get());
            }
        });
        value.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                restore(model, value);
            }
        });
        value.focusedProperty().subscribe(focused -> {
            if (!focused && !value.getText().equals(model.textProperty().get())) {
                model.enter(value.getText());
                value.setText(model.textProperty().get());
            }
        });
        return value;
    }

    private static void restore(LimitViewModel model, TextField value) {
        model.dismissProblem();
        value.setText(model.textProperty().get());
    }
}
