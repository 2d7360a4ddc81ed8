package org.hasnas.ui.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.exchange.Exchange;

/** The network of the selected candidate on its way to a file of another tool. */
public final class NetworkExportViewModel {
    private final Exchange exchange;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ProjectTrainings trainings;
    private final JobViewModel<Progress, List<String>> job;
    private final ObjectProperty<NetworkFormat> format = new SimpleObjectProperty<>(this, "format", NetworkFormat.NIR);
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<Choice> chosen = new SimpleObjectProperty<>(this, "chosen");

    /**
     * With which weights.
     *
     * @param label for the user
     * @param name of a file, without ending
     */
    public record Choice(String label, String name, NetworkSource source) {
        @Override
        public String toString() {
            return label;
        }
    }

    public NetworkExportViewModel(Exchange exchange, UiServices around, OpenProject project, ProjectTrainings trainings) {
        this.exchange = exchange;
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trainings = trainings;
        this.job = new JobViewModel<>(around.background());
    }

    public ObjectProperty<NetworkFormat> formatProperty() {
        return format;
    }

    /** The trainings of the candidate, newest first, and its untrained weights. */
    public ObservableList<Choice> choices() {
        return choices;
    }

    public ObjectProperty<Choice> chosenProperty() {
        return chosen;
    }

    /** The job that writes. */
    public JobViewModel<Progress, List<String>> job() {
        return job;
    }

    /** Takes the candidate that is selected now; false, and said, if there is none. */
    public boolean open() {
        Candidate candidate = project.candidateProperty().get().orElse(null);
        if (candidate == null) {
            dialogs.problem(texts.get("export.problem"), texts.get("export.nothing"));
            return false;
        }
        List<Choice> now = new ArrayList<>();
        for (TrainingItem item : trainings.items()) {
            TrainingSummary training = item.summary();
            if (training.status() == RunStatus.FINISHED
                    && training.request().architecture().equals(candidate.trial().architecture().ofNetwork())) {
                now.add(new Choice(texts.get("network-export.training", training.id(), training.epochs().size()), "training-" + training.id(),
                        new NetworkSource.Trained(training.id())));
            }
        }
        long seed = candidate.request().seed();
        now.add(new Choice(texts.get("network-export.untrained", seed), "candidate-" + candidate.trial().index(),
                new NetworkSource.Untrained(candidate.network(), seed)));
        choices.setAll(now);
        chosen.set(now.getFirst());
        return true;
    }

    /** What a format is for, and which files come of it. */
    public String about(NetworkFormat of) {
        return switch (of) {
            case NIR -> texts.get("network-export.nir");
            case PYTORCH -> texts.get("network-export.pytorch");
            case ONNX -> texts.get("network-export.onnx");
            case VERILOG -> texts.get("network-export.verilog");
            case TRAINING_JOB -> texts.get("network-export.training-job");
            case HARDWARE -> texts.get("network-export.hardware");
        };
    }

    /** Asks for a file, which may be there already if the user says so, and writes the network to it. */
    public void export() {
        Project open = project.opened().orElse(null);
        Choice choice = chosen.get();
        if (open == null || choice == null) {
            return;
        }
        NetworkFormat wanted = format.get();
        dialogs.chooseFileToSave(texts.get("network-export.title"), open.folder(), choice.name() + "." + wanted.ending(), Dialogs.FileKind.NETWORK)
                .ifPresent(file -> job.start(() -> exchange.export(open, choice.source(), wanted, file, true), _ -> {}, end -> tell(end, file),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    private void tell(JobEnd<List<String>> end, Path file) {
        switch (end) {
            case JobEnd.Finished<List<String>>(List<String> notes) -> {
                dialogs.notice(texts.get("export.done", file));
                if (!notes.isEmpty()) {
                    dialogs.notice(String.join("\n", notes));
                }
            }
            case JobEnd.Failed<List<String>>(Throwable cause) -> dialogs.problem(texts.get("export.problem"), Background.sentenceOf(cause));
            case JobEnd.Stopped<List<String>> _ -> {}
        }
    }
}
