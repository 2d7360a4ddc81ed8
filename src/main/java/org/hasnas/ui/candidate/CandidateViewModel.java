package org.hasnas.ui.candidate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.cost.Costs;

/** The candidate that is shown: the selected trial, or one that was imported. Its cost report is computed in the background. */
public final class CandidateViewModel {
    private final KnownCandidates candidates;
    private final Costs costs;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ReadOnlyObjectWrapper<Optional<CostReport>> cost = new ReadOnlyObjectWrapper<>(this, "cost", Optional.empty());
    private final ReadOnlyObjectWrapper<List<Margin>> margins = new ReadOnlyObjectWrapper<>(this, "margins", List.of());
    private final ReadOnlyObjectWrapper<Optional<DesignOutlook>> outlook = new ReadOnlyObjectWrapper<>(this, "outlook", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> importedFrom = new ReadOnlyObjectWrapper<>(this, "importedFrom", Optional.empty());

    public CandidateViewModel(KnownCandidates candidates, Costs costs, UiServices around, OpenProject project) {
        this.candidates = candidates;
        this.costs = costs;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        project.selectedProperty().subscribe((before, now) -> importedFrom.set(Optional.empty()));
        project.candidateProperty().subscribe(now -> now.ifPresentOrElse(this::show, this::showNothing));
        project.candidateProperty().subscribe(now -> refreshOutlook());
        project.outlooks().versionProperty().subscribe(now -> refreshOutlook());
        project.limitsProperty().subscribe((before, now) -> refreshMargins());
        project.chipProperty().subscribe((before, now) -> {
            if (importedFrom.get().isPresent()) { // a selected trial is selected anew
                project.candidateProperty().get().ifPresent(this::show);
            }
        });
    }

    public ReadOnlyObjectProperty<Optional<Candidate>> candidateProperty() {
        return project.candidateProperty();
    }

    /** The cost report of the candidate; empty until it is computed. */
    public ReadOnlyObjectProperty<Optional<CostReport>> costProperty() {
        return cost.getReadOnlyProperty();
    }

    /** The four limits of the window with the candidate's costs; empty while no cost is known. */
    public ReadOnlyObjectProperty<List<Margin>> marginsProperty() {
        return margins.getReadOnlyProperty();
    }

    /** What a search by trainings expects of the candidate; empty if it is no design of the shown run. */
    public ReadOnlyObjectProperty<Optional<DesignOutlook>> outlookProperty() {
        return outlook.getReadOnlyProperty();
    }

    /** Name of the file the candidate was imported from; empty for a trial of the shown run. */
    public ReadOnlyObjectProperty<Optional<String>> importedFromProperty() {
        return importedFrom.getReadOnlyProperty();
    }

    /** The different cells of the candidate, in network order. */
    public List<ConnectionMatrix> distinctCells() {
        return project.candidateProperty().get().map(shown -> shown.trial().architecture().matrices().stream().distinct().toList()).orElse(List.of());
    }

    /** Why there is no fitness; empty if there is one or no candidate is shown. */
    public Optional<String> missingFitness() {
        return project.candidateProperty().get().flatMap(shown -> switch (shown.trial().outcome()) {
            case TrialOutcome.Evaluated evaluated -> Optional.empty();
            case TrialOutcome.OverLimits overLimits -> Optional.of(texts.get("candidate.fitness.over-limits"));
            case TrialOutcome.Unscored _ -> Optional.of(texts.get("candidate.fitness.unscored"));
            case TrialOutcome.Failed(String reason) -> Optional.of(texts.get("candidate.fitness.failed", reason));
        });
    }

    /** Asks for a file and writes the chosen candidate to it, or a zip of several. */
    public void exportCandidate(Path folder) {
        List<Candidate> chosen = project.chosen();
        if (chosen.isEmpty()) {
            dialogs.problem(texts.get("export.problem"), texts.get("export.nothing"));
            return;
        }
        boolean single = chosen.size() == 1;
        dialogs.chooseFileToSave(texts.get("export.candidate.title"), folder,
                single ? "candidate-" + chosen.getFirst().trial().index() + ".json" : "designs.zip", Dialogs.FileKind.DESIGNS).ifPresent(
                        file -> background.perform(() -> {
                            if (single) {
                                candidates.write(chosen.getFirst(), file);
                            } else {
                                candidates.write(chosen, file);
                            }
                        }, () -> dialogs.notice(texts.get("export.done", file)), sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    /** Asks for a file and writes the cost report to it. */
    public void exportCost(Path folder) {
        Candidate shown = project.candidateProperty().get().orElse(null);
        CostReport report = cost.get().orElse(null);
        if (shown == null || report == null) {
            dialogs.problem(texts.get("export.problem"), texts.get("export.nothing"));
            return;
        }
        dialogs.chooseFileToSave(texts.get("export.cost.title"), folder, "cost-" + shown.trial().index() + ".csv",
                Dialogs.FileKind.CSV).ifPresent(
                        file -> background.perform(() -> costs.export(report, project.limits(), file),
                                () -> dialogs.notice(texts.get("export.done", file)),
                                sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    /** Asks for a file of designs and {@linkplain #open opens} it. */
    public void importCandidate(Path folder) {
        dialogs.chooseFileToOpen(texts.get("import.title"), folder, Dialogs.FileKind.DESIGNS).ifPresent(this::open);
    }

    /** Shows the candidate of a file. Those of a zip take part in the open project's searches by trainings from now on, and the first is shown. */
    public void open(Path file) {
        background.run(() -> candidates.readAll(file), imported -> take(imported, file), this::importProblem);
    }

    private void take(List<Candidate> imported, Path file) {
        if (imported.size() == 1) {
            showImported(imported.getFirst(), file);
            return;
        }
        Project now = project.opened().flatMap(open -> project.request().map(open::withSearch)).orElse(null);
        if (now == null) {
            importProblem(texts.get("import.no-project", imported.size()));
            return;
        }
        List<Architecture> before = project.form().designs().designs();
        background.run(() -> KnownCandidates.with(now, imported).search().ladder().map(LadderSettings::given).orElseThrow(), given -> {
            project.form().designs().set(given);
            showImported(imported.getFirst(), file);
            dialogs.notice(texts.get("import.designs", imported.size(), given.size() - before.size(), texts.get("search.designs")));
        }, this::importProblem);
    }

    private void importProblem(String sentence) {
        dialogs.problem(texts.get("import.problem"), sentence);
    }

    /** Copies the connection matrix. */
    public void copyMatrix() {
        project.candidateProperty().get().ifPresent(shown -> {
            dialogs.copy(shown.trial().architecture().text());
            dialogs.notice(texts.get("candidate.matrix.copied"));
        });
    }

    private void showImported(Candidate imported, Path file) {
        project.lookAt(imported);
        Path name = file.getFileName();
        importedFrom.set(Optional.of(name == null ? file.toString() : name.toString()));
    }

    private void refreshOutlook() {
        outlook.set(project.outlooks().of(project.selectedProperty().get()));
    }

    private void showNothing() {
        cost.set(Optional.empty());
        refreshMargins();
    }

    private void show(Candidate shown) {
        cost.set(Optional.empty());
        refreshMargins();
        HardwareSettings chip = project.chip();
        background.run(() -> costs.report(shown, chip), report -> {
            // Another candidate may have been selected meanwhile.
            if (project.candidateProperty().get().filter(now -> now.equals(shown)).isPresent()) {
                cost.set(Optional.of(report));
                refreshMargins();
            }
        }, sentence -> dialogs.problem(texts.get("candidate.cost.problem"), sentence));
    }

    private void refreshMargins() {
        // An imported candidate may have been priced for another chip.
        Optional<HardwareCost> costs = cost.get().map(CostReport::total).or(() -> project.candidateProperty().get()
                .filter(shown -> shown.request().hardware().equals(project.chip().withEventRatesOf(shown.request().hardware())))
                .flatMap(shown -> shown.trial().cost()));
        margins.set(costs.map(project.limits()::margins).orElse(List.of()));
    }
}
