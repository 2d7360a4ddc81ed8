package org.hasnas.ui.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.Compared;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.Workbench;

/** Networks of other tools on their way in: files of NIR that are chosen, or dropped on the window. An open project keeps a copy of each. */
public final class NetworkImportViewModel {
    private final Workbench workbench;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ImportedNetworks imports;
    private final Consumer<ImportedNetwork> shown;
    private final JobViewModel<Progress, ImportReport> job;

    /** @param shown gets each network that was read */
    public NetworkImportViewModel(Workbench workbench, UiServices around, OpenProject project, ImportedNetworks imports,
            Consumer<ImportedNetwork> shown) {
        this.workbench = workbench;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.imports = imports;
        this.shown = shown;
        this.job = new JobViewModel<>(background);
    }

    /** Asks for a file and reads it. */
    public void choose() {
        dialogs.chooseFileToOpen(texts.get("network-import.title"), project.folderOrHome(), Dialogs.FileKind.NIR).ifPresent(this::open);
    }

    /** Reads a file; the open project keeps a copy. */
    public void open(Path file) {
        Optional<Project> open = project.opened();
        HardwareSettings chip = project.chip();
        Path place = project.folderOrHome();
        job.start(() -> imports.report(file, chip, place), _ -> {}, end -> {
            switch (end) {
                case JobEnd.Finished<ImportReport>(ImportReport report) -> keep(report, file, open, chip);
                case JobEnd.Failed<ImportReport>(Throwable cause) -> problem(Background.sentenceOf(cause));
                case JobEnd.Stopped<ImportReport> _ -> {}
            }
        }, this::problem);
    }

    private void keep(ImportReport report, Path file, Optional<Project> open, HardwareSettings chip) {
        background.run(() -> {
            Path kept = file;
            List<Accuracy> accuracies = List.of();
            if (open.isPresent()) {
                kept = workbench.exchange().keep(open.get(), file);
                accuracies = workbench.trainings().accuracies(open.get()).stream().filter(known -> known.candidateHash().equals(report.hash()))
                        .map(MeasuredAccuracy::accuracy).toList();
            }
            return new ImportedNetwork(kept, report, report.cost(chip.model()), accuracies);
        }, network -> {
            imports.add(report, chip);
            shown.accept(network);
        }, this::problem);
    }

    private void problem(String sentence) {
        dialogs.problem(texts.get("import.problem"), sentence);
    }

    /** Sets a network beside the compared designs, if the open project keeps it. */
    void compare(ImportedNetwork network) {
        if (imports.networksProperty().get().stream().noneMatch(kept -> kept.report().hash().equals(network.report().hash()))) {
            dialogs.problem(texts.get("compare.problem"), texts.get("network-import.not-kept", network.report().name()));
            return;
        }
        boolean full = project.comparison().add(List.of(new Compared.Imported(network.report().hash()))) > 0;
        dialogs.notice(full ? texts.get("compare.full", project.comparison().designs().size(), 1)
                : texts.get("network-import.compared", network.report().name(), texts.get("workspace.compare")));
    }

    /** For the user: costs beside the limits, what can't be mapped, what was taken for granted, accuracies. */
    List<String> sentences(ImportedNetwork network) {
        ImportReport report = network.report();
        ConstraintSet limits = project.chip() instanceof SpikeSimSettings ? project.limits() : ConstraintSet.PUBLISHED;
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.get("network-import.steps", report.timeSteps(), String.format(Locale.ROOT, "%.4g", report.dt()), report.dtReason()));
        report.spikeSim().ifPresentOrElse(cost -> sentences.add(texts.get(limits.isMetBy(cost.total()) ? "network-import.met"
                : "network-import.exceeded")), () -> sentences.add(texts.get("network-import.nothing")));
        sentences.add(texts.get("network-import.rates", report.rateSource()));
        report.unmapped().forEach(node -> sentences.add(texts.get("network-import.unmapped", node.node(), node.type(), node.reason())));
        sentences.addAll(report.remarks());
        network.accuracies().forEach(known -> sentences.add(texts.get("network-import.accuracy", texts.accuracy(known.kind()),
                AccuracyText.value(known), known.source())));
        project.folder().filter(_ -> network.accuracies().isEmpty())
                .ifPresent(folder -> sentences.add(texts.get("network-import.next", folder, report.name())));
        return sentences;
    }
}
