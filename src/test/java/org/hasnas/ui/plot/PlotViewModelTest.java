package org.hasnas.ui.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.network.Architecture;
import org.hasnas.network.Dimension;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.ColourScale;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.CostScale;
import org.hasnas.ui.plot.canvas.ImportedMark;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.plot.canvas.TrainedPart;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.quantities.Axis;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.ui.quantities.DesignQuantities;
import org.hasnas.workbench.chart.Curves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlotViewModelTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = Samples.digits(100);

    private final FakeAccuracies accuracies = new FakeAccuracies();
    private final KnownTrials known = shared.known();
    private final KnownAccuracies values = new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared);
    private final DesignQuantities quantities = new DesignQuantities(shared, values, NextFrame.AT_ONCE, new Texts());
    private final DesignColours colours = new DesignColours(quantities, new Texts());
    private final PlotViewModel model = new PlotViewModel(around, shared, values, colours, imports);
    private final List<Trial> trials = different(40);

    @BeforeEach
    void open() {
        shared.open(new Project(Path.of("project"), "a project", "", REQUEST));
    }

    /** Trials with a cost, no network twice. */
    private static List<Trial> different(int count) {
        Set<Architecture> seen = new HashSet<>();
        return Samples.trials(REQUEST, 2000).stream().filter(trial -> trial.cost().isPresent() && seen.add(trial.architecture())).limit(count)
                .toList();
    }

    /** The first twenty are predicted, one is trained as well. */
    private void show() {
        for (int i = 0; i < 20; i++) {
            double fraction = 0.5 + 0.01 * i;
            accuracies.put(trials.get(i).architecture(), new Accuracy(AccuracyKind.PREDICTED, fraction, fraction - 0.05, fraction + 0.05, "test"));
        }
        accuracies.put(trials.get(4).architecture(), Accuracy.of(AccuracyKind.TRAINED, 0.97, "test"));
        workbench.candidates.accuracies = accuracies;
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        shared.show(REQUEST, trials);
        settle();
    }

    /** With an accuracy on the chip, 75 %, and no other. */
    private SpikeSimCostReport keepNetworkOfAnotherTool() throws Exception {
        SpikeSimCostReport cost = Samples.report(new Candidate(REQUEST, trials.getFirst()).network(), SpikeSimSettings.DEFAULT);
        workbench.exchange.costs.put("net.nir", cost);
        workbench.exchange.keep(shared.opened().orElseThrow(), Path.of("net.nir"));
        workbench.trainings.accuracies.add(new MeasuredAccuracy("hash of net.nir", Accuracy.of(AccuracyKind.ON_CHIP, 0.75, "test"), Instant.EPOCH));
        shared.measured();
        settle();
        return cost;
    }

    @Test
    void networksOfOtherToolsStandAtTheirCostAndWhatWasMeasuredOfThem() throws Exception {
        SpikeSimCostReport cost = keepNetworkOfAnotherTool();
        ImportedMark mark = model.importedProperty().get().getFirst();
        assertEquals(cost.total().area().squareMetres(), mark.x());
        assertTrue(Double.isNaN(mark.y()), "it has no fitness");
        assertTrue(mark.feasible() && mark.text().contains("net.nir"), mark.text());
        model.valueProperty().set(PlotValue.ON_CHIP);
        assertEquals(75, model.importedProperty().get().getFirst().y());
        model.valueProperty().set(PlotValue.EXPECTED);
        assertTrue(Double.isNaN(model.importedProperty().get().getFirst().y()), "only the chip has measured it");
        model.axisProperty().set(PlotValue.ON_CHIP);
        assertEquals(75, model.importedProperty().get().getFirst().x());
        model.axisProperty().set(new ChoiceAxis(Dimension.WIDTH));
        assertTrue(model.importedProperty().get().isEmpty(), "it has no width");
        model.axisProperty().set(CostAxis.ENERGY);
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.ENERGY, 1e-15));
        assertEquals(cost.total().energy().joules(), model.importedProperty().get().getFirst().x());
        assertFalse(model.importedProperty().get().getFirst().feasible());
        assertEquals("net.nir", model.importedNetwork(model.importedProperty().get().getFirst()).report().name());
    }

    @Test
    void everyTrialHasAPointWithItsFitness() {
        show();
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertEquals(40, shown.points().count());
        assertEquals(known.best(), shown.best());
        assertEquals(Optional.empty(), shown.points().kind(0));
        assertEquals("", model.noteProperty().get());
    }

    @Test
    void whatIsShownIsGivenAsDataInTheUnitOfTheAxis() {
        show();
        model.axisProperty().set(CostAxis.ENERGY);
        settle();
        Curves data = model.data();
        assertEquals("energy (uJ)", data.xTitle());
        List<Curves.Point> points = data.curves().getFirst().points();
        assertEquals(trials.stream().filter(trial -> trial.fitness().filter(score -> !score.isSingular()).isPresent()).count(), points.size());
        Trial first = trials.stream().filter(trial -> trial.fitness().filter(score -> !score.isSingular()).isPresent()).findFirst().orElseThrow();
        assertEquals(first.cost().orElseThrow().energy().microjoules(), points.getFirst().x(), 1e-9);
        assertEquals(first.fitness().orElseThrow().value(), points.getFirst().y());
    }

    @Test
    void candidatesWithoutTheAccuracyAreNotDrawnAndCounted() {
        show();
        model.valueProperty().set(PlotValue.TRAINED);
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertEquals(1, shown.points().count());
        assertEquals(97, shown.points().y()[0], 1e-9);
        assertEquals(Optional.of(AccuracyKind.TRAINED), shown.points().kind(0));
        assertEquals(4, model.bestPosition());
        assertTrue(model.noteProperty().get().startsWith("39 of 40 candidates have no accuracy"), model.noteProperty().get());
        assertTrue(model.noteProperty().get().endsWith("no accuracy trained"), model.noteProperty().get());
        assertEquals(0, shown.coordinates().pointOf(4));
        assertEquals(-1, shown.coordinates().pointOf(5));
    }

    @Test
    void kindsOfOneCandidateAreSeveralPointsAndNeverCompared() {
        show();
        model.paretoProperty().set(true);
        model.valueProperty().set(PlotValue.ALL_ACCURACIES);
        settle();
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertEquals(21, shown.points().count());
        assertEquals(4, shown.coordinates().owner()[4]);
        assertEquals(4, shown.coordinates().owner()[5]);
        assertEquals(Optional.of(AccuracyKind.TRAINED), shown.points().kind(5));
        assertEquals(4, shown.coordinates().pointOf(4));
        assertEquals(-1, shown.best());
        assertEquals(0, model.frontProperty().get().length);
    }

    @Test
    void movedLimitsKeepTheCoordinates() {
        show();
        model.valueProperty().set(PlotValue.PREDICTED);
        double[] before = model.shownProperty().get().points().y();
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 1e-12));
        assertSame(before, model.shownProperty().get().points().y());
        assertEquals(-1, model.shownProperty().get().best(), "nothing is feasible");
    }

    @Test
    void theFrontFollowsThePoints() {
        show();
        model.valueProperty().set(PlotValue.PREDICTED);
        assertEquals(0, model.frontProperty().get().length);
        model.paretoProperty().set(true);
        settle();
        assertArrayEquals(ParetoFront.of(model.shownProperty().get().points()), model.frontProperty().get());
        assertTrue(model.frontProperty().get().length > 0);
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 1e-12));
        settle();
        assertEquals(0, model.frontProperty().get().length);
    }

    private final SearchRequest ladder = SampleLadders.request(100);

    /** A run by trainings, by index. */
    private LadderProgress showLadder() {
        List<Trial> designs = Samples.trials(ladder, 100);
        LadderProgress progress = SampleLadders.progress(ladder, designs);
        shared.limitsProperty().set(ladder.limits());
        shared.show(ladder, designs);
        shared.outlooks().take(Optional.of(progress));
        settle();
        return progress;
    }

    @Test
    void aRunByTrainingsShowsExpectedAccuraciesAgainstEnergyWithTheirFront() {
        show();
        LadderProgress progress = showLadder();
        assertEquals(PlotValue.EXPECTED, model.valueProperty().get());
        assertEquals(CostAxis.ENERGY, model.axisProperty().get());
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertEquals(progress.outlooks().size(), shown.points().count());
        assertEquals(progress.front(), Arrays.stream(model.frontProperty().get()).mapToObj(point -> shown.coordinates().owner()[point]).toList());
        assertEquals(shared.outlooks().best(), model.bestPosition());
        for (int point = 0; point < shown.points().count(); point++) {
            DesignOutlook outlook = shared.outlooks().of(shown.coordinates().owner()[point]).orElseThrow();
            assertEquals(100 * outlook.expected().fraction(), shown.points().y()[point], 1e-9);
            assertEquals(100 * outlook.expected().lowFraction(), shown.points().low()[point], 1e-9);
            assertEquals(PlotPoints.mark(TrainedPart.of(outlook)), shown.points().mark()[point]);
            assertEquals(Optional.empty(), shown.points().kind(point), "an expected accuracy is none of the measured kinds");
        }
        assertEquals(progress.outlooks().stream().filter(DesignOutlook::running).map(DesignOutlook::trial).toList(),
                Arrays.stream(shown.coordinates().running()).mapToObj(point -> shown.coordinates().owner()[point]).toList());
        assertTrue(model.noteProperty().get().isEmpty(), model.noteProperty().get());
    }

    @Test
    void edapIsACostLikeAnyOther() {
        shared.form().frontProperty().set(FrontCost.EDAP);
        showLadder();
        assertEquals(CostAxis.EDAP, model.axisProperty().get(), "that of the front");
        PlotViewModel.Shown shown = model.shownProperty().get();
        for (int point = 0; point < shown.points().count(); point++) {
            Trial trial = known.trials().get(shown.coordinates().owner()[point]);
            assertEquals(FrontCost.EDAP.of(trial.cost().orElseThrow()), shown.points().x()[point], 1e-12 * shown.points().x()[point]);
        }
        assertEquals("EDAP (uJ ms mm2)", model.data().xTitle());
    }

    @Test
    void expectedAccuraciesStandOverDecadesUnlessTheUserWantsAnotherScale() {
        showLadder();
        assertEquals(CostScale.LOGARITHMIC, model.shownScale());
        model.valueProperty().set(PlotValue.FITNESS);
        assertEquals(CostScale.AUTOMATIC, model.shownScale());
        model.valueProperty().set(PlotValue.EXPECTED);
        model.scaleProperty().set(CostScale.LINEAR);
        assertEquals(CostScale.LINEAR, model.shownScale());
    }

    @Test
    void whatTheUserChoosesStaysWhileTheRunGoesOn() {
        showLadder();
        model.valueProperty().set(PlotValue.FITNESS);
        model.axisProperty().set(CostAxis.AREA);
        shared.outlooks().take(Optional.of(SampleLadders.progress(ladder, known.trials().subList(0, 50))));
        settle();
        assertEquals(PlotValue.FITNESS, model.valueProperty().get());
        assertEquals(CostAxis.AREA, model.axisProperty().get());
        model.valueProperty().set(PlotValue.EXPECTED);
        assertTrue(model.noteProperty().get().startsWith("49 of 99"), model.noteProperty().get());
    }

    @Test
    void aRunWithoutTrainingsShowsFitnessAgain() {
        showLadder();
        show();
        assertEquals(PlotValue.FITNESS, model.valueProperty().get());
        assertEquals(0, model.frontProperty().get().length);
        model.valueProperty().set(PlotValue.EXPECTED);
        assertEquals(0, model.shownProperty().get().points().count());
        assertTrue(model.noteProperty().get().contains("ladder"), model.noteProperty().get());
    }

    @Test
    void theMarkGrowsWithEveryThirdOfTheEpochs() {
        Accuracy expected = Accuracy.of(AccuracyKind.PREDICTED, 0.9, "test");
        List<TrainedPart> parts = IntStream.of(0, 1, 2, 3, 8, 9, 26, 27)
                .mapToObj(epochs -> TrainedPart.of(new DesignOutlook(0, expected, epochs, 27, false))).toList();
        assertEquals(List.of(TrainedPart.NONE, TrainedPart.BELOW_NINTH, TrainedPart.BELOW_NINTH, TrainedPart.BELOW_THIRD, TrainedPart.BELOW_THIRD,
                TrainedPart.BELOW_WHOLE, TrainedPart.BELOW_WHOLE, TrainedPart.WHOLE), parts);
    }

    @Test
    void theFrontHoldsWhatNoOtherFeasiblePointBeats() {
        byte yes = PlotPoints.FEASIBLE;
        byte no = PlotPoints.INFEASIBLE;
        PlotPoints points = new PlotPoints(7, new double[] {3, 1, 2, 2, 4, 0.5, 5}, new double[] {6, 1, 5, 4, 6, 9, Double.NaN},
                new byte[] {yes, yes, yes, yes, yes, no, yes});
        assertArrayEquals(new int[] {1, 2, 0}, ParetoFront.of(points));
    }

    @Test
    void coloursTellAnyQuantityAndItsLegendBothEnds() {
        show();
        assertEquals(0, model.shownProperty().get().points().shade().length, "the limits, at first");
        colours.byProperty().set("energy");
        Axis energy = quantities.axis("energy").orElseThrow();
        byte[] shades = model.shownProperty().get().points().shade();
        for (int i = 0; i < trials.size(); i++) {
            assertEquals(Math.round(energy.fraction(energy.values()[i]) * (ColourScale.SHADES - 1)), shades[i]);
        }
        DesignColours.Legend legend = colours.legend().orElseThrow();
        assertEquals(energy.title(), legend.title());
        assertEquals(energy.text().apply(energy.high()), legend.high());
        colours.byProperty().set("accuracy-" + AccuracyKind.PREDICTED.label());
        assertEquals(DesignColours.NO_SHADE, model.shownProperty().get().points().shade()[30], "not predicted");
        shared.show(REQUEST, trials.subList(0, 1));
        settle();
        assertTrue(colours.tellLimits(), "one design differs in nothing");
    }

    @Test
    void coloursTellTheRankOfTheFront() {
        show();
        colours.byProperty().set(DesignColours.RANK);
        settle();
        PlotPoints points = model.shownProperty().get().points();
        int[] ranks = ParetoFront.ranks(points);
        int last = Arrays.stream(ranks).max().orElse(0);
        assertTrue(last > 2);
        assertEquals(new DesignColours.Legend("front rank", Integer.toString(last), "1"), colours.legend().orElseThrow());
        for (int i = 0; i < points.count(); i++) {
            assertEquals(ranks[i] == 0, points.shade()[i] == DesignColours.NO_SHADE);
            assertEquals(ranks[i] == 1, points.shade()[i] == ColourScale.SHADES - 1);
        }
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 0));
        settle();
        assertTrue(IntStream.range(0, points.count()).allMatch(i -> model.shownProperty().get().points().shade()[i] == DesignColours.NO_SHADE),
                "infeasible designs are on no front");
    }

    @Test
    void aPointIsOnTheFrontThatRemainsWithoutTheBetterFronts() {
        SplittableRandom random = new SplittableRandom(11);
        int count = 300;
        double[] x = random.doubles(count, 0, 20).map(Math::rint).toArray(); // many equal ones
        double[] y = random.doubles(count, 0, 20).map(Math::rint).toArray();
        byte[] state = new byte[count];
        for (int i = 0; i < count; i++) {
            state[i] = i % 7 == 0 ? PlotPoints.INFEASIBLE : PlotPoints.FEASIBLE;
        }
        int[] ranks = ParetoFront.ranks(new PlotPoints(count, x, y, state));
        int[] expected = new int[count];
        for (int rank = 1, left = count - (count + 6) / 7; left > 0; rank++) {
            for (int i = 0; i < count; i++) {
                int one = i;
                boolean free = state[i] == PlotPoints.FEASIBLE && expected[i] == 0;
                int now = rank;
                if (free && IntStream.range(0, count).noneMatch(other -> state[other] == PlotPoints.FEASIBLE
                        && (expected[other] == 0 || expected[other] == now) && x[other] <= x[one] && y[other] >= y[one]
                        && (x[other] < x[one] || y[other] > y[one]))) {
                    expected[i] = rank;
                    left--;
                }
            }
        }
        assertArrayEquals(expected, ranks);
    }

    @Test
    void theBestBalanceLiesFarthestAboveTheLineBetweenTheEndsOfTheFront() {
        byte[] feasible = {1, 1, 1, 1};
        PlotPoints bent = new PlotPoints(4, new double[] {1, 10, 100, 1000}, new double[] {50, 80, 88, 90}, feasible);
        assertEquals(1, ParetoFront.balance(bent, new int[] {0, 1, 2, 3})); // heights 0, 0.75, 0.95, 1; above the line 0, 0.42, 0.28, 0
        PlotPoints straight = new PlotPoints(4, new double[] {1, 10, 100, 1000}, new double[] {50, 60, 70, 80}, feasible);
        assertEquals(-1, ParetoFront.balance(straight, new int[] {0, 1, 2, 3}));
        assertEquals(-1, ParetoFront.balance(bent, new int[] {0, 3}));
        assertEquals(-1, ParetoFront.balance(bent, new int[0]));
    }

    @Test
    void theBestBalanceIsOnTheShownFront() {
        show();
        assertEquals(-1, model.balancePosition());
        model.paretoProperty().set(true);
        settle();
        int[] front = model.frontProperty().get();
        assertTrue(front.length >= 3);
        int balance = ParetoFront.balance(model.shownProperty().get().points(), front);
        assertEquals(model.shownProperty().get().coordinates().owner()[balance], model.balancePosition());
    }

    @Test
    void accuraciesScoresAndChoicesStandOnTheXAxisToo() {
        show();
        for (PlotValue value : PlotValue.values()) {
            assertEquals(value != PlotValue.ALL_ACCURACIES, model.axes().contains(value), value + " is offered");
        }
        model.valueProperty().set(PlotValue.PREDICTED);
        model.axisProperty().set(PlotValue.FITNESS);
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertTrue(shown.points().count() > 10);
        for (int point = 0; point < shown.points().count(); point++) {
            int position = shown.coordinates().owner()[point];
            assertEquals(trials.get(position).fitness().orElseThrow().value(), shown.points().x()[point]);
            assertEquals(50 + position, shown.points().y()[point], 1e-9);
        }
        model.valueProperty().set(PlotValue.FITNESS);
        model.axisProperty().set(PlotValue.PREDICTED);
        PlotPoints predicted = model.shownProperty().get().points();
        assertEquals(20, predicted.count(), "those without have no place");
        assertEquals(45, predicted.across().low()[0], 1e-9);
        assertEquals(55, predicted.across().high()[0], 1e-9);
        assertTrue(model.noteProperty().get().startsWith("20 of 40 candidates have no accuracy \u201cpredicted"), model.noteProperty().get());
        int best = IntStream.range(0, 20).filter(i -> trials.get(i).fitness().filter(score -> !score.isSingular()).isPresent()).boxed()
                .max(Comparator.comparingDouble(i -> trials.get(i).fitness().orElseThrow().value())).orElseThrow();
        assertEquals(best, model.bestPosition(), "of those that are drawn");
        Curves data = model.data();
        assertEquals(List.of("Accuracy, predicted (%)", "Fitness (a score)"), List.of(data.xTitle(), data.yTitle()));
    }

    @Test
    void choicesOfDesignsStandOnTheXAxisWhereTheyDiffer() {
        show();
        ChoiceAxis width = new ChoiceAxis(Dimension.WIDTH);
        assertFalse(model.axes().contains(width), "these designs have one width");
        List<Trial> designs = showLadder().outlooks().stream().map(outlook -> known.trials().get(outlook.trial())).toList();
        assertTrue(model.axes().contains(width));
        model.axisProperty().set(width);
        PlotPoints points = model.shownProperty().get().points();
        assertEquals(designs.size(), points.count());
        for (int point = 0; point < points.count(); point++) {
            Trial trial = known.trials().get(model.shownProperty().get().coordinates().owner()[point]);
            assertEquals(trial.architecture().macro().number(Dimension.WIDTH).orElseThrow(), points.x()[point]);
        }
        shared.show(REQUEST, trials);
        settle();
        assertTrue(model.axes().contains(width), "what is chosen stays to be seen");
        assertEquals(0, model.shownProperty().get().points().count());
        assertTrue(model.noteProperty().get().contains("40 of 40 candidates have no single number of \u201cWidth\u201d"), model.noteProperty().get());
    }

    @Test
    void costsAndChoicesStandOnTheYAxisToo() {
        show();
        assertTrue(model.values().containsAll(List.of(CostAxis.values())), "costs are offered");
        assertTrue(model.values().containsAll(List.of(PlotValue.values())), "scores and accuracies of all kinds too");
        model.axisProperty().set(PlotValue.PREDICTED);
        model.valueProperty().set(CostAxis.ENERGY);
        PlotViewModel.Shown shown = model.shownProperty().get();
        assertEquals(20, shown.points().count(), "those without the accuracy have no place");
        for (int point = 0; point < 20; point++) {
            Trial trial = trials.get(shown.coordinates().owner()[point]);
            assertEquals(trial.cost().orElseThrow().energy().joules(), shown.points().y()[point]);
            assertEquals(50 + shown.coordinates().owner()[point], shown.points().x()[point], 1e-9);
            assertEquals(Optional.empty(), shown.points().kind(point));
        }
        assertEquals(19, model.bestPosition(), "by the accuracy, wherever it stands");
        assertTrue(model.canHaveFront(), "whichever axis has the accuracy");
        Curves data = model.data();
        assertEquals("energy (uJ)", data.yTitle());
        assertEquals(trials.getFirst().cost().orElseThrow().energy().microjoules(), data.curves().getFirst().points().getFirst().y(), 1e-9);
        model.axisProperty().set(CostAxis.AREA);
        assertEquals(40, model.shownProperty().get().points().count());
        assertEquals(-1, model.bestPosition(), "among costs nothing is the best");
        assertEquals("", model.noteProperty().get());
        ChoiceAxis width = new ChoiceAxis(Dimension.WIDTH);
        model.valueProperty().set(width);
        assertEquals(0, model.shownProperty().get().points().count());
        assertTrue(model.noteProperty().get().contains("40 of 40 candidates have no single number of \u201cWidth\u201d"), model.noteProperty().get());
        showLadder();
        model.valueProperty().set(width);
        assertEquals(known.costed(), model.shownProperty().get().points().count());
    }

    /** Whichever axis has the cost, the same designs are on the front, and so is the best balance; other pairs are told to have none. */
    @Test
    void theFrontIsTheSameWhicheverAxisHasTheCost() {
        showLadder();
        settle();
        List<Integer> front = frontPositions();
        int balance = model.balancePosition();
        assertTrue(front.size() >= 3, front.toString());
        assertTrue(balance >= 0);
        CostAxis cost = (CostAxis) model.axisProperty().get();
        model.axisProperty().set(PlotValue.EXPECTED);
        settle();
        assertEquals(List.of(), frontPositions());
        assertTrue(model.noteProperty().get().contains("There is no Pareto front of expected accuracy against expected accuracy: it needs a cost"),
                model.noteProperty().get());
        model.valueProperty().set(cost);
        settle();
        assertEquals(front, frontPositions());
        assertEquals(balance, model.balancePosition());
        assertFalse(model.noteProperty().get().contains("Pareto"), model.noteProperty().get());
        colours.byProperty().set(DesignColours.RANK);
        settle();
        assertTrue(colours.legend().isPresent());
        shared.limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 1e-12));
        settle();
        assertTrue(model.noteProperty().get().contains("No design within the limits has both"), model.noteProperty().get());
        model.paretoProperty().set(false);
        assertFalse(model.noteProperty().get().contains("Pareto"), "nobody asked");
    }

    private List<Integer> frontPositions() {
        return Arrays.stream(model.frontProperty().get()).mapToObj(point -> model.shownProperty().get().coordinates().owner()[point]).toList();
    }

    @Test
    void costsOnTheYAxisAreLinearOrLogarithmicByThemselves() {
        showLadder();
        model.axisProperty().set(PlotValue.EXPECTED);
        model.valueProperty().set(CostAxis.ENERGY);
        assertEquals(CostScale.LINEAR, model.shownScale(), "accuracies");
        assertEquals(CostScale.LOGARITHMIC, model.shownValueScale(), "decades of a cost beside expected accuracies");
        model.valueScaleProperty().set(CostScale.LINEAR);
        assertEquals(CostScale.LINEAR, model.shownValueScale());
        model.axisProperty().set(CostAxis.LATENCY);
        assertEquals(CostScale.AUTOMATIC, model.shownScale(), "the other axis has its own");
        model.valueProperty().set(PlotValue.FITNESS);
        model.valueScaleProperty().set(CostScale.LOGARITHMIC);
        assertEquals(CostScale.LINEAR, model.shownValueScale(), "scores may be negative");
    }

    @Test
    void networksOfOtherToolsStandAtCostsOnTheYAxis() throws Exception {
        SpikeSimCostReport cost = keepNetworkOfAnotherTool();
        model.valueProperty().set(CostAxis.ENERGY);
        ImportedMark mark = model.importedProperty().get().getFirst();
        assertEquals(cost.total().energy().joules(), mark.y());
        assertTrue(mark.text().contains("on chip: 75"), "what is known of it is told: " + mark.text());
        model.valueProperty().set(PlotValue.ALL_ACCURACIES);
        assertEquals(List.of(75.0), model.importedProperty().get().stream().map(ImportedMark::y).toList());
    }

    @Test
    void onlyAgainstACostThereIsAFrontAndOnlyWhatGrowsByFactorsIsLogarithmic() {
        showLadder();
        settle();
        assertTrue(model.frontProperty().get().length > 0);
        model.axisProperty().set(new ChoiceAxis(Dimension.WIDTH));
        settle();
        assertEquals(0, model.frontProperty().get().length);
        assertEquals(-1, model.balancePosition());
        assertEquals(CostScale.AUTOMATIC, model.shownScale(), "widths are no cost");
        colours.byProperty().set(DesignColours.RANK);
        settle();
        assertTrue(colours.legend().isEmpty(), "there is no front to tell the rank of");
        model.scaleProperty().set(CostScale.LOGARITHMIC);
        assertEquals(CostScale.LOGARITHMIC, model.shownScale());
        model.axisProperty().set(PlotValue.FITNESS);
        assertEquals(CostScale.LINEAR, model.shownScale(), "scores may be negative");
        model.axisProperty().set(CostAxis.EDAP);
        settle();
        assertTrue(model.frontProperty().get().length > 0);
        assertTrue(colours.legend().isPresent());
    }
}
