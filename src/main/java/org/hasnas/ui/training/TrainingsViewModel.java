package org.hasnas.ui.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;

/**
 * The trainings of the open project: start, pause, continue, stop, and which one is looked at. Nothing is pushed to the window;
 * {@link #pulse()} pulls what is new.
 */
public final class TrainingsViewModel implements LongWork {
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final TrainingSettingsViewModel settings;
    private final ObservableList<TrainingItem> items = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<TrainingItem>> selected = new SimpleObjectProperty<>(this, "selected", Optional.empty());
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(this, "live");
    private final ReadOnlyBooleanWrapper canPause = new ReadOnlyBooleanWrapper(this, "canPause");
    private final ReadOnlyBooleanWrapper canContinue = new ReadOnlyBooleanWrapper(this, "canContinue");
    private final ReadOnlyBooleanWrapper canStop = new ReadOnlyBooleanWrapper(this, "canStop");
    private final ReadOnlyBooleanWrapper canCopy = new ReadOnlyBooleanWrapper(this, "canCopy");
    private final ReadOnlyBooleanWrapper canFineTune = new ReadOnlyBooleanWrapper(this, "canFineTune");
    private final ReadOnlyLongWrapper started = new ReadOnlyLongWrapper(this, "started");
    private final ReadOnlyLongWrapper measured = new ReadOnlyLongWrapper(this, "measured");
    private List<MeasuredAccuracy> accuracies = List.of();
    private @Nullable Runnable afterEnd;

    public TrainingsViewModel(Trainings trainings, UiServices around, OpenProject project) {
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.settings = new TrainingSettingsViewModel(texts);
        project.whenOther(this::open);
        project.measurementsProperty().subscribe((before, now) -> loadAccuracies());
        project.work().add(this);
        selected.subscribe(now -> refreshActions());
    }

    public TrainingSettingsViewModel settings() {
        return settings;
    }

    /** All trainings of the project, newest first; unmodifiable. */
    public ObservableList<TrainingItem> items() {
        return FXCollections.unmodifiableObservableList(items);
    }

    public ObjectProperty<Optional<TrainingItem>> selectedProperty() {
        return selected;
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
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.of(new LeaveQuestion(texts.get("leave.training.headline"), texts.get("leave.training"), texts.get("leave.training.stop")));
    }

    public ReadOnlyBooleanProperty canPause() {
        return canPause.getReadOnlyProperty();
    }

