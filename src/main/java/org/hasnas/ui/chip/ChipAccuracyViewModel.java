package org.hasnas.ui.chip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipReferences;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.ui.training.TrainingStage;
import org.hasnas.ui.training.TrainingsViewModel;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.chip.ChipAccuracyListener;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.project.Project;
import org.jspecify.annotations.Nullable;

/** The accuracy of a trained network on a simulated chip: what to measure, the measurement that runs, and the one that is shown. */
public final class ChipAccuracyViewModel implements LongWork {
    private final Crossbars crossbars;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final TrainingsViewModel trainings;
    private final ChipSettingsViewModel settings;
    private final ObservableList<FinishedTraining> networks = FXCollections.observableArrayList();
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<FinishedTraining>> network = new SimpleObjectProperty<>(this, "network", Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final ReadOnlyObjectWrapper<Optional<ChipMeasurement>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private @Nullable MeasurementJob job;
    private @Nullable Runnable afterEnd;

    public ChipAccuracyViewModel(Crossbars crossbars, Costs costs, UiServices around, OpenProject project, TrainingsViewModel trainings) {
        this.crossbars = crossbars;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trainings = trainings;
        this.settings = new ChipSettingsViewModel(texts);
        profiles.add(settings.profileProperty().get());
        background.run(costs::profiles, known -> known.stream().map(HardwareProfile::id).filter(name -> !profiles.contains(name))
                .forEach(profiles::add), dialogs::notice);
        trainings.items().subscribe(this::refreshNetworks);
        trainings.measuredProperty().subscribe(now -> refreshNetworks());
        project.whenOther(open -> {
            shown.set(Optional.empty());
            open.ifPresent(this::takeChip);
        });
        project.work().add(this);
    }

    public ChipSettingsViewModel settings() {
        return settings;
    }

    /** The finished trainings of the project, newest first. */
    public ObservableList<FinishedTraining> networks() {
        return FXCollections.unmodifiableObservableList(networks);
    }

    /** The training whose weights are to be measured. */
    public ObjectProperty<Optional<FinishedTraining>> networkProperty() {
        return network;
    }

    /** Names of the program's profiles, and the project's. */
    public ObservableList<String> profiles() {
        return FXCollections.unmodifiableObservableList(profiles);
    }

    @Override
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    @Override
    public int pace() {
        return 5;
    }

    @Override
    public LeaveQuestion leaveQuestion() {
        return new LeaveQuestion(texts.get("leave.chip.headline"), texts.get("leave.chip"), texts.get("leave.chip.stop"));
    }

    /** Part of the running measurement that is done, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** The measurement that is shown, the last one that was begun. */
    public ReadOnlyObjectProperty<Optional<ChipMeasurement>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Measures the chosen network with the settings. */
    public void start() {
        Project open = project.opened().orElse(null);
        if (open == null || running.get()) {
            return;
        }
        FinishedTraining chosen = network.get().orElse(null);
        if (chosen == null) {
            dialogs.problem(texts.get("chip.problem"), texts.get("chip.nothing"));
            return;
        }
        ChipAccuracyRequest request = settings.request(chosen.id(), project.threads()).orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("chip.problem"), String.join("\n", settings.problems()));
            return;
        }
        MeasurementJob started = new MeasurementJob();
        job = started;
        progress.set(0);
        running.set(true);
        shown.set(Optional.of(ChipMeasurement.begun(chosen.id(), request)));
        background.run(() -> measure(open, request, new Follower(started), started), report -> ended(started, report), sentence -> {
            ended(started, Optional.empty());
            dialogs.problem(texts.get("chip.problem"), sentence);
        });
    }

    private Optional<ChipAccuracyReport> measure(Project open, ChipAccuracyRequest request, ChipAccuracyListener listener, MeasurementJob started)
            throws HasnasException {
        try {
            return Optional.of(crossbars.accuracy(open, request, listener, started));
        } catch (CancellationException cancelled) {
            return Optional.empty();
        }
    }

    /** Ends the running measurement; points that are known stay. */
    public void cancel() {
        MeasurementJob started = job;
        if (started != null) {
            started.cancel();
        }
    }

    @Override
    public void stopThen(Runnable next) {
        if (running.get()) {
            afterEnd = next;
            cancel();
        } else {
            next.run();
        }
    }

    @Override
    public void pulse() {
        MeasurementJob started = job;
        if (started != null) {
            progress.set(started.share());
        }
    }

    /** Copies the line that measures the same in a terminal. */
    public void copyAsCommand() {
        Project open = project.opened().orElse(null);
        FinishedTraining chosen = network.get().orElse(null);
        ChipAccuracyRequest request = chosen == null ? null : settings.request(chosen.id(), project.threads()).orElse(null);
        if (open == null || request == null) {
            dialogs.problem(texts.get("command.headline"), settings.problems().isEmpty() ? texts.get("chip.nothing")
                    : String.join("\n", settings.problems()));
            return;
        }
        String line = CommandLines.chipAccuracy(open, request);
        dialogs.copy(line);
        dialogs.notice(texts.get("command.copied", line));
    }

    /** Asks for a file and writes the points to it, in the columns of the command's CSV. */
    public void exportCsv() {
        ChipMeasurement known = shown.get().orElse(null);
        Project open = project.opened().orElse(null);
        if (open == null || known == null || known.report().isEmpty()) {
            dialogs.problem(texts.get("export.problem"), texts.get("chip.no-result"));
            return;
        }
        ChipAccuracyReport report = known.report().get();
        dialogs.chooseFileToSave(texts.get("chip.export.title"), open.folder(), "on-chip-" + known.training() + ".csv", Dialogs.FileKind.CSV)
                .ifPresent(file -> background.perform(() -> crossbars.export(report, file), () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    private void takeChip(Project opened) {
        if (opened.search().hardware() instanceof PhysicalSettings physical) {
            if (!profiles.contains(physical.profileName())) {
                profiles.add(physical.profileName());
            }
            settings.profileProperty().set(physical.profileName());
        }
    }

    private void refreshNetworks() {
        List<FinishedTraining> finished = trainings.items().stream().filter(item -> item.snapshot().stage() == TrainingStage.FINISHED)
                .map(this::describe).toList();
        if (!finished.equals(networks)) {
            Optional<FinishedTraining> before = network.get();
            networks.setAll(finished);
            network.set(finished.stream().filter(now -> before.filter(old -> old.id() == now.id()).isPresent()).findFirst()
                    .or(() -> finished.stream().findFirst()));
        }
    }

    private FinishedTraining describe(TrainingItem item) {
        return new FinishedTraining(item.id(), texts.get("chip.network", item.id(), item.summary().request().architecture().text()));
    }

    /** Shows what is known of a measurement while it runs. */
    private final class Follower implements ChipAccuracyListener {
        private final MeasurementJob followed;

        Follower(MeasurementJob followed) {
            this.followed = followed;
        }

        @Override
        public void references(ChipReferences known) {
            show(measurement -> measurement.with(known));
        }

        @Override
        public void point(ChipPoint point) {
            show(measurement -> measurement.with(point));
        }

        private void show(UnaryOperator<ChipMeasurement> change) {
            background.deliver(() -> {
                if (followed.equals(job)) {
                    shown.set(shown.get().map(change));
                }
            });
        }
    }

    private void ended(MeasurementJob started, Optional<ChipAccuracyReport> report) {
        if (!started.equals(job)) {
            return;
        }
        job = null;
        report.ifPresent(done -> shown.set(shown.get().map(known -> known.with(done))));
        running.set(false);
        if (report.isPresent()) {
            project.measured();
        }
        Runnable next = afterEnd;
        if (next != null) {
            afterEnd = null;
            next.run();
        }
    }
}
