package org.hasnas.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.hasnas.ui.cluster.ClusterViewModel;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.Bubble;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.ui.project.RunningWork;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** How much runs, seen from every page; pressed, a list of it, in which each piece can be stopped. */
final class TasksButton extends Button {
    private static final double LIST_WIDTH = 380;

    private final Texts texts;
    private final ClusterViewModel cluster;
    private final VBox list = new VBox(8);
    private final Label place = new Label();
    private final PopOver popOver = new Bubble();
    /** By the task's id, so that a row stays the same under the pointer while its numbers change. */
    private final Map<String, Row> rows = new HashMap<>();

    TasksButton(RunningWork work, ClusterViewModel cluster, Texts texts) {
        this.cluster = cluster;
        this.texts = texts;
        setId("tasks");
        setGraphic(new FontIcon(MaterialDesignP.PROGRESS_CLOCK));
        Tips.set(this, texts.get("tasks.tip"));
        getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        setMinWidth(USE_PREF_SIZE);
        list.setId("task-list");
        list.setPrefWidth(LIST_WIDTH);
        list.getStyleClass().add("tasks");
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        VBox content = new VBox(8, place, list);
        content.getStyleClass().add("bubble");
        popOver.setContentNode(content);
        setOnAction(event -> {
            if (popOver.isShowing()) {
                popOver.hide();
            } else {
                cluster.look();
                popOver.show(this);
            }
        });
        place.setId("task-cluster");
        place.getStyleClass().add("tasks");
        place.visibleProperty().bind(place.textProperty().isNotEmpty());
        place.managedProperty().bind(place.visibleProperty());
        cluster.stateProperty().subscribe(state -> {
            place.setText(state);
            show(work.tasksProperty().get());
        });
        work.tasksProperty().subscribe(tasks -> {
            cluster.look();
            show(tasks);
        });
    }

    private void show(List<RunningTask> tasks) {
        boolean alone = cluster.stateProperty().get().isEmpty();
        setVisible(!tasks.isEmpty() || !alone);
        setText(texts.get("tasks.count", alone ? Math.max(1, tasks.size()) : tasks.size())); // keeps its room, or the buttons beside it would move
        rows.keySet().retainAll(tasks.stream().map(RunningTask::id).toList());
        List<Row> shown = tasks.stream().map(task -> rows.computeIfAbsent(task.id(), id -> new Row(id)).with(task)).toList();
        if (!list.getChildren().equals(shown)) {
            list.getChildren().setAll(shown);
        }
        if (tasks.isEmpty() && alone) {
            popOver.hide();
        }
    }

    private final class Row extends HBox {
        private final Label what = new Label();
        private final ProgressBar bar = new ProgressBar();
        private final ActionButton cancel;

        Row(String id) {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            what.setId("task-" + id);
            what.setTextOverrun(OverrunStyle.ELLIPSIS);
            bar.setMaxWidth(Double.MAX_VALUE);
            cancel = ActionButton.ofIcon("cancel-" + id, MaterialDesignS.STOP, texts.get("action.stop"), () -> {}).styled(Styles.FLAT).whole();
            VBox text = new VBox(3, what, bar);
            setHgrow(text, Priority.ALWAYS);
            getChildren().addAll(text, cancel);
        }

        Row with(RunningTask task) {
            what.setText(task.what());
            Tips.set(what, task.what());
            bar.setProgress(task.doneFraction());
            cancel.setOnAction(event -> task.cancel().run());
            return this;
        }
    }
}
