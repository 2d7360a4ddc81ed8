package org.hasnas.ui.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;

/** The trainings of the open project, those that are stored and those that run here, and the accuracies that were measured of its candidates. */
public final class ProjectTrainings implements LongWork {
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ObservableList<TrainingItem> items = FXCollections.observableArrayList();
    /** Kept, since nobody else holds it for those who listen to it. */
    private final ObservableList<TrainingItem> shownItems = FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(this, "live");
    private final ReadOnlyLongWrapper measured = new ReadOnlyLongWrapper(this, "measured");
    private List<MeasuredAccuracy> accuracies = List.of();
    private @Nullable Runnable afterEnd;

    public ProjectTrainings(Trainings trainings, UiServices around, OpenProject project) {
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        project.whenOther(this::open);
        project.measurementsProperty().subscribe((before, now) -> load()); // a search may have trained, too
        project.work().add(this);
    }

    /** All trainings of the project, newest first; unmodifiable. */
    public ObservableList<TrainingItem> items() {
        return shownItems;
    }

    /** Grows when the project's measured accuracies are known anew. */
    public ReadOnlyLongProperty measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** What was last measured of a training's candidate; empty if nothing of this kind was. */
    public Optional<Accuracy> accuracy(TrainingItem item, AccuracyKind kind) {
        return accuracies.stream().filter(known -> known.candidateHash().equals(item.summary().candidateHash()) && known.accuracy().kind() == kind)
                .map(MeasuredAccuracy::accuracy).reduce((earlier, later) -> later);
    }

    @Override
    public String title() {
        return texts.get("work.trainings");
    }

    @Override
    public ReadOnlyBooleanProperty running() {
        return live.getReadOnlyProperty();
    }

    @Override
    public int pace() {
        return 5; // four times a second is enough for numbers and curves
    }

    @Override
    public List<RunningTask> tasks() {
        return items.stream().filter(item -> item.job().live().get()).map(this::task).toList();
    }

    @Override
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.of(new LeaveQuestion(texts.get("leave.training.headline"), texts.get("leave.training"), texts.get("leave.training.stop")));
    }

    private RunningTask task(TrainingItem item) {
        TrainingSnapshot now = item.snapshot();
        int epochs = item.summary().request().settings().epochs();
        String what = now.stage() == RunStatus.RUNNING ? texts.get("task.training", item.id(), now.epoch(), epochs)
                : texts.get("task.training.other", item.id(), texts.status(now.stage()));
        return new RunningTask("training-" + item.id(), what, Math.clamp((now.epochs().size() + now.doneShare()) / epochs, 0, 1),
                item.job()::cancel);
    }

    @Override
    public void stopThen(Runnable next) {
        if (live.get()) {
            afterEnd = next;
            items.forEach(item -> item.job().cancel());
        } else {
            next.run();
        }
    }

    @Override
    public void pulse() {
        items.forEach(TrainingItem::pull);
    }

    /**
     * Follows trainings that were started or continued.
     *
     * @return their items, in the same order
     */
    List<TrainingItem> follow(List<JobHandle<TrainingProgress, Accuracy>> started) {
        List<TrainingItem> followed = new ArrayList<>();
        for (JobHandle<TrainingProgress, Accuracy> training : started) {
            TrainingSummary summary = training.progress().training();
            TrainingItem item = items.stream().filter(known -> known.id() == summary.id()).findFirst().orElseGet(() -> {
                TrainingItem fresh = new TrainingItem(summary, background);
                items.addFirst(fresh);
                return fresh;
            });
            item.job().follow(training, end -> ended(item, end));
            followed.add(item);
        }
        live.set(true);
        pulse();
        return followed;
    }

    private void open(Optional<Project> opened) {
        items.clear();
        accuracies = List.of();
        opened.ifPresent(now -> load());
    }

    private void load() {
        project.opened().ifPresent(now -> background.run(() -> trainings.list(now), stored -> {
            if (isOpen(now)) {
                take(stored);
            }
        }, sentence -> dialogs.problem(texts.get("training.problem.list"), sentence)));
        loadAccuracies();
    }

    /** Adds what is not known yet, and replaces what went on elsewhere. */
    private void take(List<TrainingSummary> stored) {
        List<TrainingItem> all = new ArrayList<>(items);
        for (TrainingSummary training : stored) {
            boolean wentOn = all.removeIf(item -> item.id() == training.id() && !item.job().live().get()
                    && item.snapshot().epochs().size() < training.epochs().size());
            if (wentOn || all.stream().noneMatch(item -> item.id() == training.id())) {
                all.add(new TrainingItem(training, background));
            }
        }
        all.sort(Comparator.comparingLong(TrainingItem::id).reversed());
        if (!all.equals(items)) {
            items.setAll(all);
        }
    }

    private void loadAccuracies() {
        project.opened().ifPresent(open -> background.run(() -> trainings.accuracies(open), known -> {
            if (isOpen(open)) {
                accuracies = known;
                measured.set(measured.get() + 1);
            }
        }, sentence -> dialogs.problem(texts.get("training.problem.list"), sentence)));
    }

    private boolean isOpen(Project other) {
        return project.folder().equals(Optional.of(other.folder()));
    }

    private void ended(TrainingItem item, JobEnd<Accuracy> end) {
        switch (end) {
            case JobEnd.Finished<Accuracy> _ -> {
                item.ended(RunStatus.FINISHED, Optional.empty());
                dialogs.notice(texts.get("training.finished", item.id()));
            }
            case JobEnd.Stopped<Accuracy> _ -> {
                item.ended(RunStatus.STOPPED, Optional.empty());
                dialogs.notice(texts.get("training.stopped", item.id()));
            }
            case JobEnd.Failed<Accuracy>(Throwable cause) -> {
                String sentence = Background.sentenceOf(cause);
                item.ended(RunStatus.FAILED, Optional.of(sentence));
                dialogs.notice(texts.get("training.failed", item.id(), sentence));
            }
        }
        live.set(items.stream().anyMatch(known -> known.job().live().get()));
        pulse();
        project.measured();
        Runnable next = afterEnd;
        if (next != null && !live.get()) {
            afterEnd = null;
            next.run();
        }
    }
}
