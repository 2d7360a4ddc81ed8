package org.hasnas.ui.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.Compared;
import org.hasnas.ui.project.Comparison;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Reports;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.training.Trainings;

/** What is known of the compared designs. Costs and accuracies are asked in the background; the page shows what is there. */
public final class CompareViewModel {
    private final Costs costs;
    private final Trainings measured;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final Comparison comparison;
    private final KnownAccuracies accuracies;
    private final ProjectTrainings trainings;
    private final ImportedNetworks imports;
    private final Reports reports;
    private final Map<Candidate, Known> known = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<ComparedDesign>> designs = new ReadOnlyObjectWrapper<>(this, "designs", List.of());
    /** Grows with everything that makes answers out of date. */
    private long generation;

    /** The answers of the background. */
    private record Known(CostReport cost, List<Accuracy> accuracies, List<LayerRate> rates) {}

    /** @param measured tells how often the layers of trained networks spike */
    public CompareViewModel(Costs costs, Trainings measured, UiServices around, OpenProject project, KnownAccuracies accuracies,
            ProjectTrainings trainings, ImportedNetworks imports, Reports reports) {
        this.costs = costs;
        this.measured = measured;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.comparison = project.comparison();
        this.accuracies = accuracies;
        this.trainings = trainings;
        this.imports = imports;
        this.reports = reports;
        comparison.designs().subscribe(this::ask);
        project.chipProperty().subscribe((before, now) -> askAnew());
        accuracies.sourceProperty().subscribe((before, now) -> askAnew());
        project.limitsProperty().subscribe((before, now) -> refresh());
        project.outlooks().versionProperty().subscribe((before, now) -> refresh());
        trainings.items().subscribe(this::refresh);
        imports.networksProperty().subscribe((before, now) -> refresh());
        trainings.measuredProperty().subscribe((before, now) -> refresh());
    }

    /** The compared designs; the first is what the others are compared with. */
    ReadOnlyObjectProperty<List<ComparedDesign>> designsProperty() {
        return designs.getReadOnlyProperty();
    }

    ComparisonTable table() {
        return ComparisonTable.of(designs.get(), project.limits().memoryScope(), texts);
    }

    void remove(ComparedDesign design) {
        comparison.remove(design.network());
    }

    void putFirst(ComparedDesign design) {
        comparison.putFirst(design.network());
    }

    void clear() {
        comparison.clear();
    }

    /** Adds the chosen candidates. */
    public void add() {
        add(project.chosen().stream().map(Compared.Design::new).toList());
    }

    /** The networks of other tools that the project keeps. */
    ReadOnlyObjectProperty<List<ImportedNetwork>> importsProperty() {
        return imports.networksProperty();
    }

    /** Adds a network of another tool. */
    public void add(ImportedNetwork network) {
        add(List.of(new Compared.Imported(network.report().hash())));
    }

    private void add(List<? extends Compared> more) {
        int without = comparison.add(more);
        if (without > 0) {
            dialogs.notice(texts.get("compare.full", Comparison.MOST, without));
        }
    }

    /** Puts the numbers on the clipboard. */
    void copyTable() {
        if (!designs.get().isEmpty()) {
            dialogs.copy(table().text(texts.get("compare.quantity")));
            dialogs.notice(texts.get("compare.copied"));
        }
    }

