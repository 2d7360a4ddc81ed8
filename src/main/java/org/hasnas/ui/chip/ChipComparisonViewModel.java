package org.hasnas.ui.chip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Project;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.training.Trainings;

/** The design that is looked at on several chips, priced in the background as long as somebody looks. */
public final class ChipComparisonViewModel {
    /** What is chosen at first: both sources, all kinds of cell, nodes far apart. */
    private static final List<String> FIRST = List.of("neurosim-22nm-rram", "neurosim-32nm-rram", "neurosim-45nm-rram", "neurosim-1.4-130nm-rram",
            "neurosim-1.4-65nm-rram", "neurosim-1.4-22nm-rram", "neurosim-1.4-22nm-fefet", "neurosim-1.4-22nm-sram", "neurosim-1.4-7nm-fefet",
            "neurosim-1.4-7nm-sram");

    private final Costs costs;
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    private final ObservableList<String> chosen = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<ComparedChip>> chips = new ReadOnlyObjectWrapper<>(this, "chips", List.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private boolean watched;
    /** Grows with everything that makes answers out of date. */
    private long asked;

    /** The answers of the background, and what was wrong with chips that have none. */
    private record Answer(List<ComparedChip> chips, List<String> problems) {}

    /** @param trainings knows the accuracies that were measured */
    public ChipComparisonViewModel(Costs costs, Trainings trainings, UiServices around, OpenProject project) {
        this.costs = costs;
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        background.run(costs::profiles, known -> {
            profiles.addAll(known.stream().map(HardwareProfile::id).toList());
            chosen.addAll(FIRST.stream().filter(profiles::contains).toList());
            takeOwn();
        }, dialogs::notice);
        chosen.subscribe(this::ask);
        project.chipProperty().subscribe((before, now) -> takeOwn());
        project.candidateProperty().subscribe((before, now) -> ask());
        project.measurementsProperty().subscribe((before, now) -> ask());
    }

    /** Names of the program's profiles, and files. */
    ObservableList<String> profiles() {
        return profiles;
    }

    /** Those to compare, in their order. */
    ObservableList<String> chosen() {
        return chosen;
    }

    /** The design on each of them; empty as long as nothing is known. */
    ReadOnlyObjectProperty<List<ComparedChip>> chipsProperty() {
        return chips.getReadOnlyProperty();
    }

    /** What is missing, or wrong with a chip. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Computes as long as somebody looks. */
    void watch(boolean looksAtIt) {
        watched = looksAtIt;
        ask();
    }

    void chooseAll() {
        chosen.setAll(profiles);
    }

    /** Asks for a profile file, and compares it too. */
    void chooseFile() {
        dialogs.chooseFileToOpen(texts.get("hardware.file.title"), project.folderOrHome(), Dialogs.FileKind.PROFILE)
                .ifPresent(file -> take(file.toString()));
    }

    /** The window's own chip takes part. */
    private void takeOwn() {
        if (project.chip() instanceof PhysicalSettings own && !profiles.isEmpty()) {
            take(own.profileName());
        }
        ask();
    }

    private void take(String profile) {
        if (!profiles.contains(profile)) {
            profiles.add(profile);
        }
        if (!chosen.contains(profile)) {
            chosen.add(profile);
        }
    }

    /** The limits of the window, or where these are of the other model those that mean the same for both. */
    ConstraintSet limits() {
        return switch (project.chip().model()) {
            case PHYSICAL -> project.limits();
            case SPIKESIM_ELA -> ConstraintSet.usual(CostModelId.PHYSICAL).withSharedLimitsOf(project.limits());
        };
    }

    private void ask() {
        long now = ++asked;
        Candidate candidate = project.candidateProperty().get().orElse(null);
        if (!watched || candidate == null) {
            chips.set(List.of());
            note.set(texts.get("chips.empty"));
            return;
        }
        List<String> names = List.copyOf(chosen);
        Optional<Project> open = project.opened();
        SpikeRateSource rates = project.chip() instanceof PhysicalSettings own ? own.spikeRates() : new SpikeRateSource.Measured(0);
        note.set(texts.get("cost.waiting"));
        background.run(() -> compare(candidate, names, open, rates), answer -> {
            if (now == asked) {
                chips.set(answer.chips());
                note.set(String.join("\n", answer.problems()));
            }
        }, note::set);
    }

    private Answer compare(Candidate candidate, List<String> names, Optional<Project> open, SpikeRateSource rates) throws HasnasException {
        List<MeasuredAccuracy> measured = open.isPresent() ? trainings.accuracies(open.get()) : List.of();
        String hash = KnownCandidates.networkHash(candidate);
        Path folder = open.map(Project::folder).orElse(Path.of(""));
        List<ComparedChip> compared = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            try {
                PhysicalSettings chip = costs.physical(name, "", folder, rates);
                compared.add(costs.compared(chip, settings -> costs.report(candidate, settings),
                        MeasuredAccuracy.onChip(measured, hash, chip.profile())));
            } catch (HasnasException | IllegalArgumentException wrong) { // the others are compared all the same
                problems.add(texts.get("chips.problem", name, String.valueOf(wrong.getMessage())));
            }
        }
        return new Answer(compared, problems);
    }

    /** Which limits a chip exceeds, in words. */
    String verdict(ComparedChip chip) {
        HardwareCost total = chip.cost().total();
        return limits().isMetBy(total) ? texts.get("chips.met") : texts.get("chips.over", limits().violations(total).stream().map(Margin::kind)
                .map(texts::cost).collect(Collectors.joining(", ")));
    }

    /** The accuracy that was measured on a chip with its interval; a dash if none was. */
    String onChip(ComparedChip chip) {
        return chip.onChip().map(known -> AccuracyText.withInterval(known, texts)).orElse("\u2013");
    }

    /** Energy x delay x area, given in uJ ms mm2. */
    static String edap(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** Puts the table on the clipboard, with tabs between the columns. */
    void copyTable() {
        String head = Stream.of(Stream.of(texts.get("chips.chip"), texts.get("chips.source")),
                Stream.of(CostKind.values()).map(kind -> texts.costTitle(kind) + " (" + UnitSigns.of(kind.tableUnit().symbol()) + ")"),
                Stream.of(texts.get("chips.edap"), texts.get("chips.on-chip"), texts.get("chips.limits"), texts.get("chips.error")))
                .flatMap(titles -> titles).collect(Collectors.joining("\t"));
        Stream<String> rows = chips.get().stream().map(chip -> Stream.of(
                Stream.of(chip.cost().profile().id(), chip.cost().profile().catalog()),
                Stream.of(CostKind.values()).map(kind -> String.valueOf(kind.tableUnit().factor()
                        * kind.costOf(chip.cost().total(), limits().memoryScope()))),
                Stream.of(String.valueOf(chip.cost().total().energyDelayArea()), onChip(chip), verdict(chip),
                        texts.expectedError(chip.cost().expectedError())))
                .flatMap(cells -> cells).collect(Collectors.joining("\t")));
        dialogs.copy(Stream.concat(Stream.of(head), rows).collect(Collectors.joining("\n", "", "\n")));
        dialogs.notice(texts.get("compare.copied"));
    }

    /** Asks for a file and writes the table to it, with what each source says. */
    void exportCsv() {
        List<ComparedChip> shown = chips.get();
        ConstraintSet limits = limits();
        dialogs.chooseFileToSave(texts.get("chips.export.title"), project.folderOrHome(), "chips.csv", Dialogs.FileKind.CSV)
                .ifPresent(file -> background.perform(() -> costs.export(shown, limits, file), () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }
}
