package org.hasnas.ui.training;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;

/** The tab of trainings: which of them is looked at, what can be done with it, and what the next one is like. */
public final class TrainingsViewModel {
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ProjectTrainings list;
    private final TrainingSettingsViewModel settings;
    private final ObjectProperty<Optional<TrainingItem>> selected = new SimpleObjectProperty<>(this, "selected", Optional.empty());
    private final ObservableValue<@Nullable TrainingSnapshot> snapshot =
            selected.flatMap(item -> item.map(TrainingItem::snapshotProperty).orElse(null));
    private final ReadOnlyLongWrapper started = new ReadOnlyLongWrapper(this, "started");
    private final ReadOnlyStringWrapper neurons = new ReadOnlyStringWrapper(this, "neurons", "");
    private final BooleanBinding canPause = can((followed, stage) -> followed && (stage == RunStatus.RUNNING || stage == RunStatus.WAITING));
    private final BooleanBinding canContinue = can((followed, stage) -> switch (stage) {
        case PAUSED -> followed;
        case STOPPED, FAILED, INTERRUPTED -> !followed;
        case WAITING, RUNNING, STOPPING, FINISHED -> false;
    });
    private final BooleanBinding canStop = can((followed, stage) -> followed && stage.isLive() && stage != RunStatus.STOPPING);
    private final BooleanBinding canFineTune = can((followed, stage) -> stage == RunStatus.FINISHED);
    private final BooleanBinding canCopy = can((followed, stage) -> true);

    public TrainingsViewModel(Trainings trainings, UiServices around, OpenProject project, ProjectTrainings list) {
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.list = list;
        this.settings = new TrainingSettingsViewModel(texts);
        project.whenOther(opened -> opened.ifPresent(now -> settings.show(now.training())));
        list.items().subscribe(() -> {
            if (selected.get().filter(list.items()::contains).isEmpty()) {
                selected.set(list.items().stream().findFirst());
            }
        });
        selected.subscribe(this::loadNeurons);
        canFineTune.subscribe(this::loadNeurons);
    }

    /** What the selected training has learnt about its neurons, once it is finished. */
    private void loadNeurons() {
        neurons.set("");
        Project open = project.opened().orElse(null);
        TrainingItem item = selected.get().orElse(null);
        if (open == null || item == null || !canFineTune.get() || !item.summary().request().settings().recipe().learnsNeurons()) {
            return;
        }
        background.run(() -> trainings.neurons(open, item.id()), found -> {
            if (selected.get().equals(Optional.of(item))) {
                neurons.set(found.entrySet().stream().map(layer -> texts.get("training.neuron", layer.getKey(),
                        String.format(Locale.ROOT, "%.2f", layer.getValue().tauSteps()),
                        texts.range(2, Collections.min(layer.getValue().vThresholds()), Collections.max(layer.getValue().vThresholds()))))
                        .collect(Collectors.joining("; ")));
            }
        }, neurons::set);
    }

    /** Constants of the layers of the selected training, if it has learnt any; a sentence if they can't be read. */
    public ReadOnlyStringProperty neuronsProperty() {
        return neurons.getReadOnlyProperty();
    }

    private BooleanBinding can(BiPredicate<Boolean, RunStatus> allowed) {
        return Bindings.createBooleanBinding(() -> {
            TrainingSnapshot now = snapshot.getValue();
            return now != null && allowed.test(selected.get().orElseThrow().job().live().get(), now.stage());
        }, snapshot);
    }

    public TrainingSettingsViewModel settings() {
        return settings;
    }

    public ProjectTrainings list() {
        return list;
    }

    public ObjectProperty<Optional<TrainingItem>> selectedProperty() {
        return selected;
    }

    public BooleanBinding canPause() {
        return canPause;
    }

    /** Whether the selected training is paused, or stored and unfinished. */
    public BooleanBinding canContinue() {
        return canContinue;
    }

    public BooleanBinding canStop() {
        return canStop;
    }

    /** Whether the selected training is finished, so that another can begin with its weights. */
    public BooleanBinding canFineTune() {
        return canFineTune;
    }

    /** Whether a training is selected. */
    public BooleanBinding canCopy() {
        return canCopy;
    }

    /** Grows when trainings were started. */
    public ReadOnlyLongProperty startedProperty() {
        return started.getReadOnlyProperty();
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
        boolean same = request.dataset().equals(open.search().dataset()) && (request.from().isPresent()
                || (request.template().equals(open.search().template()) && request.space().equals(open.search().space())));
        String line = CommandLines.train(open, request, project.threads());
        dialogs.copy(line);
        dialogs.notice(texts.get(same ? "command.copied" : "training.copy.other", line));
    }

    /**
     * Takes the designs of trainings as those that something is to be done with, and looks at the first of them. A design of no shown run is looked at
     * without score and cost.
     *
     * @return whether there is any
     */
    public boolean chooseDesigns(List<TrainingItem> items) {
        List<Candidate> designs = project.opened().map(open -> items.stream().map(item -> design(open, item)).distinct().toList()).orElse(List.of());
        if (designs.isEmpty()) {
            return false;
        }
        int position = position(items.getFirst());
        if (position >= 0) {
            project.selectedProperty().set(position);
        } else {
            project.lookAt(designs.getFirst());
        }
        project.choose(designs); // the table of candidates has chosen its rows when the selection moved
        return true;
    }

    private Candidate design(Project open, TrainingItem item) {
        TrainingRequest request = item.summary().request();
        return project.known().candidate(position(item)).orElseGet(() -> new Candidate(
                open.search().withTemplate(request.template()).withSpace(request.space()).withHardware(project.chip()),
                new Trial((int) item.id(), request.architecture(), new TrialOutcome.Failed(texts.get("training.unscored")), 0)));
    }

    /** Of the design of a training among the known ones, -1 if it is none of them. */
    private int position(TrainingItem item) {
        return IntStream.range(0, project.known().size()).filter(at -> project.known().candidate(at).filter(item::isOf).isPresent()).findFirst()
                .orElse(-1);
    }

    public void pause() {
        selected.get().ifPresent(item -> item.job().pause());
        list.pulse();
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
            list.pulse();
        } else {
            background.run(() -> trainings.resume(open, item.id(), project.threads()), training -> follow(List.of(training)),
                    sentence -> dialogs.problem(texts.get("training.problem.continue", item.id()), sentence));
        }
    }

    /** Stops the selected training; epochs done are kept, and it can be continued. */
    public void stop() {
        selected.get().ifPresent(item -> item.job().cancel());
        list.pulse();
    }

    private void follow(List<JobHandle<TrainingProgress, Accuracy>> begun) {
        selected.set(Optional.of(list.follow(begun).getFirst()));
        started.set(started.get() + 1);
    }
}