    /**
     * Asks for a file and saves a picture to it.
     *
     * @param writing writes it; runs in the background
     */
    void savePicture(Pictures writing) {
        dialogs.chooseFileToSave(texts.get("compare.save.title"), project.folderOrHome(), "comparison.png", Dialogs.FileKind.PNG)
                .ifPresent(file -> background.perform(() -> writing.write(file), () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    /** Asks for a file and saves the designs side by side as a page for a design review. */
    void saveReport() {
        SequencedMap<Candidate, Optional<DesignOutlook>> compared = new LinkedHashMap<>();
        designs.get().forEach(design -> design.candidate().ifPresent(candidate -> compared.put(candidate, design.outlook())));
        if (compared.size() < designs.get().size()) {
            dialogs.notice(texts.get("compare.report.imported"));
        }
        if (!compared.isEmpty()) {
            reports.save(compared);
        }
    }

    private void askAnew() {
        known.clear();
        ask();
    }

    private void ask() {
        long now = ++generation;
        known.keySet().retainAll(comparison.candidates());
        refresh();
        CandidateAccuracies source = accuracies.sourceProperty().get().orElse(null);
        HardwareSettings chip = project.chip();
        for (Candidate candidate : comparison.candidates()) {
            if (!known.containsKey(candidate)) {
                Project open = project.opened().orElse(null);
                background.run(() -> new Known(costs.report(candidate, chip), source == null ? List.of() : of(source, candidate),
                        open == null ? List.of() : measured.spikeRates(open, KnownCandidates.networkHash(candidate))), answer -> {
                            if (now == generation) {
                                known.put(candidate, answer);
                                refresh();
                            }
                        }, sentence -> dialogs.problem(texts.get("compare.problem"), sentence));
            }
        }
    }

    private List<Accuracy> of(CandidateAccuracies source, Candidate candidate) {
        boolean foreign = project.opened().filter(open -> open.search().template().equals(candidate.request().template())
                && open.search().space().equals(candidate.request().space())).isEmpty();
        Architecture architecture = candidate.trial().architecture();
        return foreign ? List.of() : Stream.of(AccuracyKind.values()).flatMap(kind -> source.accuracy(architecture, kind).stream()).toList();
    }

    private void refresh() {
        List<ComparedDesign> now = new ArrayList<>();
        for (Compared design : comparison.designs()) {
            char letter = (char) ('A' + now.size());
            now.add(switch (design) {
                case Compared.Design(Candidate candidate) -> describe(candidate, letter);
                case Compared.Imported imported -> describe(imported, letter);
            });
        }
        designs.set(List.copyOf(now));
    }

    private ComparedDesign describe(Compared.Imported network, char letter) {
        Optional<ImportedNetwork> answer =
                imports.networksProperty().get().stream().filter(one -> one.report().hash().equals(network.hash())).findFirst();
        return new ComparedDesign(network, answer, texts.get("compare.name.imported", letter, answer.map(one -> one.report().name()).orElse("")),
                answer.flatMap(ImportedNetwork::cost), answer.flatMap(ImportedNetwork::cost).map(cost -> project.limits().margins(cost.total()))
                        .orElse(List.of()),
                Stream.of(AccuracyKind.values()).flatMap(kind -> answer.flatMap(one -> one.accuracy(kind)).stream()).toList(), Optional.empty(),
                List.of(),
                OptionalLong.empty(), List.of());
    }

    private ComparedDesign describe(Candidate candidate, char letter) {
        Optional<Known> answer = Optional.ofNullable(known.get(candidate));
        Optional<TrainingItem> training = trainings.items().stream().filter(item -> item.isOf(candidate))
                .max(Comparator.comparingInt(item -> item.snapshot().epochs().size()));
        return new ComparedDesign(new Compared.Design(candidate), Optional.empty(), texts.get("compare.name", letter, candidate.trial().index()),
                answer.map(Known::cost),
                answer.map(costs -> project.limits().margins(costs.cost().total())).orElse(List.of()),
                answer.map(Known::accuracies).orElse(List.of()),
                outlook(candidate), answer.map(Known::rates).orElse(List.of()),
                training.map(item -> OptionalLong.of(item.id())).orElse(OptionalLong.empty()),
                training.map(item -> item.snapshot().epochs()).orElse(List.of()));
    }

    private Optional<DesignOutlook> outlook(Candidate candidate) {
        List<Trial> trials = project.known().trials();
        return IntStream.range(0, trials.size()).filter(position -> trials.get(position).index() == candidate.trial().index()
                && trials.get(position).architecture().equals(candidate.trial().architecture())).boxed().findFirst().flatMap(project.outlooks()::of);
    }

    /** Writes a picture to a file. */
    @FunctionalInterface
    interface Pictures {
        void write(Path file) throws HasnasException;
    }
}
