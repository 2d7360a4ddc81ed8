package org.hasnas.ui.chip;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.job.JobEnd;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.cost.Costs;

/** The accuracy of a trained network on a simulated chip: what to measure, the measurement that runs, and the one that is shown. */
public final class ChipAccuracyViewModel implements LongWork {
    private final Crossbars crossbars;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ProjectTrainings trainings;
    private final ImportedNetworks imports;
    private final ChipSettingsViewModel settings;
    private final ObservableList<ChipNetwork> networks = FXCollections.observableArrayList();
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    /** Both are kept, since nobody else holds them for those who listen to them. */
    private final ObservableList<ChipNetwork> shownNetworks = FXCollections.unmodifiableObservableList(networks);
    private final ObservableList<String> shownProfiles = FXCollections.unmodifiableObservableList(profiles);
    private final ObservableList<DeviceStatistics> devices = FXCollections.observableArrayList(DeviceStatistics.NONE);
    private final ObservableList<DeviceStatistics> shownDevices = FXCollections.unmodifiableObservableList(devices);
    private final ObjectProperty<Optional<ChipNetwork>> network = new SimpleObjectProperty<>(this, "network", Optional.empty());
    private final JobViewModel<ChipAccuracyProgress, ChipAccuracyReport> job;
    private final ReadOnlyObjectWrapper<Optional<ChipMeasurement>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());

    public ChipAccuracyViewModel(Crossbars crossbars, Costs costs, UiServices around, OpenProject project, ProjectTrainings trainings,
            ImportedNetworks imports) {
        this.crossbars = crossbars;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trainings = trainings;
        this.imports = imports;
        this.settings = new ChipSettingsViewModel(texts);
        this.job = new JobViewModel<>(background);
        job.progressProperty().subscribe(now -> now.ifPresent(known -> shown.set(shown.get().map(measurement -> measurement.with(known)))));
        profiles.add(settings.profileProperty().get());
        background.run(costs::profiles, known -> known.stream().map(HardwareProfile::id).filter(name -> !profiles.contains(name))
                .forEach(profiles::add), dialogs::notice);
        background.run(costs::devices, devices::addAll, dialogs::notice);
        trainings.items().subscribe(this::refreshNetworks);
        trainings.measuredProperty().subscribe(now -> refreshNetworks());
        imports.networksProperty().subscribe(now -> refreshNetworks());
        project.whenOther(open -> {
            shown.set(Optional.empty());
            open.ifPresent(this::takeChip);
        });
        project.work().add(this);
    }

    public ChipSettingsViewModel settings() {
        return settings;
    }

    /** The finished trainings of the project, newest first, and the imported networks that it keeps. */
    public ObservableList<ChipNetwork> networks() {
        return shownNetworks;
    }

    /** The network that is to be measured. */
    public ObjectProperty<Optional<ChipNetwork>> networkProperty() {
        return network;
    }

    /** Names of the program's profiles, and the project's. */
    public ObservableList<String> profiles() {
        return shownProfiles;
    }

    /** Those of the chip, and the published devices of the program. */
    public ObservableList<DeviceStatistics> devices() {
        return shownDevices;
    }

    @Override
    public String title() {
        return texts.get("work.chip");
    }

    @Override
    public BooleanBinding running() {
        return job.live();
    }

    @Override
    public int pace() {
        return 5;
    }

    @Override
    public List<RunningTask> tasks() {
        return List.of(new RunningTask("chip", texts.get("task.chip", shown.get().map(ChipMeasurement::network).orElse("")),
                job.progressProperty().get().map(now -> now.images().fraction()).orElse(0.0), job::cancel));
    }

    @Override
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.of(new LeaveQuestion(texts.get("leave.chip.headline"), texts.get("leave.chip"), texts.get("leave.chip.stop")));
    }

    /** The measurement that runs. */
    public JobViewModel<ChipAccuracyProgress, ChipAccuracyReport> job() {
        return job;
    }

    /** The measurement that is shown, the last one that was begun. */
    public ReadOnlyObjectProperty<Optional<ChipMeasurement>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Measures the chosen network with the settings. */
    public void start() {
        Project open = project.opened().orElse(null);
        if (open == null || job.live().get()) {
            return;
        }
        ChipNetwork chosen = network.get().orElse(null);
        if (chosen == null) {
            dialogs.problem(texts.get("chip.problem"), texts.get("chip.nothing"));
            return;
        }
        ChipAccuracyRequest request = request(chosen).orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("chip.problem"), String.join("\n", settings.problems()));
            return;
        }
        shown.set(Optional.of(ChipMeasurement.begun(chosen.name(), request)));
        job.start(() -> crossbars.accuracy(open, request), _ -> {}, this::ended, sentence -> dialogs.problem(texts.get("chip.problem"), sentence));
    }

    private void ended(JobEnd<ChipAccuracyReport> end) {
        switch (end) {
            case JobEnd.Finished<ChipAccuracyReport>(ChipAccuracyReport report) -> {
                shown.set(shown.get().map(known -> known.with(report)));
                project.measured();
                dialogs.notice(texts.get("chip.ended", shown.get().map(ChipMeasurement::network).orElse("")));
            }
            case JobEnd.Stopped<ChipAccuracyReport> _ -> {} // points that are known stay
            case JobEnd.Failed<ChipAccuracyReport>(Throwable cause) -> dialogs.problem(texts.get("chip.problem"), Background.sentenceOf(cause));
        }
    }

    @Override
    public void stopThen(Runnable next) {
        job.cancelThen(next);
    }

    @Override
    public void pulse() {
        job.pulse();
    }

    /** Asks for a folder of conductances that were measured on a die. */
    public void chooseDie() {
        dialogs.chooseFolder(texts.get("chip.die"), project.folderOrHome()).ifPresent(folder -> settings.dieProperty().set(Optional.of(folder)));
    }

    /** Copies the line that measures the same in a terminal. */
    public void copyAsCommand() {
        Project open = project.opened().orElse(null);
        ChipNetwork chosen = network.get().orElse(null);
        ChipAccuracyRequest request = chosen == null ? null : request(chosen).orElse(null);
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
        dialogs.chooseFileToSave(texts.get("chip.export.title"), open.folder(), "on-chip-" + known.network().replace(' ', '-') + ".csv",
                Dialogs.FileKind.CSV)
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
        List<ChipNetwork> now =
                Stream.concat(trainings.items().stream().filter(item -> item.snapshot().stage() == RunStatus.FINISHED).map(this::describe),
                        imports.networksProperty().get().stream().map(this::describe)).toList();
        if (!now.equals(networks)) {
            Optional<ChipNetwork> before = network.get();
            networks.setAll(now);
            network.set(now.stream().filter(one -> before.filter(old -> old.weights().equals(one.weights())).isPresent()).findFirst()
                    .or(() -> now.stream().findFirst()));
        }
    }

    /** On the chip of the selected design, if the training is of its network. */
    private Optional<ChipAccuracyRequest> request(ChipNetwork chosen) {
        Optional<Candidate> selected = project.candidateProperty().get().filter(candidate -> trainings.items().stream()
                .anyMatch(item -> chosen.weights().equals(new ChipWeights.OfTraining(item.id())) && item.isOf(candidate)));
        return settings.request(chosen.weights(), project.threads())
                .map(request -> selected.map(candidate -> request.onChipOf(candidate.trial().architecture().macro())).orElse(request));
    }

    private ChipNetwork describe(TrainingItem item) {
        return new ChipNetwork(new ChipWeights.OfTraining(item.id()), texts.get("chip.name", item.id()),
                texts.get("chip.network", item.id(), item.summary().request().architecture().text()));
    }

    private ChipNetwork describe(ImportedNetwork imported) {
        String name = imported.report().name();
        return new ChipNetwork(new ChipWeights.OfGraph(imported.file(), GraphReading.DEFAULT), name, texts.get("chip.network.imported", name));
    }
}
