package org.hasnas.ui.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.Activity.LayerSpikes;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.candidate.CandidateViewModel;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.diagram.LayerFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NetworkViewModelTest extends ViewModelFixture {
    private static final Edge EDGE = new Edge(0, 1);

    private final CandidateViewModel candidate = new CandidateViewModel(workbench.candidates, workbench.costs, around, shared);
    private final NetworkViewModel model = new NetworkViewModel(workbench.trainings, around, shared,
            new ProjectTrainings(workbench.trainings, around, shared), candidate.costProperty());
    private final CellEditor editor = new CellEditor(workbench.scores, workbench.costs, around, shared);
    private List<Trial> trials = List.of();

    @BeforeEach
    void openDigits() throws Exception {
        Project project = project("digits");
        SearchRequest request = project.search();
        trials = Samples.trials(request, 6);
        workbench.trainings.add(project, trials.get(1).architecture(), RunStatus.FINISHED, 8);
        open(project);
        shared.show(request, trials);
        shared.selectedProperty().set(0);
        settle();
    }

    private NetworkViewModel.Shown shown() {
        return model.shownProperty().get().orElseThrow();
    }

    private Architecture looked() {
        return shared.candidateProperty().get().orElseThrow().trial().architecture();
    }

    private int otherDigit() {
        return trials.getFirst().architecture().cell(0).digit(EDGE) == 3 ? 1 : 3;
    }

    @Test
    void theNetworkOfTheCandidateIsShownWithItsCosts() {
        assertTrue(shown().layers().stream().allMatch(layer -> layer.name().equals(LayerNames.OUTPUT) || layer.name().equals(LayerNames.HIDDEN)
                || layer.cost().isPresent()), shown().layers().toString());
        assertEquals(OptionalLong.empty(), shown().training());
        shared.selectedProperty().set(1);
        settle();
        assertEquals(trials.get(1), shown().candidate().trial());
        assertEquals(OptionalLong.of(1), shown().training());
        shared.selectedProperty().set(-1);
        assertEquals(Optional.empty(), model.shownProperty().get());
    }

    @Test
    void theFirstLayerIsChosenWhereNoneIsAndNoOtherInItsPlace() {
        model.chooseAny();
        assertEquals(LayerNames.STEM, model.layerProperty().get());
        model.choose("no such layer");
        model.chooseAny();
        assertEquals("no such layer", model.layerProperty().get());
    }

    @Test
    void theWeightsOfAChosenLayerAreCountedAfterTraining() {
        model.choose(LayerNames.STEM);
        settle();
        assertEquals(Optional.empty(), model.weightsProperty().get(), "not trained");
        shared.selectedProperty().set(1);
        settle();
        List<Curves.Point> bars = model.weightsProperty().get().orElseThrow().curves().getFirst().points();
        assertEquals(15, bars.stream().mapToDouble(Curves.Point::y).sum(), "all weights are counted");
        assertEquals(4, bars.get(bars.size() / 2).y(), "those of 0 in the middle");
        assertEquals(1, bars.getFirst().y(), "the least one");
        assertEquals(-0.2, bars.getFirst().x(), 1e-6);
        model.choose("no such layer");
        settle();
        assertEquals(Optional.empty(), model.weightsProperty().get());
    }

    @Test
    void aChangedEdgeMakesADesignWithCostsAndAScore() {
        assertEquals("", editor.scoreProperty().get());
        editor.set(0, EDGE, otherDigit());
        settle();
        assertEquals(otherDigit(), looked().cell(0).digit(EDGE));
        assertEquals(trials.getFirst().architecture().macro(), looked().macro());
        assertEquals(trials.getFirst(), editor.originalProperty().get().orElseThrow().trial());
        Candidate own = shared.candidateProperty().get().orElseThrow();
        assertEquals(123.456789, own.trial().fitness().orElseThrow().value());
        assertTrue(editor.scoreProperty().get().contains("123.4568"), editor.scoreProperty().get());
        assertTrue(trials.stream().noneMatch(trial -> trial.index() == own.trial().index()), "a number of its own");
        assertEquals(own.trial().cost(), candidate.costProperty().get().map(report -> report.total()));
        assertEquals(List.of(own), shared.chosen(), "it can be trained and compared");
        Optional<LayerFacts> layer = shown().layer(LayerNames.edge(0, EDGE));
        assertEquals(otherDigit() == 3, layer.isPresent());
    }

    @Test
    void whatWasChangedIsTakenBack() {
        editor.set(0, EDGE, otherDigit());
        settle();
        editor.undo();
        settle();
        assertEquals(0, shared.selectedProperty().get());
        assertEquals(Optional.empty(), editor.originalProperty().get());
        editor.set(0, EDGE, otherDigit());
        settle();
        editor.set(0, EDGE, trials.getFirst().architecture().cell(0).digit(EDGE));
        settle();
        assertEquals(0, shared.selectedProperty().get(), "changed back by hand it is the design of the run again");
        assertFalse(editor.originalProperty().get().isPresent());
    }

    @Test
    void anotherSelectionLeavesTheOwnDesign() {
        editor.set(0, EDGE, otherDigit());
        shared.selectedProperty().set(2);
        settle();
        assertEquals(trials.get(2).architecture(), looked(), "the score that comes late changes nothing");
        assertEquals("", editor.scoreProperty().get());
    }

    @Test
    void aCrossbarOfTheChosenLayerFollowsItsConditions() {
        CrossbarViewModel crossbar = new CrossbarViewModel(workbench.crossbars, around, AfterPause.AT_ONCE, shared, model);
        model.choose(LayerNames.STEM);
        settle();
        assertEquals(Optional.empty(), crossbar.shownProperty().get(), "nobody looks");
        crossbar.watch(true);
        settle();
        CrossbarArray first = crossbar.shownProperty().get().orElseThrow();
        crossbar.wireOhmsProperty().set(CrossbarViewModel.MOST_WIRE_OHMS);
        settle();
        CrossbarArray wired = crossbar.shownProperty().get().orElseThrow();
        assertTrue(wired.outcome().meanLossRatio() > first.outcome().meanLossRatio(), "more wire, more loss");
        assertTrue(crossbar.noteProperty().get().contains("untrained"), crossbar.noteProperty().get());
        assertEquals(first.idealAmperes().size(), crossbar.currents(wired).curves().getFirst().points().size());
        List<Curves.Point> errors = crossbar.errors(wired).curves().getFirst().points();
        assertEquals(wired.idealAmperes().size(), errors.stream().mapToDouble(Curves.Point::y).sum(), "every column is counted once");
        assertTrue(errors.getFirst().x() < crossbar.errors(first).curves().getFirst().points().getFirst().x(), "errors grow with the wires");
        crossbar.arrayProperty().set(9999);
        settle();
        assertTrue(crossbar.noteProperty().get().contains("crossbars 0 to"), crossbar.noteProperty().get());
        model.choose("cell1.0->0");
        settle();
        assertEquals(Optional.empty(), crossbar.shownProperty().get());
        assertEquals(0, crossbar.arrayProperty().get(), "another layer begins with its first crossbar");
    }

    @Test
    void anImageIsSeenInTheNetwork() {
        ActivityViewModel activity = new ActivityViewModel(workbench.trainings, workbench.costs, around, shared, model);
        activity.watch(true);
        settle();
        assertTrue(activity.shownProperty().get().isPresent());
        assertTrue(activity.noteProperty().get().contains("This design is not trained"), activity.noteProperty().get());
        shared.selectedProperty().set(1);
        settle();
        Activity seen = activity.shownProperty().get().orElseThrow();
        assertTrue(activity.noteProperty().get().contains("class 1, but the network of training 1 says 2"), activity.noteProperty().get());
        assertEquals(2, activity.stepsProperty().get());
        assertEquals(List.of(0.1, 0.0, 0.1), heights(activity.votes(seen)));
        LayerSpikes layer = activity.layerProperty().get().orElseThrow();
        // two rows of one pixel with two channels
        assertEquals(List.of(List.of(1.0, 0.0), List.of(0.0, 0.0)), activity.spikes(layer));
        assertEquals(List.of(0.25, 0.5), layer.rates());
        assertEquals(List.of(0), activity.neuronsProperty().get(), "of four neurons the most active one");
        List.of(1, 2, 3).forEach(activity::toggle);
        assertEquals(List.of(1, 2, 3), activity.neuronsProperty().get());
        activity.toggle(3);
        assertEquals(List.of(1, 2), activity.neuronsProperty().get());
        activity.toggle(0);
        Curves potentials = activity.potentials(layer);
        assertEquals(List.of("0,0,1", "1,0,0", "0,0,0"), potentials.curves().stream().map(Curves.Curve::name).toList());
        assertEquals(List.of(0.0, 0.5, 1.0, 0.0), potentials.curves().getFirst().points().stream().map(Curves.Point::y).toList(),
                "from rest, then up to the threshold and back");
        activity.stepProperty().set(1);
        assertEquals(List.of(0.1, 0.2, 0.3), heights(activity.votes(seen)));
        assertEquals(0.3, activity.votes(seen).levels().getFirst().y());
        assertEquals(List.of(List.of(0.0, 1.0), List.of(1.0, 0.0)), activity.spikes(layer));
        assertEquals(0.2, activity.membranes(layer).getFirst().getFirst(), 1e-6);
        activity.imageProperty().set(99);
        settle();
        assertTrue(activity.noteProperty().get().contains("0 to 9, not 99"), activity.noteProperty().get());
    }

    @Test
    void theChipsTilesWorkAtTheSpikesOfEachTimeStep() throws Exception {
        ActivityViewModel activity = new ActivityViewModel(workbench.trainings, workbench.costs, around, shared, model);
        activity.watch(true);
        settle();
        assertEquals(2, activity.chipProperty().get().size(), "a report for each time step");
        assertFalse(activity.energy().isBlank());
        HardwareSettings physical = workbench.costs.physical("neurosim-22nm-rram", "", temporary, new SpikeRateSource.Measured(0));
        shared.takeChip(physical, workbench.costs.recost(shown().candidate().request(), trials, physical));
        settle();
        PhysicalCostReport first = (PhysicalCostReport) activity.chipProperty().get().getFirst();
        assertEquals(0.5, first.layers().getFirst().spikeRate(), "of what enters");
        assertEquals(0.25, ((PhysicalCostReport) activity.chipProperty().get().get(1)).layers().getFirst().spikeRate());
        long tiles = first.layers().stream().mapToLong(PhysicalCostReport.LayerCost::tiles).sum();
        assertEquals(tiles, activity.tiles().stream().flatMap(List::stream).filter(joules -> joules > 0).count());
        double now = activity.tiles().getFirst().getFirst();
        assertEquals(first.layers().getFirst().energy().joules() / first.layers().getFirst().tiles() / 2, now, 1e-20);
        activity.stepProperty().set(1);
        assertTrue(activity.tiles().getFirst().getFirst() < now, "fewer ones enter");
        assertTrue(activity.mostOfTile() >= now);
        activity.chooseTile(0, 0);
        assertEquals(first.layers().getFirst().layer(), model.layerProperty().get());
        assertTrue(activity.chosenTiles().startsWith(first.layers().getFirst().layer() + ": "), activity.chosenTiles());
        assertTrue(activity.energy().contains("Recordings of 0.300 s"), activity.energy());
    }

    private static List<Double> heights(Curves curves) {
        return curves.curves().getFirst().points().stream().map(Curves.Point::y).toList();
    }

    @Test
    void theDiagramIsSavedAsSvg() throws Exception {
        Path file = temporary.resolve("network.svg");
        dialogs.files.add(file);
        model.save();
        settle();
        assertTrue(Files.readString(file).startsWith("<svg") && Files.readString(file).contains(">stem<"));
        assertEquals(1, dialogs.notices.size());
    }
}
