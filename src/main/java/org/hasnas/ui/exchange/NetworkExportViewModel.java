package org.hasnas.ui.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.exchange.Exchange;
import org.hasnas.workbench.exchange.WrittenFile;

/** The networks of the chosen candidates on their way to files of another tool, and what would be written. */
public final class NetworkExportViewModel {
    private final Exchange exchange;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ProjectTrainings trainings;
    private final JobViewModel<Progress, List<String>> job;
    private final JobViewModel<Progress, List<WrittenFile>> previews;
    private final ObjectProperty<NetworkFormat> format = new SimpleObjectProperty<>(this, "format", NetworkFormat.NIR);
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Choice>> chosen = new SimpleObjectProperty<>(this, "chosen", Optional.empty());
    private final ReadOnlyObjectWrapper<List<WrittenFile>> preview = new ReadOnlyObjectWrapper<>(this, "preview", List.of());
    private final ReadOnlyStringWrapper previewNote = new ReadOnlyStringWrapper(this, "previewNote", "");

    /** Name of the source that is wanted of the next candidate; blank for the first. */
    private String wanted = "";

    /**
     * With which weights.
     *
     * @param label for the user
     * @param sources by the names of files, without ending; at least one
     */
    public record Choice(String label, SequencedMap<String, NetworkSource> sources) {
        public Choice {
            sources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sources));
        }

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
        this.previews = new JobViewModel<>(around.background());
        format.subscribe((before, now) -> refreshPreview());
        chosen.subscribe((before, now) -> refreshPreview());
        project.whenOther(_ -> chosen.set(Optional.empty()));
    }

    public ObjectProperty<NetworkFormat> formatProperty() {
        return format;
    }

    /** The trainings of the candidate, newest first, and its untrained weights; of several candidates the last training of each, or none. */
    public ObservableList<Choice> choices() {
        return choices;
    }

    /** Empty while nothing is to be exported. */
    public ObjectProperty<Optional<Choice>> chosenProperty() {
        return chosen;
    }

    /** What would be written; empty while that is not known. */
    public ReadOnlyObjectProperty<List<WrittenFile>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Why there is no preview; blank where there is one. */
    public ReadOnlyStringProperty previewNoteProperty() {
        return previewNote.getReadOnlyProperty();
    }

    /** The job that writes. */
    public JobViewModel<Progress, List<String>> job() {
        return job;
    }

    /** Takes the candidates that are chosen now; false, and said, if there are none. */
    public boolean open() {
        List<Candidate> candidates = project.chosen();
        if (candidates.isEmpty()) {
            dialogs.problem(texts.get("export.problem"), texts.get("export.nothing"));
            return false;
        }
        choices.setAll(candidates.size() == 1 ? choicesOf(candidates.getFirst()) : choicesOf(candidates));
        String name = wanted;
        wanted = "";
        chosen.set(choices.stream().filter(choice -> choice.sources().size() == 1 && choice.sources().containsKey(name)).findFirst()
                .or(() -> Optional.of(choices.getFirst())));
        return true;
    }

    /** Of the candidate that is taken next the weights of one of its trainings are wanted, if it is finished. */
    public void want(TrainingItem training) {
        wanted = nameOf(training);
    }

    private static String nameOf(TrainingItem training) {
        return "training-" + training.id();
    }

    /** Nothing is to be exported any more. */
    public void close() {
        chosen.set(Optional.empty());
    }

    private List<Choice> choicesOf(Candidate candidate) {
        List<Choice> now = new ArrayList<>();
        for (TrainingItem item : finished(candidate)) {
            SequencedMap<String, NetworkSource> source = new LinkedHashMap<>();
            add(item, source);
            now.add(new Choice(texts.get("network-export.training", item.id(), item.summary().epochs().size()), source));
        }
        SequencedMap<String, NetworkSource> source = new LinkedHashMap<>();
        add(candidate, source);
        now.add(new Choice(texts.get("network-export.untrained", candidate.request().seed()), source));
        return now;
    }

    private List<Choice> choicesOf(List<Candidate> candidates) {
        SequencedMap<String, NetworkSource> best = new LinkedHashMap<>();
        SequencedMap<String, NetworkSource> untrained = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            finished(candidate).stream().findFirst().ifPresentOrElse(item -> add(item, best), () -> add(candidate, best));
            add(candidate, untrained);
        }
        long trained = best.values().stream().filter(NetworkSource.Trained.class::isInstance).count();
        Choice without = new Choice(texts.get("network-export.several-untrained", untrained.size()), untrained);
        return trained == 0 ? List.of(without) : List.of(new Choice(texts.get("network-export.several", best.size(), trained), best), without);
    }

    private List<TrainingItem> finished(Candidate candidate) {
        return trainings.items().stream().filter(item -> item.summary().status() == RunStatus.FINISHED && item.isOf(candidate)).toList();
    }

    private static void add(TrainingItem item, Map<String, NetworkSource> sources) {
        sources.put(nameOf(item), new NetworkSource.Trained(item.id()));
    }

    private static void add(Candidate candidate, Map<String, NetworkSource> sources) {
        String name = "candidate-" + candidate.trial().index();
        sources.put(sources.containsKey(name) ? name + "-" + sources.size() : name, // of another run
                new NetworkSource.Untrained(candidate.network(), candidate.request().seed()));
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

    private void refreshPreview() {
        previews.drop();
        preview.set(List.of());
        Project open = project.opened().orElse(null);
        Choice choice = chosen.get().orElse(null);
        NetworkFormat wanted = format.get();
        if (open == null || choice == null) {
            previewNote.set("");
            return;
        }
        previewNote.set(texts.get("network-export.preview.running"));
        previews.start(() -> exchange.preview(open, choice.sources(), wanted), _ -> {}, end -> {
            switch (end) {
                case JobEnd.Finished<List<WrittenFile>>(List<WrittenFile> files) -> {
                    preview.set(files);
                    previewNote.set("");
                }
                case JobEnd.Failed<List<WrittenFile>>(Throwable cause) -> previewNote.set(Background.sentenceOf(cause));
                case JobEnd.Stopped<List<WrittenFile>> _ -> previewNote.set("");
            }
        }, previewNote::set);
    }

    /** Asks for a file, or for a folder for several, and writes; what is there already is replaced if the user says so. */
    public void export() {
        Project open = project.opened().orElse(null);
        Choice choice = chosen.get().orElse(null);
        if (open == null || choice == null) {
            return;
        }
        NetworkFormat wanted = format.get();
        SequencedMap<Path, NetworkSource> files = new LinkedHashMap<>();
        String title = texts.get("network-export.title");
        if (choice.sources().size() == 1) {
            Map.Entry<String, NetworkSource> only = choice.sources().firstEntry();
            dialogs.chooseFileToSave(title, open.folder(), only.getKey() + "." + wanted.ending(), Dialogs.FileKind.NETWORK)
                    .ifPresent(file -> files.put(file, only.getValue()));
        } else {
            dialogs.chooseFolder(title, open.folder())
                    .ifPresent(folder -> choice.sources().forEach((name, source) -> files.put(folder.resolve(name + "." + wanted.ending()), source)));
        }
        List<Path> existing = files.keySet().stream().flatMap(file -> exchange.existing(wanted, file).stream())
                .filter(file -> choice.sources().size() > 1 || !files.containsKey(file)) // the dialog for one file asks about that itself
                .toList();
        if (existing.isEmpty() || dialogs.confirm(title, texts.get("network-export.existing", existing.stream().map(Path::toString)
                .collect(Collectors.joining("\n"))), texts.get("network-export.replace"))) {
            write(open, wanted, files);
        }
    }

    private void write(Project open, NetworkFormat wanted, SequencedMap<Path, NetworkSource> files) {
        Map.Entry<Path, NetworkSource> next = files.pollFirstEntry();
        if (next != null) {
            job.start(() -> exchange.export(open, next.getValue(), wanted, next.getKey(), true), _ -> {}, end -> {
                switch (end) {
                    case JobEnd.Finished<List<String>>(List<String> notes) -> {
                        dialogs.notice(texts.get("export.done", next.getKey()));
                        if (!notes.isEmpty()) {
                            dialogs.notice(String.join("\n", notes));
                        }
                        write(open, wanted, files);
                    }
                    case JobEnd.Failed<List<String>>(Throwable cause) -> dialogs.problem(texts.get("export.problem"), Background.sentenceOf(cause));
                    case JobEnd.Stopped<List<String>> _ -> {}
                }
            }, sentence -> dialogs.problem(texts.get("export.problem"), sentence));
        }
    }
}
