package org.hasnas.ui.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.network.Dimension;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.PlotViewModel;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.ui.quantities.DesignQuantities;
import org.hasnas.ui.table.TrialTableViewModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ParallelViewModelTest extends ViewModelFixture {
    private static final int DESIGNS = 200;

    private final KnownAccuracies accuracies = new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared);
    private final DesignQuantities quantities = new DesignQuantities(shared, accuracies, NextFrame.AT_ONCE, new Texts());
    private final DesignColours colours = new DesignColours(quantities, new Texts());
    private final ParallelViewModel model = new ParallelViewModel(shared, quantities, new Texts());
    private final PlotViewModel plot = new PlotViewModel(around, shared, accuracies, colours, imports);
    private final TrialTableViewModel table = new TrialTableViewModel(shared, new Texts());

    @BeforeEach
    void showDesigns() throws Exception {
        open(project("digits"));
        SearchRequest request = SampleLadders.request(DESIGNS);
        shared.show(request, Samples.trials(request, DESIGNS));
        settle();
    }

    private Axis axis(String id) {
        return quantities.axis(id).orElseThrow();
    }

    private double[] energies() {
        return shared.known().costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
    }

    private double middle() {
        double[] sorted = IntStream.range(0, DESIGNS).mapToDouble(i -> energies()[i]).filter(Double::isFinite).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Test
    void everyNumberThatTellsDesignsApartHasAnAxis() {
        List<String> ids = quantities.axesProperty().get().stream().map(Axis::id).toList();
        assertEquals(List.of("memory", "area", "latency", "energy", "width", "time-steps", "weight-bits", "fitness"), ids);
    }

    @Test
    void aFrontOfEdapHasAnAxisOfIt() {
        shared.form().frontProperty().set(FrontCost.EDAP);
        Axis edap = axis("edap");
        for (int design = 0; design < DESIGNS; design++) {
            double expected = shared.known().trials().get(design).cost().map(FrontCost.EDAP::inUnit).orElse(Double.NaN);
            assertEquals(expected, edap.values()[design]);
        }
        shared.form().frontProperty().set(FrontCost.ENERGY);
        assertTrue(quantities.axesProperty().get().stream().noneMatch(one -> one.id().equals("edap")), "it follows from three that have one");
        assertTrue(quantities.axis("edap").isPresent(), "and can still colour the designs");
    }

    @Test
    void aRangePicksTheDesignsOfPlotAndTable() {
        double most = middle();
        model.mark("energy", new Range(axis("energy").low(), most));
        long expected = IntStream.range(0, DESIGNS).filter(i -> energies()[i] <= most).count();
        assertTrue(expected > 0 && expected < DESIGNS);
        assertEquals(expected, table.rows().size());
        PlotPoints points = plot.shownProperty().get().points();
        assertEquals(expected, IntStream.range(0, points.count()).filter(i -> points.state()[i] != PlotPoints.OUTSIDE).count());
        assertEquals(expected, model.inside().orElseThrow().cardinality());
        model.mark("width", new Range(16, 16));
        assertTrue(table.rows().stream().allMatch(row -> row.trial().architecture().macro().orElse(Dimension.WIDTH, 0) == 16
                && energies()[row.position()] <= most));
        model.clear();
        assertEquals(DESIGNS, table.rows().size());
        assertEquals(Optional.empty(), model.inside());
    }

    @Test
    void aDesignWithoutTheValueLiesInNoRange() {
        model.mark("energy", new Range(0, 1));
        assertFalse(table.rows().stream().anyMatch(row -> row.trial().cost().isEmpty()));
    }

    @Test
    void aRangeOfACostBecomesALimit() {
        double most = middle();
        assertFalse(model.canLimit().get());
        model.mark("fitness", new Range(0, 1000));
        assertFalse(model.canLimit().get(), "fitness has no limit");
        model.mark("energy", new Range(axis("energy").low(), most));
        assertTrue(model.canLimit().get());
        double area = shared.limits().limit(CostKind.AREA);
        model.takeAsLimits();
        assertEquals(most, shared.limits().limit(CostKind.ENERGY));
        assertEquals(area, shared.limits().limit(CostKind.AREA));
        assertFalse(model.canLimit().get());
    }

    @Test
    void designsThatArriveAreLookedAtByTheSameRanges() {
        model.mark("width", new Range(8, 8));
        SearchRequest request = SampleLadders.request(2 * DESIGNS);
        shared.known().append(IntStream.range(DESIGNS, 2 * DESIGNS).mapToObj(i -> Samples.trial(request, i)).toList());
        settle();
        assertTrue(table.rows().stream().anyMatch(row -> row.position() >= DESIGNS));
        assertTrue(table.rows().stream().allMatch(row -> row.trial().architecture().macro().orElse(Dimension.WIDTH, 0) == 8));
    }

    @Test
    void anAxisOfAnyPositiveNumberCanBeLogarithmic() {
        boolean before = axis("energy").log();
        quantities.switchScale("energy");
        assertEquals(!before, axis("energy").log());
        shared.known().append(List.of(Samples.trial(SampleLadders.request(DESIGNS), 1)));
        settle();
        assertEquals(!before, axis("energy").log(), "stays when designs arrive");
        for (Axis axis : List.of(axis("energy"), axis("energy").switched())) {
            assertEquals(0, axis.fraction(axis.low()), 1e-12);
            assertEquals(1, axis.fraction(axis.high()), 1e-12);
            assertEquals(axis.value(0.3), axis.value(axis.fraction(axis.value(0.3))), 1e-12 * axis.high());
        }
    }

    @Test
    void anotherProjectHasNoRanges() throws Exception {
        model.mark("width", new Range(8, 8));
        open(project("other"));
        assertEquals(Map.of(), model.rangesProperty().get());
        assertTrue(shared.filter().passes(0));
    }
}