    /** Whether the selected training is paused, or stored and unfinished. */
    public ReadOnlyBooleanProperty canContinue() {
        return canContinue.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canStop() {
        return canStop.getReadOnlyProperty();
    }

    /** Whether the selected training is finished, so that another can begin with its weights. */
    public ReadOnlyBooleanProperty canFineTune() {
        return canFineTune.getReadOnlyProperty();
    }

    /** Whether a training is selected. */
    public ReadOnlyBooleanProperty canCopy() {
        return canCopy.getReadOnlyProperty();
    }

    /** Grows when trainings were started. */
    public ReadOnlyLongProperty startedProperty() {
        return started.getReadOnlyProperty();
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

    /** Starts to train candidates, one after the other. */
    public void train(List<Candidate> candidates) {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        if (candidates.isEmpty()) {
            dialogs.problem(texts.get("training.problem.start"), texts.get("training.nothing"));
            return;
        }
        TrainingSettings wanted = settings.value().orElse(null);
        if (wanted == null) {
            dialogs.problem(texts.get("training.problem.start"), String.join("\n", settings.problems()));
            return;
        }
        SearchRequest own = open.search();
        if (candidates.stream().anyMatch(candidate -> !candidate.request().template().equals(own.template())
                || !candidate.request().space().equals(own.space()))) {
            dialogs.problem(texts.get("training.problem.start"), texts.get("training.foreign"));
            return;
        }
        List<Architecture> networks = candidates.stream().map(candidate -> candidate.trial().architecture()).distinct().toList();
        background.run(() -> trainings.start(open, networks, wanted, project.threads()), this::follow,
                sentence -> dialogs.problem(texts.get("training.problem.start"), sentence));
    }

    /** Starts a training that begins with the weights of the selected one, with the settings at a tenth of their learning rate. */
    public void fineTune() {
        Project open = project.opened().orElse(null);
        TrainingItem item = selected.get().orElse(null);
        if (open == null || item == null || !canFineTune.get()) {
            return;
        }
        TrainingSettings wanted = settings.value().orElse(null);
        if (wanted == null) {
            dialogs.problem(texts.get("training.problem.start"), String.join("\n", settings.problems()));
            return;
        }
        background.run(() -> trainings.startFrom(open, item.id(), wanted.fineTuning(), project.threads()), training -> follow(List.of(training)),
                sentence -> dialogs.problem(texts.get("training.problem.start"), sentence));
    }

    /** Copies the line that trains in a terminal what the selected training trained. */
    public void copyAsCommand() {
        Project open = project.opened().orElse(null);
        TrainingItem item = selected.get().orElse(null);
        if (open == null || item == null) {
            dialogs.problem(texts.get("command.headline"), texts.get("training.copy.nothing"));
            return;
        }
        TrainingRequest request = item.summary().request();
        TrainingSettings own = request.settings();
        TrainingSettings byLine = open.training().withOptimizer(own.optimizer()).withEpochs(own.epochs()).withBatchSize(own.batchSize())
                .withLearningRate(own.learningRate()).withSurrogate(own.surrogate()).withSeed(own.seed()).withWeightBits(own.weightBits());
        boolean same = byLine.equals(own) && request.dataset().equals(open.search().dataset()) && (request.from().isPresent()
                || (request.template().equals(open.search().template()) && request.space().equals(open.search().space())));
        String line = CommandLines.train(open, request, project.threads());
        dialogs.copy(line);
        dialogs.notice(texts.get(same ? "command.copied" : "training.copy.other", line));
    }

    public void pause() {
        selected.get().ifPresent(item -> item.job().pause());
        pull();
    }

    /** Resumes the selected training if it is paused, or goes on with it if it is stored and unfinished. */
    public void continueTraining() {
        TrainingItem item = selected.get().orElse(null);
        Project open = project.opened().orElse(null);
        if (item == null || open == null || !canContinue.get()) {
            return;
        }
        if (item.job().live().get()) {
            item.job().resume();
            pull();
        } else {
            background.run(() -> trainings.resume(open, item.id(), project.threads()), training -> follow(List.of(training)),
                    sentence -> dialogs.problem(texts.get("training.problem.continue", item.id()), sentence));
        }
    }

    /** Stops the selected training; epochs done are kept, and it can be continued. */
    public void stop() {
        selected.get().ifPresent(item -> item.job().cancel());
        pull();
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
        if (live.get()) {
            pull();
        }
    }

    private void loadAccuracies() {
        Project open = project.opened().orElse(null);
        if (open != null) {
            background.run(() -> trainings.accuracies(open), known -> {
                if (isOpen(open)) {
                    accuracies = known;
                    measured.set(measured.get() + 1);
                }
            }, sentence -> dialogs.problem(texts.get("training.problem.list"), sentence));
        }
    }

    private boolean isOpen(Project other) {
        return project.folder().equals(Optional.of(other.folder()));
    }

    private void open(Optional<Project> opened) {
        selected.set(Optional.empty());
        items.clear();
        accuracies = List.of();
        opened.ifPresent(now -> {
            settings.show(now.training());
            background.run(() -> trainings.list(now), stored -> {
                if (isOpen(now)) {
                    take(stored);
                }
            }, sentence -> dialogs.problem(texts.get("training.problem.list"), sentence));
        });
        loadAccuracies();
    }

    private void take(List<TrainingSummary> stored) {
        stored.stream().filter(training -> items.stream().noneMatch(item -> item.id() == training.id()))
                .map(training -> new TrainingItem(training, background)).forEach(items::add);
        items.sort(Comparator.comparingLong(TrainingItem::id).reversed());
        if (selected.get().isEmpty() && !items.isEmpty()) {
            selected.set(Optional.of(items.getFirst()));
        }
    }

    private void follow(List<JobHandle<TrainingProgress, Accuracy>> trainings) {
        List<TrainingItem> followed = new ArrayList<>();
        for (JobHandle<TrainingProgress, Accuracy> training : trainings) {
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
        selected.set(Optional.of(followed.getFirst()));
        pull();
        started.set(started.get() + 1);
    }

    private void pull() {
        items.forEach(TrainingItem::pull);
        refreshActions();
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
        pull();
        project.measured();
        Runnable next = afterEnd;
        if (next != null && !live.get()) {
            afterEnd = null;
            next.run();
        }
    }

    private void refreshActions() {
        TrainingItem item = selected.get().orElse(null);
        boolean followed = item != null && item.job().live().get();
        RunStatus stage = item == null ? RunStatus.FINISHED : item.snapshot().stage();
        canPause.set(followed && (stage == RunStatus.RUNNING || stage == RunStatus.WAITING));
        canCopy.set(item != null);
        canFineTune.set(item != null && stage == RunStatus.FINISHED);
        canStop.set(followed && stage.isLive() && stage != RunStatus.STOPPING);
        canContinue.set(followed ? stage == RunStatus.PAUSED : switch (stage) {
            case STOPPED, FAILED, INTERRUPTED -> item != null;
            case WAITING, RUNNING, PAUSED, STOPPING, FINISHED -> false;
        });
    }
}
