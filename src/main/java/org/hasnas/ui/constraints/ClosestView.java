package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.QuantityEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Above the plot while it is asked for: the four wanted costs, and what is nearest to them. Enter finds, Escape closes. */
public final class ClosestView extends VBox {
    /** Width beside the fields: of the button that closes, gap and padding. */
    private static final double CLOSE_ROOM = 66;

    private final ClosestViewModel model;
    private final Texts texts;

    public ClosestView(ClosestViewModel model, Texts texts) {
        super(4);
        this.model = model;
        this.texts = texts;
        setId("closest");
        getStyleClass().add("closest");
        Map<CostKind, TextField> fields = new EnumMap<>(CostKind.class);
        Stream.of(CostKind.values()).forEach(kind -> fields.put(kind, field(kind)));
        FlowPane point = new FlowPane(10, 4);
        fields.forEach((kind, field) -> point.getChildren().add(labelled(texts.costTitle(kind), field)));
        point.getChildren().add(buttons());
        point.prefWrapLengthProperty().bind(widthProperty().subtract(CLOSE_ROOM)); // else its height is that of another width
        HBox.setHgrow(point, Priority.ALWAYS);
        ActionButton close = ActionButton.ofIcon("closest-close", MaterialDesignC.CLOSE, texts.get("closest.close"), model::close)
                .styled(Styles.FLAT, Styles.BUTTON_ICON).whole();
        getChildren().addAll(new HBox(8, point, close), answer());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressKey);
        visibleProperty().bind(model.openProperty());
        managedProperty().bind(visibleProperty());
        model.openProperty().subscribe((before, now) -> {
            if (now) {
                fields.values().stream().findFirst().ifPresent(first -> {
                    first.requestFocus();
                    first.selectAll();
                });
            }
        });
    }

    private void pressKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.close();
            event.consume();
        }
    }

    private TextField field(CostKind kind) {
        QuantityEntry entry = model.wanted(kind);
        EntryField field = new EntryField("closest-" + kind.label(), 7, entry).small(texts.get("closest.field.tip"));
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setPromptText(texts.get("closest.any"));
        field.setOnAction(event -> model.find());
        return field;
    }

    private static Node labelled(String name, TextField field) {
        Label label = new Label(name);
        label.setLabelFor(field);
        HBox box = new HBox(5, label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node buttons() {
        ActionButton find = new ActionButton("closest-find", texts.get("closest.find"), model::find).small(texts.get("closest.find.tip"))
                .styled(Styles.ACCENT);
        ActionButton limits = new ActionButton("closest-limits", texts.get("closest.limits"), model::takeLimits)
                .small(texts.get("closest.limits.tip"));
        CheckBox pareto = new CheckBox(texts.get("closest.pareto"));
        pareto.setId("closest-pareto");
        Tips.set(pareto, texts.get("closest.pareto.tip"));
        pareto.selectedProperty().bindBidirectional(model.paretoOnlyProperty());
        HBox box = new HBox(8, find, limits, pareto);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Label answer() {
        Label sentence = new Label();
        sentence.setId("closest-answer");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.getStyleClass().add(Styles.TEXT_SMALL);
        model.answerProperty().subscribe(answer -> {
            sentence.setText(answer.sentence().isEmpty() ? texts.get("closest.what") : answer.sentence());
            sentence.getStyleClass().removeAll(List.of(Styles.SUCCESS, Styles.DANGER, Styles.TEXT_MUTED));
            sentence.getStyleClass().add(answer.found() ? Styles.SUCCESS : answer.sentence().isEmpty() ? Styles.TEXT_MUTED : Styles.DANGER);
        });
        return sentence;
    }
}
