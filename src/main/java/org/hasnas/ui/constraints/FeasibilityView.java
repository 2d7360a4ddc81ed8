package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.hasnas.ui.fx.Texts;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Below the limits: whether any network of the space can meet them, and buttons that move those to blame. */
public final class FeasibilityView extends VBox {
    private final FeasibilityViewModel model;
    private final Texts texts;
    private final Label sentence = new Label();

    public FeasibilityView(FeasibilityViewModel model, Texts texts) {
        super(4);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("feasibility");
        sentence.setId("feasibility");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.getStyleClass().add(Styles.TEXT_SMALL);
        model.answerProperty().subscribe(this::show);
    }

    private void show(FeasibilityViewModel.Answer answer) {
        sentence.setText(answer.sentence());
        sentence.getStyleClass().removeAll(Styles.SUCCESS, Styles.DANGER, Styles.TEXT_MUTED);
        switch (answer.state()) {
            case FEASIBLE -> sentence.getStyleClass().add(Styles.SUCCESS);
            case INFEASIBLE -> sentence.getStyleClass().add(Styles.DANGER);
            case ASKING, UNKNOWN, NOTHING -> sentence.getStyleClass().add(Styles.TEXT_MUTED);
        }
        getChildren().setAll(sentence);
        answer.moves().forEach(move -> getChildren().add(button(move)));
        setVisible(answer.state() != FeasibilityViewModel.State.NOTHING);
        setManaged(isVisible());
    }

    private Button button(FeasibilityViewModel.Move move) {
        Button button = new Button(move.label(), new FontIcon(MaterialDesignA.ARROW_RIGHT_BOLD_OUTLINE));
        button.setId("move-" + String.join("-", move.limits().keySet().stream().map(kind -> kind.label()).toList()));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setWrapText(true);
        button.setMinHeight(USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        button.setTooltip(new Tooltip(texts.get("feasibility.move.tip")));
        button.setOnAction(event -> model.apply(move));
        return button;
    }
}
