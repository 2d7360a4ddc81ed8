package org.hasnas.ui.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.Workbench;

/** Networks of other tools on their way in: files of NIR that are chosen, or dropped on the window. An open project keeps a copy of each. */
public final class NetworkImportViewModel {
    private static final String PROFILE = "neurosim-22nm-rram";
    /** Of the inputs that are simulated where no data are at hand. */
    private static final double INPUT_RATE = 0.1;

    private final Workbench workbench;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final Consumer<Imported> shown;
    private final JobViewModel<Progress, ImportReport> job;

    /**
     * What is known of a network.
     *
     * @param sentences for the user: costs beside the limits, what can't be mapped, what was taken for granted
     */
    public record Imported(ImportReport report, List<String> sentences) {
        public Imported {
            sentences = List.copyOf(sentences);
        }
    }

    /** @param shown gets each network that was read */
    public NetworkImportViewModel(Workbench workbench, UiServices around, OpenProject project, Consumer<Imported> shown) {
        this.workbench = workbench;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.shown = shown;
        this.job = new JobViewModel<>(background);
    }

    /** Asks for a file and reads it. */
    public void choose() {
        dialogs.chooseFileToOpen(texts.get("network-import.title"), project.folderOrHome(), Dialogs.FileKind.NIR).ifPresent(this::open);
    }

    /** Reads a file. */
    public void open(Path file) {
        Optional<Project> open = project.opened();
        HardwareSettings chosen = project.chipProperty().get();
        Path place = project.folderOrHome();
        job.start(() -> {
            if (open.isPresent()) {
                workbench.exchange().keep(open.get(), file);
            }
            return workbench.exchange()
                    .report(new ImportRequest(file, Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalInt.empty(),
                            INPUT_RATE, 1, SpikeSimSettings.DEFAULT, chip(chosen, place)));
        }, _ -> {}, end -> tell(end, open, limits()), this::problem);
    }

    /** The project's chip, if it is of the physical model. */
    private PhysicalSettings chip(HardwareSettings chosen, Path place) throws HasnasException {
        return chosen instanceof PhysicalSettings physical ? physical
                : workbench.costs().physical(PROFILE, "", place, new SpikeRateSource.Given(SpikeRates.of(0)));
    }

    private void tell(JobEnd<ImportReport> end, Optional<Project> open, ConstraintSet limits) {
        switch (end) {
            case JobEnd.Finished<ImportReport>(ImportReport report) ->
                    background.run(() -> new Imported(report, sentences(report, open, limits)), shown, this::problem);
            case JobEnd.Failed<ImportReport>(Throwable cause) -> problem(Background.sentenceOf(cause));
            case JobEnd.Stopped<ImportReport> _ -> {}
        }
    }

    private void problem(String sentence) {
        dialogs.problem(texts.get("import.problem"), sentence);
    }

    /** Limits in units of the model spikesim-ela. */
    private ConstraintSet limits() {
        return project.chipProperty().get() instanceof SpikeSimSettings ? project.limits() : ConstraintSet.PUBLISHED;
    }

    private List<String> sentences(ImportReport report, Optional<Project> open, ConstraintSet limits) throws HasnasException {
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.get("network-import.steps", report.timeSteps(), String.format(Locale.ROOT, "%.4g", report.dt()), report.dtReason()));
        report.spikeSim().ifPresentOrElse(cost -> sentences.add(texts.get(limits.isMetBy(cost.total()) ? "network-import.met"
                : "network-import.exceeded")), () -> sentences.add(texts.get("network-import.nothing")));
        sentences.add(texts.get("network-import.rates", report.rateSource()));
        report.unmapped().forEach(node -> sentences.add(texts.get("network-import.unmapped", node.node(), node.type(), node.reason())));
        sentences.addAll(report.remarks());
        if (open.isPresent()) {
            List<Accuracy> measured = workbench.trainings().accuracies(open.get()).stream()
                    .filter(known -> known.candidateHash().equals(report.hash())).map(MeasuredAccuracy::accuracy).toList();
            measured.forEach(known -> sentences.add(texts.get("network-import.accuracy", String.format(Locale.ROOT, "%.2f", 100 * known.fraction()),
                    known.source())));
            if (measured.isEmpty()) {
                sentences.add(texts.get("network-import.next", open.get().folder(), report.name()));
            }
        }
        return sentences;
    }
}
