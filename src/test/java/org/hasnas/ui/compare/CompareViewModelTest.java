package org.hasnas.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.compare.ComparisonTable.Verdict;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.Compared;
import org.hasnas.ui.project.Comparison;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.Reports;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CompareViewModelTest extends ViewModelFixture {
    private static final SpikeSimSettings OTHER_CHIP = new SpikeSimSettings(128, 8, SpikeSimSettings.DEFAULT.device(), false);

    private final ProjectTrainings trainings = new ProjectTrainings(workbench.trainings, around, shared);
    private final CompareViewModel model = new CompareViewModel(workbench.costs, workbench.trainings, around, shared,
            new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared), trainings, imports,
            new Reports(workbench.all(), around, shared));
    private final FakeAccuracies accuracies = new FakeAccuracies();

    @BeforeEach
    void openDigits() throws Exception {
        Project project = project("digits");
        SearchRequest request = project.search();
        accuracies.put(architecture(request, 0), new Accuracy(AccuracyKind.TRAINED, 0.9, 0.88, 0.92, "test"))
                .put(architecture(request, 1), new Accuracy(AccuracyKind.TRAINED, 0.97, 0.96, 0.98, "test"))
                .put(architecture(request, 2), new Accuracy(AccuracyKind.TRAINED, 0.91, 0.89, 0.93, "test"));
        workbench.candidates.accuracies = accuracies;
        workbench.trainings.add(project, architecture(request, 1), RunStatus.STOPPED, 3);
        workbench.trainings.add(project, architecture(request, 1), RunStatus.FINISHED, 8);
        open(project);
        shared.show(request, distinct(request));
        settle();
    }

    /** The space of the digits is small, and samples repeat themselves. */
    private static List<Trial> distinct(SearchRequest request) {
        Set<Architecture> known = new HashSet<>();
        return Samples.trials(request, 90).stream().filter(trial -> trial.cost().isPresent() && known.add(trial.architecture())).limit(9).toList();
    }

    private static Architecture architecture(SearchRequest request, int index) {
        return distinct(request).get(index).architecture();
    }

    private void compare(int... positions) {
        shared.choose(IntStream.of(positions).mapToObj(position -> shared.known().candidate(position).orElseThrow()).toList());
        model.add();
        settle();
    }

    private int name(int position) {
        return shared.known().trials().get(position).index();
    }

    private ComparisonTable.Row row(String section, String name) {
        return model.table().rows().stream().filter(row -> row.section().equals(section) && row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyNumberStandsBesideItsDifference() {
        compare(0, 1, 2);
        List<ComparedDesign> designs = model.designsProperty().get();
        double first = designs.get(0).cost().orElseThrow().total().energy().joules();
        double second = designs.get(1).cost().orElseThrow().total().energy().joules();
        ComparisonTable.Cell energy = row("Costs", "Energy").cells().get(1);
        assertEquals(UnitSigns.format(CostKind.ENERGY.quantity(), second), energy.value());
        assertEquals(first == second ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * (second - first) / first), energy.difference());
        assertEquals(second < first ? Verdict.BETTER : second > first ? Verdict.WORSE : Verdict.EVEN, energy.verdict());
        assertEquals("", row("Costs", "Energy").cells().getFirst().difference());
    }

    @Test
    void aDifferenceOfAccuraciesSaysWhetherItIsSignificant() {
        compare(0, 1, 2, 3);
        List<ComparisonTable.Cell> cells = row("Accuracy", "Trained").cells();
        assertEquals("90.00 % (88.0 to 92.0 %)", cells.get(0).value());
        assertEquals(Verdict.BETTER, cells.get(1).verdict());
        assertTrue(cells.get(1).difference().startsWith("+7.00 points (+4.76 to +9.24)"), cells.get(1).difference());
        assertEquals(Verdict.EVEN, cells.get(2).verdict());
        assertTrue(cells.get(2).difference().endsWith(": not significant"), cells.get(2).difference());
        assertEquals("\u2013", cells.get(3).value());
    }

    @Test
    void aDesignIsComparedOnceAndFourHaveRoom() {
        compare(0, 1);
        compare(1, 2);
        assertEquals(3, model.designsProperty().get().size());
        compare(3, 4, 5);
        assertEquals(Comparison.MOST, model.designsProperty().get().size());
        assertTrue(dialogs.notices.getLast().contains("2 were not added"), dialogs.notices.toString());
        Candidate last = model.designsProperty().get().getLast().candidate().orElseThrow();
        model.putFirst(model.designsProperty().get().getLast());
        assertEquals(last, model.designsProperty().get().getFirst().candidate().orElseThrow());
        model.remove(model.designsProperty().get().getFirst());
        assertFalse(shared.comparison().designs().contains(new Compared.Design(last)));
        model.clear();
        assertEquals(List.of(), model.designsProperty().get());
    }

    @Test
    void aNetworkOfAnotherToolStandsBesideDesigns() throws Exception {
        Network network = shared.known().candidate(3).orElseThrow().network();
        SpikeSimCostReport cost = Samples.report(network, SpikeSimSettings.DEFAULT);
        workbench.exchange.costs.put("net.nir", cost);
        workbench.trainings.accuracies.add(new MeasuredAccuracy("hash of net.nir", new Accuracy(AccuracyKind.TRAINED, 0.5, 0.48, 0.52, "test"),
                Instant.EPOCH));
        workbench.exchange.keep(shared.opened().orElseThrow(), Path.of("net.nir"));
        shared.measured();
        compare(0);
        ImportedNetwork imported = model.importsProperty().get().getFirst();
        model.add(imported);
        model.add(imported);
        assertEquals(2, model.designsProperty().get().size(), "once");
        ComparedDesign second = model.designsProperty().get().getLast();
        assertEquals("B: imported net.nir", second.name());
        assertEquals(Optional.empty(), second.candidate(), "no design, so no cells");
        assertEquals(UnitSigns.format(CostKind.ENERGY.quantity(), cost.total().energy().joules()), row("Costs", "Energy").cells().getLast().value());
        assertEquals("\u2013", row("Design", "Width").cells().getLast().value());
        assertEquals("5", row("Design", "Time steps").cells().getLast().value());
        assertEquals(Verdict.WORSE, row("Accuracy", "Trained").cells().getLast().verdict());
        model.putFirst(second);
        assertEquals("A: imported net.nir", model.table().head().getFirst());
        dialogs.files.add(temporary.resolve("report.html"));
        model.saveReport();
        assertTrue(dialogs.notices.getLast().contains("nothing of imported networks"), dialogs.notices.toString());
    }

    @Test
    void theLongestTrainingOfADesignGivesItsCurve() {
        compare(0, 1);
        assertEquals(OptionalLong.empty(), model.designsProperty().get().get(0).training());
        assertEquals(OptionalLong.of(2), model.designsProperty().get().get(1).training());
        assertEquals(8, model.designsProperty().get().get(1).epochs().size());
    }

    @Test
    void trainedDesignsTellHowOftenTheirLayersSpike() {
        List<LayerRate> rates = List.of(new LayerRate("last", List.of(0.1, 0.3)));
        workbench.trainings.rates.put(KnownCandidates.hash(shared.known().candidate(1).orElseThrow()), rates);
        compare(0, 1);
        assertEquals(List.of(), model.designsProperty().get().get(0).rates());
        assertEquals(rates, model.designsProperty().get().get(1).rates());
    }

    @Test
    void movedLimitsChangeTheRoomToThem() {
        compare(0);
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-12));
        assertEquals(Verdict.WORSE, row("Room to the limits", "Area").cells().getFirst().verdict());
        assertTrue(row("Room to the limits", "Area").cells().getFirst().value().startsWith("over by"));
    }

    @Test
    void theTableOnTheClipboardHasAColumnForEachValueAndDifference() {
        compare(0, 1);
        model.copyTable();
        List<String> lines = dialogs.copied.getLast().lines().toList();
        assertEquals("quantity\tA: candidate " + name(0) + "\tB: candidate " + name(1) + "\t\u0394", lines.getFirst());
        assertTrue(lines.stream().allMatch(line -> line.split("\t", -1).length == 4), dialogs.copied.getLast());
    }

    @Test
    void theReportTellsTheDesignsWithTheirDifferences() throws Exception {
        compare(0, 1);
        Path file = temporary.resolve("designs.html");
        dialogs.files.add(file);
        model.saveReport();
        settle();
        String page = Files.readString(file);
        assertEquals(List.of("designs.html"), dialogs.suggestedNames);
        assertTrue(page.contains("97.00 (96.0 to 98.0); +7.00 points, significant"), page);
        assertTrue(page.indexOf("Design #" + name(0)) < page.indexOf("Design #" + name(1)), page);
        dialogs.files.add(temporary);
        model.saveReport();
        settle();
        assertEquals(1, dialogs.problems.size(), "a folder is no file");
    }

    @Test
    void anotherProjectComparesNothing() throws Exception {
        compare(0, 1);
        open(project("other"));
        assertEquals(List.of(), model.designsProperty().get());
    }

    @Test
    void anotherChipPricesTheDesignsAnew() {
        compare(0);
        Optional<?> before = model.designsProperty().get().getFirst().cost();
        shared.takeChip(OTHER_CHIP, shared.known().trials());
        settle();
        assertFalse(before.equals(model.designsProperty().get().getFirst().cost()), "another cost");
    }
}
