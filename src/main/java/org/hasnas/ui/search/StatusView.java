package org.hasnas.ui.search;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.RunProgress;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.DataImport;
import org.hasnas.ui.project.OpenProject;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The bottom line: progress, what is being trained and why, candidates per second or size of the front, time left, pause and stop. */
public final class StatusView extends StatusBar {
    private final SearchViewModel model;
    private final RunsViewModel runs;
    private final DataImport data;
    private final OpenProject project;
    private final Texts texts;
    private final Label speed = new Label();
    private final Label remaining = new Label();
    private final Tooltip tip = new Tooltip();

    public StatusView(SearchViewModel model, RunsViewModel runs, DataImport data, OpenProject project, Texts texts) {
        this.model = model;
        this.runs = runs;
        this.data = data;
        this.project = project;
        this.texts = texts;
        setId("status");
        speed.setId("speed");
        remaining.setId("remaining");
        speed.getStyleClass().add("status-number");
        remaining.getStyleClass().add("status-number");
        Button pause = button("status-pause", MaterialDesignP.PAUSE, texts.get("action.pause"), model::pause);
        show(pause, model.canPause());
        Button resume = button("status-continue", MaterialDesignP.PLAY, texts.get("action.continue"), model::continueRun);
        show(resume, model.canContinue());
        Button stop = button("status-stop", MaterialDesignS.STOP, texts.get("action.stop"), model::stop);
        show(stop, model.canStop());
        List<Region> right = List.of(speed, remaining, pause, resume, stop);
        right.forEach(item -> item.setMinWidth(USE_PREF_SIZE)); // a long text gives way
        getRightItems().addAll(right);
        model.progressProperty().subscribe(progress -> refresh());
        model.liveStatusProperty().subscribe(status -> refresh());
        data.running().subscribe(now -> refresh());
        data.progressProperty().subscribe(progress -> refresh());
        project.projectProperty().subscribe(open -> refresh());
        runs.shownProperty().subscribe(run -> refresh());
    }

    private static ActionButton button(String id, Ikon icon, String name, Runnable action) {
        return new ActionButton(id, icon, name, action).small(name).styled(Styles.FLAT);
    }

    private static void show(Button button, ObservableBooleanValue when) {
        button.visibleProperty().bind(when);
        button.managedProperty().bind(when);
    }

    private void refresh() {
        Optional<RunStatus> status = model.liveStatusProperty().get();
        Optional<RunProgress> progress = model.progressProperty().get();
        if (status.isPresent() && progress.isPresent()) {
            RunProgress now = progress.get();
            boolean paused = status.get() == RunStatus.PAUSED;
            now.ladder().ifPresentOrElse(ladder -> showTrainings(ladder, paused), () -> showTrials(now, paused));
            remaining.setText(paused ? "" : now.remaining().map(left -> texts.get("status.remaining", time(left))).orElse(""));
        } else {
            Progress imported = data.progressProperty().get().filter(now -> data.running().get()).orElse(Progress.NONE);
            setProgress(imported.total() == 0 ? 0 : (double) imported.done() / imported.total());
            speed.setText("");
            remaining.setText("");
            show(data.running().get() ? texts.get("data.importing", imported.done(), imported.total()) : idleText(), "");
        }
    }

    private void showTrials(RunProgress now, boolean paused) {
        show(texts.get(paused ? "status.progress.paused" : "status.progress.running", now.done(), now.total()), "");
        setProgress(now.total() == 0 ? 0 : (double) now.done() / now.total());
        speed.setText(now.trialsPerSecond() > 0 && !paused
                ? texts.get("status.speed", String.format(Locale.ROOT, now.trialsPerSecond() < 10 ? "%.1f" : "%.0f", now.trialsPerSecond()))
                : "");
    }

    private void showTrainings(LadderProgress now, boolean paused) {
        String known = texts.get("status.trainings", OutlookText.trained(now), now.outlooks().size());
        List<String> lines = Stream.concat(Stream.of(known), now.activity().stream()).toList();
        show(paused ? texts.get("status.trainings.paused", known) : String.join(" \u2013 ", lines), String.join("\n", lines));
        setProgress(Math.clamp(now.usedMinutes() / now.minutes(), 0, 1));
        speed.setText(texts.get("status.front", now.front().size()));
    }

    /** @param whole said beside the pointer, since a long line is cut off; none if blank */
    private void show(String text, String whole) {
        setText(text);
        tip.setText(whole);
        setTooltip(whole.isBlank() ? null : tip);
    }

    private String idleText() {
        if (project.folder().isEmpty()) {
            return texts.get("status.no-project");
        }
        return runs.shownProperty().get()
                .map(run -> texts.get("status.shown", run.id(), run.trials(), run.request().budget()))
                .orElseGet(() -> texts.get("status.ready"));
    }

    private static String time(Duration left) {
        return left.toHours() > 0 ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }
}
