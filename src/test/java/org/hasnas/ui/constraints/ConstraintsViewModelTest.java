package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConstraintsViewModelTest extends ViewModelFixture {
    private final ConstraintsViewModel model = new ConstraintsViewModel(shared, around.texts());

    @Test
    void startsWithThePublishedLimits() {
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
        assertEquals("100 mm\u00b2", model.limit(CostKind.AREA).textProperty().get());
    }

    @ParameterizedTest
    @EnumSource
    void theEndsOfASliderAreTheEndsOfItsRange(CostKind kind) {
        LimitViewModel limit = model.limit(kind);
        limit.positionProperty().set(0);
        assertEquals(kind.leastLimit(), shared.limits().limit(kind));
        limit.positionProperty().set(1);
        assertEquals(kind.largestLimit(), shared.limits().limit(kind));
    }

    @Test
    void aSliderIsLogarithmicAndGivesRoundNumbers() {
        LimitViewModel area = model.limit(CostKind.AREA);
        area.positionProperty().set(0.5); // 1e-7 to 1e-3 m2: the middle is 1e-5
        assertEquals(1e-5, area.limitProperty().get(), 1e-12);
        area.positionProperty().set(0.6137);
        assertEquals(2.85e-5, area.limitProperty().get(), 1e-12);
    }

    @Test
    void aTextWithAUnitMovesTheSlider() {
        LimitViewModel latency = model.limit(CostKind.LATENCY);
        latency.enter("0.25 s");
        assertEquals(0.25, shared.limits().limit(CostKind.LATENCY), 1e-12);
        assertEquals("250 ms", latency.textProperty().get());
        assertEquals(Math.log(0.25 / 1e-4) / Math.log(10 / 1e-4), latency.positionProperty().get(), 1e-9);
    }

    @Test
    void aWrongTextShowsTheSentenceAndKeepsTheValue() {
        LimitViewModel energy = model.limit(CostKind.ENERGY);
        energy.enter("12 apples");
        assertTrue(energy.problemProperty().get().contains("apples"), energy.problemProperty().get());
        assertEquals(120e-6, shared.limits().limit(CostKind.ENERGY));
        assertEquals("120 \u00b5J", energy.textProperty().get());
        energy.enter("100 uJ");
        assertEquals("", energy.problemProperty().get());
    }

    @Test
    void unlimitedTakesTheLimitAwayAndGivesItBack() {
        LimitViewModel memory = model.limit(CostKind.MEMORY);
        memory.enter("2 M");
        memory.unlimitedProperty().set(true);
        assertEquals(Double.POSITIVE_INFINITY, shared.limits().limit(CostKind.MEMORY));
        assertEquals("unlimited", memory.textProperty().get());
        memory.unlimitedProperty().set(false);
        assertEquals(2e6, shared.limits().limit(CostKind.MEMORY));
        memory.enter("unlimited");
        assertTrue(memory.unlimitedProperty().get());
        memory.positionProperty().set(0.5);
        assertEquals(false, memory.unlimitedProperty().get());
    }

    @Test
    void noLimitIsWrittenAndReadInTheLanguageOfTheWindow() {
        LimitViewModel memory = new ConstraintsViewModel(shared, new Texts(Locale.GERMAN)).limit(CostKind.MEMORY);
        for (String none : List.of("unbegrenzt", "Unlimited ")) { // of the window, of files
            memory.setLimit(2e6);
            memory.enter(none);
            assertEquals("", memory.problemProperty().get());
            assertEquals(Double.POSITIVE_INFINITY, shared.limits().limit(CostKind.MEMORY));
            assertEquals("unbegrenzt", memory.textProperty().get());
        }
    }

    @Test
    void aProjectsValueOutsideTheRangeWidensIt() {
        ConstraintSet wide = ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, 5e-3).withLimit(CostKind.ENERGY, 1e-9);
        shared.limitsProperty().set(wide);
        assertEquals(wide, shared.limits());
        assertEquals(5e-3, model.limit(CostKind.AREA).rangeProperty().get().maximum());
        assertEquals(1, model.limit(CostKind.AREA).positionProperty().get());
        assertEquals(1e-9, model.limit(CostKind.ENERGY).rangeProperty().get().minimum());
    }

    @Test
    void resetBringsThePublishedLimitsBackExactly() {
        model.limit(CostKind.AREA).positionProperty().set(0.123);
        model.memoryScopeProperty().set(MemoryScope.CONVOLUTIONS_ONLY);
        model.limit(CostKind.ENERGY).unlimitedProperty().set(true);
        model.reset();
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
    }

    @Test
    void aTypedValueIsShownAsTyped() {
        LimitViewModel area = model.limit(CostKind.AREA);
        area.enter("0.123456 mm2");
        assertEquals("0.123456 mm\u00b2", area.textProperty().get());
        LimitViewModel memory = model.limit(CostKind.MEMORY);
        memory.enter("40 k");
        assertEquals("40 k", memory.textProperty().get());
        memory.enter("123457");
        assertEquals("123457", memory.textProperty().get());
    }

    @ParameterizedTest
    @EnumSource
    void aSlidersValueHasThreeDigitsAndIsKeptWhenItsTextIsEntered(CostKind kind) {
        LimitViewModel limit = model.limit(kind);
        for (double place = 0.01; place < 1; place += 0.0137) {
            limit.positionProperty().set(place);
            double chosen = limit.limitProperty().get();
            String text = limit.textProperty().get();
            assertTrue(text.replaceAll("[^0-9]|2$", "").replaceAll("^0+|0+$", "").length() <= 3, text);
            limit.enter(text);
            assertEquals(chosen, limit.limitProperty().get());
        }
    }

    @Test
    void aLimitOfZeroIsTaken() {
        model.limit(CostKind.AREA).enter("0 mm2");
        assertEquals(0, shared.limits().limit(CostKind.AREA));
        assertEquals(0, model.limit(CostKind.AREA).positionProperty().get());
    }

    @Test
    void everyChangeOfLimitsIsUndoneAndRedoneWhoeverMadeIt() {
        LimitHistory history = model.history();
        assertFalse(history.canUndo().get());
        model.limit(CostKind.AREA).enter("50 mm2");
        ConstraintSet first = shared.limits();
        shared.limitsProperty().set(first.withLimit(CostKind.ENERGY, 1e-5));
        ConstraintSet second = shared.limits();
        history.undo();
        assertEquals(first, shared.limits());
        assertEquals("50 mm\u00b2", model.limit(CostKind.AREA).textProperty().get());
        history.undo();
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
        assertFalse(history.canUndo().get());
        history.undo();
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
        history.redo();
        history.redo();
        assertEquals(second, shared.limits());
        assertFalse(history.canRedo().get());
        history.undo();
        model.limit(CostKind.AREA).enter("60 mm2");
        assertFalse(history.canRedo().get(), "another way was taken");
    }

    @Test
    void aDragOfASliderIsOneStep() {
        LimitViewModel area = model.limit(CostKind.AREA);
        area.movingProperty().set(true);
        for (double place = 0.9; place > 0.2; place -= 0.1) {
            area.positionProperty().set(place);
        }
        area.movingProperty().set(false);
        area.movingProperty().set(true);
        area.positionProperty().set(0.1);
        area.movingProperty().set(false);
        double between = 0.2;
        model.history().undo();
        assertTrue(area.positionProperty().get() > between, "the second drag");
        model.history().undo();
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
    }

    @Test
    void nothingLeadsBackToLimitsOfAnotherProjectOrModel() throws Exception {
        model.limit(CostKind.AREA).enter("50 mm2");
        open(project("other"));
        assertFalse(model.history().canUndo().get());
        model.limit(CostKind.AREA).enter("50 mm2");
        shared.takeChip(workbench.costs.physical("neurosim-22nm-rram", "", temporary, new SpikeRateSource.Measured(0)), List.of());
        assertFalse(model.history().canUndo().get());
        model.limit(CostKind.AREA).enter("50 mm2");
        assertTrue(model.history().canUndo().get());
    }

    @Test
    void aLockedLimitStaysWhenAllAreSetAtOnce() throws Exception {
        model.limit(CostKind.AREA).enter("50 mm2");
        model.limit(CostKind.AREA).lockedProperty().set(true);
        model.limit(CostKind.ENERGY).enter("1 uJ");
        model.reset();
        assertEquals(ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, 5e-5), shared.limits());
        model.limit(CostKind.AREA).lockedProperty().set(false);
        model.reset();
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
        model.limit(CostKind.AREA).lockedProperty().set(true);
        open(project("other"));
        assertFalse(model.limit(CostKind.AREA).lockedProperty().get(), "locks are of one project");
    }

    @Test
    void aHistogramCountsTheDesignsThatAreLookedAt() {
        CostHistogram histogram = new CostHistogram(model.limit(CostKind.ENERGY), shared);
        SearchRequest request = Samples.digits(100);
        List<Trial> trials = Samples.trials(request, 100);
        shared.show(request, trials.subList(0, 60));
        shared.known().append(trials.subList(60, 100));
        int[] expected = new int[CostHistogram.BINS];
        for (Trial trial : trials) {
            trial.cost().ifPresent(cost -> expected[(int) Math.min(CostHistogram.BINS - 1,
                    CostHistogram.BINS * model.limit(CostKind.ENERGY).positionOf(cost.energy().joules()))]++);
        }
        assertArrayEquals(expected, histogram.countsProperty().get());
        BitSet some = new BitSet();
        some.set(0, 10);
        shared.filter().take(some);
        long costed = trials.subList(0, 10).stream().filter(trial -> trial.cost().isPresent()).count();
        assertEquals(costed, Arrays.stream(histogram.countsProperty().get()).sum());
        shared.filter().clear();
        model.limit(CostKind.ENERGY).setLimit(model.limit(CostKind.ENERGY).rangeProperty().get().minimum() / 20); // a wider slider
        assertEquals(shared.known().costed(), Arrays.stream(histogram.countsProperty().get()).sum());
        assertFalse(Arrays.equals(expected, histogram.countsProperty().get()));
    }

    @Test
    void aSliderReachesAroundTheCostsOfTheDesigns() {
        LimitViewModel latency = model.limit(CostKind.LATENCY);
        CostHistogram histogram = new CostHistogram(latency, shared);
        SearchRequest request = Samples.digits(100);
        List<Trial> trials = Samples.trials(request, 100);
        shared.show(request, trials);
        double[] costs = trials.stream().flatMap(trial -> trial.cost().stream()).mapToDouble(cost -> cost.latency().seconds()).sorted().toArray();
        LimitViewModel.Range range = latency.rangeProperty().get();
        assertTrue(range.minimum() <= costs[0] / 2 && range.minimum() > costs[0] / 5, range + " around " + costs[0]);
        assertTrue(range.maximum() >= 2 * costs[costs.length - 1] && range.maximum() < 5 * costs[costs.length - 1], range.toString());
        assertTrue(Arrays.stream(histogram.countsProperty().get()).filter(count -> count > 0).count() > 3, "the bars tell designs apart");
        assertEquals(400e-3, latency.limitProperty().get(), "the limit stays");
        latency.movingProperty().set(true);
        latency.positionProperty().set(0.5);
        shared.known().append(Samples.trials(Samples.request(NetworkTemplates.HASNAS_CIFAR10, 4), 4));
        assertEquals(range, latency.rangeProperty().get(), "nothing slips away under the hand");
        latency.movingProperty().set(false);
        assertTrue(latency.rangeProperty().get().maximum() > range.maximum());
        assertEquals(latency.limitProperty().get(), shared.limits().limit(CostKind.LATENCY));
        shared.show(request, List.of());
        assertEquals(CostKind.LATENCY.largestLimit(), latency.rangeProperty().get().maximum());
    }
}
