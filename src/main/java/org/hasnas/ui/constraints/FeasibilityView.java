package org.hasnas.ui.constraints;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.Texts;
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

    private ActionButton button(FeasibilityViewModel.Move move) {
        String id = "move-" + String.join("-", move.limits().keySet().stream().map(kind -> kind.label()).toList());
        ActionButton button = new ActionButton(id, MaterialDesignA.ARROW_RIGHT_BOLD_OUTLINE, move.label(), () -> model.apply(move))
                .small(texts.get("feasibility.move.tip")).wide();
        button.setWrapText(true);
        button.setMinHeight(USE_PREF_SIZE);
        return button;
    }
}
