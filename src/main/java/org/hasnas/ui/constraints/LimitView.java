package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
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
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** A limit: its name and value, a slider, "unlimited", how many known candidates pass it, and what it costs in accuracy. */
final class LimitView extends VBox {
    LimitView(LimitViewModel model, OpenProject project, LimitPrices prices, Texts texts) {
        KnownTrials known = project.known();
        getStyleClass().add("limit");
        CostKind kind = model.kind();
        Label name = new Label(texts.costTitle(kind));
        name.setMinWidth(USE_PREF_SIZE);
        Tips.set(name, texts.meaning(kind.label()));
        name.getStyleClass().add(Styles.TEXT_BOLD);
        TextField value = valueField(model, texts);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, name, gap, lock(model, texts), value);
        head.setAlignment(Pos.CENTER_LEFT);

        Slider slider = new Slider(0, 1, model.positionProperty().get());
        slider.setId("slider-" + kind.label());
        slider.setBlockIncrement(0.02);
        slider.valueChangingProperty().subscribe(moving -> model.movingProperty().set(moving));
        slider.valueProperty().bindBidirectional(model.positionProperty());
        slider.getStyleClass().add(Styles.SMALL);
        slider.setAccessibleText(texts.costTitle(kind));
        Tooltip ends = new Tooltip();
        model.rangeProperty().subscribe(range -> ends.setText(texts.get("limits.slider.tip", UnitSigns.format(kind.quantity(), range.minimum()),
                UnitSigns.format(kind.quantity(), range.maximum()), UnitSigns.format(kind.quantity(), model.defaultLimit()))));
        slider.setTooltip(ends);
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

        model.lockedProperty().subscribe(locked -> List.of(slider, value, unlimited).forEach(control -> control.setDisable(locked)));
        MutedLabel cost = new MutedLabel(prices.sentenceProperty(kind));
        cost.setId("price-" + kind.label());
        getChildren().addAll(head, problem, histogram(model, project, prices, texts), slider, foot, relax(model, prices, texts), cost);
    }

    private static ToggleButton lock(LimitViewModel model, Texts texts) {
        FontIcon icon = new FontIcon();
        model.lockedProperty().subscribe(locked -> icon.setIconCode(locked ? MaterialDesignL.LOCK : MaterialDesignL.LOCK_OPEN_OUTLINE));
        ToggleButton lock = new ToggleButton("", icon);
        lock.setId("lock-" + model.kind().label());
        Tips.set(lock, texts.get("limits.lock.tip"));
        lock.setAccessibleText(texts.get("limits.lock", texts.costTitle(model.kind())));
        lock.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, Styles.BUTTON_ICON, "lock");
        lock.selectedProperty().bindBidirectional(model.lockedProperty());
        return lock;
    }

    private static HistogramView histogram(LimitViewModel model, OpenProject project, LimitPrices prices, Texts texts) {
        HistogramView view = new HistogramView(texts);
        view.setId("histogram-" + model.kind().label());
        new CostHistogram(model, project).countsProperty().subscribe(view::setCounts);
        ReadOnlyObjectProperty<Optional<LimitPrices.Relaxation>> relaxation = prices.relaxationProperty(model.kind());
        Runnable place = () -> {
            view.setLimit(model.positionOf(model.limitProperty().get()));
            view.setMark(relaxation.get().map(found -> OptionalDouble.of(model.positionOf(found.limit()))).orElseGet(OptionalDouble::empty));
        };
        List.of(model.limitProperty(), model.rangeProperty(), relaxation).forEach(value -> value.subscribe(place));
        place.run();
        return view;
    }

    /** What a little more would bring; pressed, it is taken. */
    private static Hyperlink relax(LimitViewModel model, LimitPrices prices, Texts texts) {
        Hyperlink link = new Hyperlink();
        link.setId("relax-" + model.kind().label());
        link.setWrapText(true);
        link.setMinHeight(USE_PREF_SIZE);
        Tips.set(link, texts.get("limits.relax.tip"));
        link.getStyleClass().add(Styles.TEXT_SMALL);
        link.managedProperty().bind(link.visibleProperty());
        link.disableProperty().bind(model.lockedProperty());
        prices.relaxationProperty(model.kind()).subscribe(found -> {
            link.setVisible(found.isPresent());
            link.setText(found.map(LimitPrices.Relaxation::words).orElse(""));
            link.setOnAction(event -> found.ifPresent(relaxation -> model.setLimit(relaxation.limit())));
        });
        return link;
    }

    private static TextField valueField(LimitViewModel model, Texts texts) {
        TextField value = new TextField(model.textProperty().get());
        value.setId("value-" + model.kind().label());
        value.setPrefColumnCount(8);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.getStyleClass().add(Styles.SMALL);
        Tips.set(value, texts.get("limits.value.tip"));
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
