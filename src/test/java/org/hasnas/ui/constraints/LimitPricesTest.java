package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.units.Energy;
import org.junit.jupiter.api.Test;

final class LimitPricesTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = SampleLadders.request(10_000);
    private static final int MOVES = 200;
    private static final Trial MODEL = Samples.trial(REQUEST, 0);

    private final KnownAccuracies accuracies = new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared);
    private final LimitPrices prices = new LimitPrices(shared, accuracies, around.texts());

    /** Designs that differ in energy and in what is expected, and in nothing else. */
    private void show(double[] microjoules, double[] percent) {
        List<Trial> trials = new ArrayList<>();
        List<DesignOutlook> outlooks = new ArrayList<>();
        HardwareCost cost = MODEL.cost().orElseThrow();
        for (int i = 0; i < microjoules.length; i++) {
            HardwareCost own = new HardwareCost(cost.model(), cost.parameters(), cost.convolutionWeights(), cost.area(), cost.latency(),
                    Energy.ofPicojoules(1e6 * microjoules[i]));
            trials.add(new Trial(i, MODEL.architecture(), new TrialOutcome.OverLimits(own), 0));
            outlooks.add(new DesignOutlook(i, Accuracy.of(AccuracyKind.PREDICTED, percent[i] / 100, "test"), 0, 9, false));
        }
        shared.show(REQUEST, trials);
        shared.outlooks().take(Optional.of(new LadderProgress(outlooks, List.of(), SampleLadders.NOTHING_COMPARED, List.of(), 1, 2)));
    }

    private void limitEnergy(double microjoules) {
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, microjoules * 1e-6));
        settle();
    }

    private String energy() {
        return prices.sentenceProperty(CostKind.ENERGY).get();
    }

    @Test
    void withoutOutlooksNothingIsSaid() {
        shared.show(REQUEST, Samples.trials(REQUEST, 20));
        limitEnergy(1);
        assertEquals("", energy());
        assertEquals("", prices.bestProperty().get());
    }

    private String relaxation() {
        return prices.relaxationProperty(CostKind.ENERGY).get().map(LimitPrices.Relaxation::words).orElse("");
    }

    @Test
    void aLimitCostsWhatTheBestBeyondItHasMoreAndHalfOfThatIsWorthARelaxation() {
        show(new double[] {0.5, 1.0, 1.05, 1.12, 2.0}, new double[] {90, 92, 92.5, 93.6, 95});
        limitEnergy(1);
        assertEquals("Without it +3.00 points (at 2.000 \u00b5J; predicted)", energy());
        assertEquals("Relax by 12 % to 1.121 \u00b5J for +1.60 points (predicted)", relaxation());
        assertTrue(prices.bestProperty().get().endsWith("92.00 %, predicted"), prices.bestProperty().get());
        double limit = prices.relaxationProperty(CostKind.ENERGY).get().orElseThrow().limit();
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.ENERGY, limit));
        settle();
        assertTrue(prices.bestProperty().get().contains("93.60 %"), "what it promises is so: " + prices.bestProperty().get());
        limitEnergy(1.5);
        assertEquals("Without it +1.40 points (at 2.000 \u00b5J; predicted)", energy());
        assertEquals("Relax by 33 % to 2.000 \u00b5J for +1.40 points (predicted)", relaxation());
    }

    @Test
    void aLimitMayCostNothingOrMoreThanIsKnown() {
        show(new double[] {0.5, 1.0, 2.0}, new double[] {90, 92, 91});
        limitEnergy(1);
        assertEquals("Costs no accuracy among the known designs", energy());
        assertEquals("", relaxation());
        limitEnergy(3);
        assertEquals("No known design exceeds this limit alone", energy());
        limitEnergy(0.1);
        assertEquals("Without it 92.00 % (at 1.000 \u00b5J; predicted)", energy());
        assertEquals("Relax by a factor of 5.0 to 0.5000 \u00b5J for 90.00 % (predicted)", relaxation());
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        settle();
        assertEquals("", energy(), "no limit costs nothing");
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 1e-6).withLimit(CostKind.AREA, 0));
        settle();
        assertEquals("No known design exceeds this limit alone", energy(), "every design exceeds the area, too");
        assertEquals("", relaxation());
    }

    @Test
    void trainedAccuraciesGoBeforePredictedOnesAndAreNotMixedWithThem() throws Exception {
        List<Trial> trials = Samples.trials(REQUEST, 60);
        double[] energies = trials.stream().mapToDouble(trial -> trial.cost().map(cost -> cost.energy().joules()).orElse(Double.NaN)).toArray();
        int[] byEnergy = IntStream.range(0, 60).filter(i -> !Double.isNaN(energies[i])).boxed()
                .sorted(Comparator.comparingDouble(i -> energies[i])).mapToInt(i -> i).toArray();
        int cheap = byEnergy[0];
        int dear = byEnergy[byEnergy.length - 1];
        FakeAccuracies known = new FakeAccuracies();
        known.put(trials.get(cheap).architecture(), Accuracy.of(AccuracyKind.PREDICTED, 0.99, "test"));
        known.put(trials.get(dear).architecture(), Accuracy.of(AccuracyKind.PREDICTED, 0.995, "test"));
        known.put(trials.get(cheap).architecture(), Accuracy.of(AccuracyKind.TRAINED, 0.90, "test"));
        workbench.candidates.accuracies = known;
        open(project("digits"));
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, energies[cheap]));
        shared.show(REQUEST, trials);
        settle();
        assertTrue(energy().startsWith("Without it +0.50 points"), energy());
        assertTrue(energy().endsWith("; predicted)"), energy());
        known.put(trials.get(dear).architecture(), Accuracy.of(AccuracyKind.TRAINED, 0.95, "test"));
        shared.measured();
        settle();
        assertTrue(energy().startsWith("Without it +5.00 points"), energy());
        assertTrue(energy().endsWith("; trained)"), energy());
        assertTrue(relaxation().endsWith("for +5.00 points (trained)"), relaxation());
    }

    @Test
    void tenThousandDesignsFollowASlider() {
        int count = 10_000;
        show(IntStream.range(0, count).mapToDouble(i -> 1 + i * 1e-4).toArray(), IntStream.range(0, count).mapToDouble(i -> 50 + i * 4e-3).toArray());
        double[] milliseconds = new double[MOVES];
        for (int move = 1; move <= MOVES; move++) {
            long start = System.nanoTime();
            limitEnergy(1 + move * 0.8 / MOVES);
            milliseconds[move - 1] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.printf(Locale.ROOT, "a slider step among %d designs, with what it costs: median %.2f ms, worst %.2f ms%n", count,
                milliseconds[MOVES / 2], milliseconds[MOVES - 1]);
        assertEquals("Without it +8.00 points (at 2.000 \u00b5J; predicted)", energy());
    }
}
