package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.CostScale;
import org.hasnas.ui.plot.canvas.ImportedMark;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.units.Quantity;
import org.hasnas.workbench.chart.Curves;

/**
 * What the plot shows: any quantity of the designs against any other, the best feasible point by the score or accuracy among the two, and the Pareto
 * front if asked for and if one of the two is a cost and the other a score or accuracy. A run that expects accuracies shows these against the cost of its front, with their
 * front, until the user chooses otherwise.
 */
public final class PlotViewModel {
    /**
     * Points and what is marked of them.
     *
     * @param best point of the best feasible candidate by what is shown, -1 for none
     */
    public record Shown(PlotCoordinates coordinates, PlotPoints points, int best) {}

    private static final double PERCENT = 100;

    private final Background background;
    private final Texts texts;
    private final OpenProject project;
    private final KnownTrials known;
    private final KnownAccuracies accuracies;
    private final DesignColours colours;
    private final ImportedNetworks imports;
    private final Outlooks outlooks;
    private final ObjectProperty<PlotAxis> axis = new SimpleObjectProperty<>(this, "axis", CostAxis.AREA);
    private final ObjectProperty<CostScale> scale = new SimpleObjectProperty<>(this, "scale", CostScale.AUTOMATIC);
    private final ObjectProperty<PlotAxis> value = new SimpleObjectProperty<>(this, "value", PlotValue.FITNESS);
    private final ObjectProperty<CostScale> valueScale = new SimpleObjectProperty<>(this, "valueScale", CostScale.AUTOMATIC);
    private final BooleanProperty pareto = new SimpleBooleanProperty(this, "pareto");
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final ReadOnlyObjectWrapper<int[]> front = new ReadOnlyObjectWrapper<>(this, "front", new int[0]);
    private final ReadOnlyObjectWrapper<List<ImportedMark>> imported = new ReadOnlyObjectWrapper<>(this, "imported", List.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private Taken taken = new Taken(-1, CostAxis.AREA, MemoryScope.ALL_PARAMETERS, PlotValue.FITNESS, -1, -1);
    /** Grows when indices of points change their meaning. */
    private long layout;
    /** Grows with every change of the points. */
    private long refreshes;
    private boolean seeking;
    private boolean expecting;

    /** What the coordinates were made of. */
    private record Taken(long content, PlotAxis axis, MemoryScope scope, PlotAxis value, long values, long across) {}

    /** @param imports the networks of other tools that the project keeps */
    public PlotViewModel(UiServices around, OpenProject project, KnownAccuracies accuracies, DesignColours colours, ImportedNetworks imports) {
        this.background = around.background();
        this.texts = around.texts();
        this.project = project;
        this.known = project.known();
        this.accuracies = accuracies;
        this.colours = colours;
        this.imports = imports;
        this.outlooks = project.outlooks();
        this.shown = new ReadOnlyObjectWrapper<>(this, "shown",
                new Shown(PlotCoordinates.fitness(known, new double[0]), PlotPoints.empty(), -1));
        axis.subscribe((before, now) -> layOut());
        value.subscribe((before, now) -> layOut());
        pareto.subscribe((before, now) -> {
            note.set(noteOn(shown.get()));
            seekFront();
        });
        known.classificationProperty().subscribe(now -> refresh());
        accuracies.versionProperty().subscribe((before, now) -> {
            if (isOfAccuracies(value.get()) || isOfAccuracies(axis.get())) {
                refresh();
            }
        });
        project.filter().versionProperty().subscribe((before, now) -> refresh());
        colours.versionProperty().subscribe((before, now) -> refresh());
        outlooks.versionProperty().subscribe(now -> followOutlooks());
        imports.networksProperty().subscribe(now -> placeImported());
        project.limitsProperty().subscribe((before, now) -> placeImported());
    }

    /** What the colours of the points tell. */
    public DesignColours colours() {
        return colours;
    }

    /** The accuracies of the designs. */
    KnownAccuracies accuracies() {
        return accuracies;
    }

    /** The quantity on the x axis. */
    public ObjectProperty<PlotAxis> axisProperty() {
        return axis;
    }

    /** What can stand on the x axis: costs, scores and accuracies, and the choices in which the designs differ. */
    public List<PlotAxis> axes() {
        Stream<PlotValue> values = Stream.of(PlotValue.values()).filter(offered -> offered != PlotValue.ALL_ACCURACIES);
        return Stream.of(Stream.of(CostAxis.values()), values, choices(axis.get())).<PlotAxis>flatMap(all -> all).toList();
    }

    /** What can stand on the y axis: the same, and all accuracies at once. */
    public List<PlotAxis> values() {
        return Stream.of(Stream.of(PlotValue.values()), Stream.of(CostAxis.values()), choices(value.get())).<PlotAxis>flatMap(all -> all).toList();
    }

    /** What is chosen stays to be seen. */
    private Stream<ChoiceAxis> choices(PlotAxis chosen) {
        Stream<ChoiceAxis> kept = chosen instanceof ChoiceAxis choice ? Stream.of(choice) : Stream.empty();
        return Stream.concat(kept, colours.quantities().chosen().stream().map(ChoiceAxis::new)).distinct();
    }

    /** What the user wants of the x axis. */
    public ObjectProperty<CostScale> scaleProperty() {
        return scale;
    }

    /** What the user wants of the y axis. */
    public ObjectProperty<CostScale> valueScaleProperty() {
        return valueScale;
    }

    /** How the x axis is drawn. */
    CostScale shownScale() {
        return shownScale(axis.get(), scale.get(), value.get());
    }

    /** How the y axis is drawn. */
    CostScale shownValueScale() {
        return shownScale(value.get(), valueScale.get(), axis.get());
    }

    /** Expected accuracies stand over decades of a cost, unless the user wants it otherwise; scores and accuracies are linear. */
    private static CostScale shownScale(PlotAxis of, CostScale wanted, PlotAxis other) {
        if (!of.growsByFactors()) {
            return CostScale.LINEAR;
        }
        return wanted == CostScale.AUTOMATIC && other == PlotValue.EXPECTED && of.isCost() ? CostScale.LOGARITHMIC : wanted;
    }

    /** What is on the y axis. */
    public ObjectProperty<PlotAxis> valueProperty() {
        return value;
    }

    /** Whether the Pareto front is asked for. */
    public BooleanProperty paretoProperty() {
        return pareto;
    }

    /** Whether there can be a front: a score, or accuracies of one kind, on one axis and a cost on the other. */
    public boolean canHaveFront() {
        return (isMerit(value.get()) && axis.get().isCost()) || (isMerit(axis.get()) && value.get().isCost());
    }

    private static boolean isMerit(PlotAxis axis) {
        return axis instanceof PlotValue of && of != PlotValue.ALL_ACCURACIES;
    }

    /** The shown points as those of a front lie: the cost to the right, the score or accuracy upwards. */
    private PlotPoints overCost(PlotPoints points) {
        return value.get().isCost() ? points.turned() : points;
    }

    /** What the plot shows, as data. */
    public Curves data() {
        PlotCoordinates at = shownProperty().get().coordinates();
        Quantity.Unit unit = axis.get().unit();
        Quantity.Unit valueUnit = value.get().unit();
        List<Curves.Point> points = IntStream.range(0, at.count()).filter(i -> !Double.isNaN(at.x()[i]) && !Double.isNaN(at.y()[i]))
                .mapToObj(i -> new Curves.Point(at.x()[i] / unit.siFactor(), at.y()[i] / valueUnit.siFactor())).toList();
        return new Curves(axis.get().dataTitle(texts), value.get().dataTitle(texts), false, false,
                List.of(new Curves.Curve(texts.get("plot.candidates"), 0, Curves.Style.POINTS, points)), List.of());
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Networks of other tools, each at its costs and accuracies: once, or where the y axis has accuracies of all kinds at each of these. */
    public ReadOnlyObjectProperty<List<ImportedMark>> importedProperty() {
        return imported.getReadOnlyProperty();
    }

    /** The network of a mark. */
    ImportedNetwork importedNetwork(ImportedMark mark) {
        return imports.networksProperty().get().stream().filter(network -> network.report().name().equals(mark.name())).findFirst().orElseThrow();
    }

    private void placeImported() {
        imported.set(imports.networksProperty().get().stream().flatMap(network -> network.cost().stream()
                .flatMap(cost -> marks(network, cost.total()))).toList());
    }

    private Stream<ImportedMark> marks(ImportedNetwork network, HardwareCost cost) {
        double x = at(axis.get(), network, cost);
        if (Double.isNaN(x)) {
            return Stream.empty();
        }
        boolean all = value.get() == PlotValue.ALL_ACCURACIES;
        List<Accuracy> measured = accuracies(value.get(), network);
        List<String> told = measured.isEmpty() ? List.of(texts.get("plot.hover.no-accuracy")) : measured.stream().map(known -> texts.get(
                "plot.hover.accuracy-interval", texts.accuracy(known.kind()), AccuracyText.percent(PERCENT * known.fraction()),
                AccuracyText.interval(known, texts))).toList();
        return all && !measured.isEmpty()
                ? IntStream.range(0, measured.size()).mapToObj(i -> mark(network, cost, x, PERCENT * measured.get(i).fraction(), told.get(i)))
                : Stream.of(mark(network, cost, x, at(value.get(), network, cost), String.join("\n", told)));
    }

    private ImportedMark mark(ImportedNetwork network, HardwareCost cost, double x, double y, String told) {
        boolean feasible = project.limits().isMetBy(cost);
        String costs = Stream.of(CostKind.values()).map(kind -> UnitSigns.format(kind.quantity(), kind.costOf(cost, project.limits().memoryScope())))
                .collect(Collectors.joining(", "));
        String name = network.report().name();
        return new ImportedMark(name, x, y, feasible, texts.get("plot.hover.imported", name, told, costs,
                texts.get(feasible ? "table.feasible" : "parallel.infeasible")));
    }

    /** What was measured of a network of another tool and belongs to an axis; of axes that have no accuracies, everything. */
    private static List<Accuracy> accuracies(PlotAxis of, ImportedNetwork network) {
        List<AccuracyKind> kinds = switch (of) {
            case PlotValue shownValue -> switch (shownValue) {
                case FITNESS -> List.of();
                case EXPECTED -> List.of(AccuracyKind.TRAINED); // what a design is expected to have in the end
                case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP -> shownValue.kind().stream().toList();
                case ALL_ACCURACIES -> List.of(AccuracyKind.values());
            };
            case CostAxis _,ChoiceAxis _ -> List.of(AccuracyKind.values());
        };
        return kinds.stream().flatMap(kind -> network.accuracy(kind).stream()).toList();
    }

    /** Where a network of another tool stands on an axis, NaN if it has no such number, or several. */
    private double at(PlotAxis of, ImportedNetwork network, HardwareCost cost) {
        return switch (of) {
            case CostAxis shownCost -> shownCost.of(cost, project.limits().memoryScope());
            case PlotValue shownValue when shownValue == PlotValue.ALL_ACCURACIES -> Double.NaN;
            case PlotValue shownValue -> accuracies(shownValue, network).stream().mapToDouble(known -> PERCENT * known.fraction()).findFirst()
                    .orElse(Double.NaN);
            case ChoiceAxis _ -> Double.NaN;
        };
    }

    /** Points of the Pareto front from left to right; empty unless it is asked for. */
    public ReadOnlyObjectProperty<int[]> frontProperty() {
        return front.getReadOnlyProperty();
    }

    /** How many candidates have no such value and how to get it, and why there is no front if one is asked for; blank if there is nothing to tell. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Position of the trial with the best feasible point, -1 if there is none. */
    public int bestPosition() {
        Shown now = shown.get();
        return now.best() < 0 ? -1 : now.coordinates().owner()[now.best()];
    }

    /** Position of the trial whose point is the best balance of the front, -1 if there is none or no front is shown. */
    public int balancePosition() {
        Shown now = shown.get();
        int[] points = front.get();
        int balance =
                points.length == 0 || points[points.length - 1] >= now.points().count() ? -1 : ParetoFront.balance(overCost(now.points()), points);
        return balance < 0 ? -1 : now.coordinates().owner()[balance];
    }

    private void followOutlooks() {
        boolean before = expecting;
        expecting = outlooks.exist();
        if (expecting && !before) {
            value.set(PlotValue.EXPECTED);
            axis.set(CostAxis.of(project.form().frontProperty().get()));
            pareto.set(true);
        } else if (!expecting && value.get() == PlotValue.EXPECTED) {
            value.set(PlotValue.FITNESS);
            pareto.set(false);
        } else if (value.get() == PlotValue.EXPECTED || axis.get() == PlotValue.EXPECTED) {
            refresh();
        }
    }

    private static boolean isOfAccuracies(PlotAxis axis) {
        return axis instanceof PlotValue value && switch (value) {
            case FITNESS, EXPECTED -> false;
            case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP, ALL_ACCURACIES -> true;
        };
    }

    private void layOut() {
        layout++;
        front.set(new int[0]);
        placeImported();
        refresh();
    }

    private void refresh() {
        PlotCoordinates coordinates = coordinates();
        PlotPoints points = coordinates.points(known, project.filter(), colours);
        refreshes++;
        shown.set(new Shown(coordinates, points, best(points, coordinates)));
        note.set(noteOn(shown.get()));
        seekFront();
    }

    /** Made anew only if something changed: moving a limit changes the states alone. */
    private PlotCoordinates coordinates() {
        MemoryScope scope = project.limits().memoryScope();
        PlotAxis shownValue = value.get();
        PlotAxis shownAxis = axis.get();
        Taken now = new Taken(known.contentProperty().get(), shownAxis, scope, shownValue, version(shownValue), version(shownAxis));
        if (now.equals(taken)) {
            return shown.get().coordinates();
        }
        taken = now;
        AxisValues across = AxisValues.of(shownAxis, known, outlooks, accuracies, scope);
        double[] costs = shownAxis.isCost() ? across.values() : known.costs(CostKind.AREA, scope); // known of all costs or of none
        return switch (shownValue) {
            case PlotValue shownOne -> switch (shownOne) {
                case FITNESS -> shownAxis.isCost() ? PlotCoordinates.fitness(known, costs) : PlotCoordinates.fitness(known, costs, across);
                case EXPECTED -> PlotCoordinates.expected(outlooks, costs, across);
                case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP, ALL_ACCURACIES ->
                        PlotCoordinates.accuracy(accuracies, costs, across, shownOne);
            };
            case CostAxis _,ChoiceAxis _ ->
                    PlotCoordinates.plain(AxisValues.of(shownValue, known, outlooks, accuracies, scope).values(), costs, across);
        };
    }

    private long version(PlotAxis of) {
        return of == PlotValue.EXPECTED ? outlooks.versionProperty().get() : isOfAccuracies(of) ? accuracies.versionProperty().get() : 0;
    }

    /** By the score or accuracy on the y axis or else on the x axis; where there is none, nothing is the best. */
    private int best(PlotPoints points, PlotCoordinates coordinates) {
        if (value.get() instanceof PlotValue shownValue) {
            return best(shownValue, points, points.y(), coordinates);
        }
        return axis.get() instanceof PlotValue shownValue ? best(shownValue, points, points.x(), coordinates) : -1;
    }

    private int best(PlotValue by, PlotPoints points, double[] values, PlotCoordinates coordinates) {
        return switch (by) {
            case FITNESS -> {
                int best = known.best() < 0 || !project.filter().passes(known.best()) ? -1 : coordinates.pointOf(known.best());
                yield best < 0 ? highestFeasible(points, values) : best;
            }
            case ALL_ACCURACIES -> -1;
            case EXPECTED, PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP -> highestFeasible(points, values);
        };
    }

    private static int highestFeasible(PlotPoints points, double[] values) {
        int best = -1;
        for (int i = 0; i < points.count(); i++) {
            if (points.feasible(i) && Double.isFinite(values[i]) && (best < 0 || values[i] > values[best])) {
                best = i;
            }
        }
        return best;
    }

    private String noteOn(Shown now) {
        PlotCoordinates coordinates = now.coordinates();
        String height = noteOn(value.get(), coordinates.lacking());
        boolean lacksAcross = coordinates.lackingAcross() > 0 || !axis.get().equals(value.get());
        String across = lacksAcross ? noteOn(axis.get(), coordinates.lackingAcross()) : "";
        return Stream.of(height, across, noteOnFront(now.points())).filter(note -> !note.isEmpty()).distinct().collect(Collectors.joining(" "));
    }

    private String noteOnFront(PlotPoints points) {
        if (!pareto.get() || points.count() == 0) {
            return "";
        }
        if (!canHaveFront()) {
            return texts.get("plot.note.no-front", value.get().selector(texts), axis.get().selector(texts));
        }
        return IntStream.range(0, points.count()).anyMatch(overCost(points)::takesPart) ? "" : texts.get("plot.note.empty-front");
    }

    private String noteOn(PlotAxis of, int lacking) {
        return switch (of) {
            case CostAxis _ -> "";
            case PlotValue shownValue -> noteOn(shownValue, lacking);
            case ChoiceAxis choice -> lacking == 0 ? "" : texts.get("plot.note.lacking-choice", lacking, known.costed(), choice.selector(texts));
        };
    }

    private String noteOn(PlotValue shownValue, int lacking) {
        Optional<AccuracyKind> kind = shownValue.kind();
        if (shownValue == PlotValue.FITNESS) {
            long others = !known.isMixed() ? 0 : IntStream.range(0, known.size()).filter(position -> !known.comparesFitness(position)).count();
            return others > 0 ? texts.get("plot.note.other-fitness", others)
                    : lacking > 0 ? texts.get("plot.note.lacking-fitness", lacking, known.costed()) : "";
        }
        if (lacking == 0) {
            return "";
        }
        if (shownValue == PlotValue.EXPECTED) {
            String sentence = outlooks.exist() ? texts.get("plot.note.not-expected", lacking, known.costed()) : texts.get("plot.note.no-trainings");
            return known.trainsAlike() ? sentence : texts.get("plot.note.other-trainings") + " " + sentence;
        }
        CandidateAccuracies source = accuracies.sourceProperty().get().orElse(null);
        if (source == null) {
            return known.size() == 0 ? "" : texts.get("plot.note.reading");
        }
        if (accuracies.lookedAt() < known.size()) {
            return texts.get("plot.note.computing", accuracies.lookedAt(), known.size());
        }
        int costed = known.costed();
        return kind.map(one -> texts.get("plot.note.lacking", lacking, costed, texts.accuracy(one), source.missing(one)))
                .orElseGet(() -> texts.get("plot.note.lacking-all", lacking, costed));
    }

    /** In the background, one at a time; the front of points that were since added to is better than none. */
    private void seekFront() {
        boolean wanted = pareto.get() && canHaveFront();
        boolean ranked = colours.byProperty().get().equals(DesignColours.RANK);
        if (!wanted && front.get().length > 0) {
            front.set(new int[0]);
        }
        if (ranked && !canHaveFront()) {
            colours.takeRanks(new int[0]);
        }
        if (seeking || (!wanted && !(ranked && canHaveFront()))) {
            return;
        }
        seeking = true;
        Shown now = shown.get();
        long asked = layout;
        long before = refreshes;
        int positions = known.size();
        PlotPoints points = overCost(now.points());
        background.run(() -> new Fronts(ParetoFront.of(points),
                ranked ? now.coordinates().byPosition(ParetoFront.ranks(points), positions) : new int[0]), found -> {
                    seeking = false;
                    if (asked == layout && canHaveFront()) {
                        if (pareto.get() && !Arrays.equals(found.first(), front.get())) {
                            front.set(found.first());
                        }
                        if (ranked) {
                            colours.takeRanks(found.ranks());
                        }
                    }
                    if (before != refreshes) {
                        seekFront();
                    }
                }, sentence -> seeking = false);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Fronts(int[] first, int[] ranks) {}
}
