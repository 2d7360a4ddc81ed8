package org.hasnas.ui.training;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.hasnas.ui.form.ProblemLabels;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.workspace.Command;
import org.hasnas.ui.workspace.Dividers;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The trainings of the project, what the next one is to be like, and the curves of the one that is looked at. */
public final class TrainingsView extends VBox {
    private final TrainingTable table;
    private final TrainingCurves curves;
    private Subscription following = Subscription.EMPTY;

    /**
     * @param trainButton starts to train the chosen candidates
     * @param designActions what can be done with the designs of the chosen trainings
     * @param dividers of the pages
     * @param dark whether the window is dark
     */
    public TrainingsView(TrainingsViewModel model, Texts texts, Button trainButton, List<Command> designActions, Dividers dividers,
            ObservableValue<Boolean> dark) {
        List<Command> actions = actions(model, texts);
        this.table = new TrainingTable(model, texts);
        this.curves = new TrainingCurves(model, texts, dark);
        getStyleClass().add("trainings");
        new TrainingMenu(table, model, actions, designActions, texts);
        SplitPane split = new SplitPane(table, curves);
        dividers.place("train", split, 0.56);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(new TrainingBar(model.settings(), trainButton, actions, texts), new ProblemLabels(model.settings().problemProperties()),
                split);
        table.selection().subscribe(this::follow);
        model.selectedProperty().subscribe(now -> show());
        model.list().measuredProperty().subscribe(now -> show());
        model.neuronsProperty().subscribe(now -> show());
    }

    /** What can be done with the selected training, by buttons and by the menu of its row. */
    private static List<Command> actions(TrainingsViewModel model, Texts texts) {
        return List.of(
                new Command("training-pause", texts.get("action.pause"), MaterialDesignP.PAUSE, model.canPause(), model::pause),
                new Command("training-continue", texts.get("action.continue"), MaterialDesignS.SKIP_NEXT, model.canContinue(),
                        model::continueTraining),
                new Command("training-stop", texts.get("action.stop"), MaterialDesignS.STOP, model.canStop(), model::stop),
                new Command("training-fine-tune", texts.get("training.fine-tune"), MaterialDesignT.TUNE, model.canFineTune(), model::fineTune),
                new Command("training-copy", texts.get("action.copy-command"), MaterialDesignC.CONSOLE_LINE, model.canCopy(),
                        model::copyAsCommand));
    }

    private void follow() {
        following.unsubscribe();
        following = table.chosen().stream().map(item -> item.snapshotProperty().subscribe(now -> show())).reduce(Subscription.EMPTY,
                Subscription::and);
    }

    private void show() {
        curves.show(table.chosen());
    }
}
