package org.hasnas.ui.plot;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
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
 * front if asked for and if one of the two is a cost and the other a score or accuracy. A run that expects accuracies shows these against the cost of
 * its front, with their front, until the user chooses otherwise.
 */
public final class PlotViewModel {
    /**
     * Points and what is marked of them.
     *
     * @param best point of the best feasible candidate by what is shown, -1 for none
     */
    public record Shown(PlotCoordinates coordinates, PlotPoints points, int best) {}

    private final Texts texts;
    private final OpenProject project;
    private final KnownTrials known;
    private final KnownAccuracies accuracies;
    private final DesignColours colours;
    private final ImportedNetworks imports;
    private final Outlooks outlooks;
    private final PlotAxes axes;
    private final PlotFront front;
    private final PlotNotes notes;
    private final ImportedMarks marks;
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final ReadOnlyObjectWrapper<List<ImportedMark>> imported = new ReadOnlyObjectWrapper<>(this, "imported", List.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private Taken taken = new Taken(-1, CostAxis.AREA, MemoryScope.ALL_PARAMETERS, PlotValue.FITNESS, -1, -1);
    private boolean expecting;

    /** What the coordinates were made of. */
    private record Taken(long content, PlotAxis axis, MemoryScope scope, PlotAxis value, long values, long across) {}

    /** @param imports the networks of other tools that the project keeps */
    public PlotViewModel(UiServices around, OpenProject project, KnownAccuracies accuracies, DesignColours colours, ImportedNetworks imports) {
        this.texts = around.texts();
        this.project = project;
        this.known = project.known();
        this.accuracies = accuracies;
        this.colours = colours;
        this.imports = imports;
        this.outlooks = project.outlooks();
        this.axes = new PlotAxes(colours.quantities());
        this.notes = new PlotNotes(texts, known, outlooks, accuracies);
        this.marks = new ImportedMarks(project, texts, axes);
        Shown nothing = new Shown(PlotCoordinates.fitness(known, new double[0]), PlotPoints.empty(), -1);
        this.shown = new ReadOnlyObjectWrapper<>(this, "shown", nothing);
        this.front = new PlotFront(around.background(), axes, colours, known, nothing);
        axes.acrossProperty().subscribe((before, now) -> layOut());
        axes.upProperty().subscribe((before, now) -> layOut());
        front.askedProperty().subscribe((before, now) -> {
            tellNotes();
            front.seek();
        });
        known.classificationProperty().subscribe(now -> refresh());
        accuracies.versionProperty().subscribe((before, now) -> {
            if (isOfAccuracies(axes.up()) || isOfAccuracies(axes.across())) {
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
        return axes.acrossProperty();
    }

    /** What can stand on the x axis: costs, scores and accuracies, and the choices in which the designs differ. */
    public List<PlotAxis> axes() {
        return axes.offeredAcross();
    }

    /** What can stand on the y axis: the same, and all accuracies at once. */
    public List<PlotAxis> values() {
        return axes.offeredUp();
    }

    /** What the user wants of the x axis. */
    public ObjectProperty<CostScale> scaleProperty() {
        return axes.acrossScaleProperty();
    }

    /** What the user wants of the y axis. */
    public ObjectProperty<CostScale> valueScaleProperty() {
        return axes.upScaleProperty();
    }

    /** How the x axis is drawn. */
    CostScale shownScale() {
        return axes.shownAcrossScale();
    }

    /** How the y axis is drawn. */
    CostScale shownValueScale() {
        return axes.shownUpScale();
    }

    /** What is on the y axis. */
    public ObjectProperty<PlotAxis> valueProperty() {
        return axes.upProperty();
    }

    /** Whether the Pareto front is asked for. */
    public BooleanProperty paretoProperty() {
        return front.askedProperty();
    }

    /** Whether there can be a front: a score, or accuracies of one kind, on one axis and a cost on the other. */
    public boolean canHaveFront() {
        return axes.canHaveFront();
    }

    /** What the plot shows, as data. */
    public Curves data() {
        PlotCoordinates at = shownProperty().get().coordinates();
        Quantity.Unit unit = axes.across().unit();
        Quantity.Unit valueUnit = axes.up().unit();
        List<Curves.Point> points = IntStream.range(0, at.count()).filter(i -> !Double.isNaN(at.x()[i]) && !Double.isNaN(at.y()[i]))
                .mapToObj(i -> new Curves.Point(at.x()[i] / unit.siFactor(), at.y()[i] / valueUnit.siFactor())).toList();
        return new Curves(axes.across().dataTitle(texts), axes.up().dataTitle(texts), false, false,
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
        imported.set(marks.of(imports.networksProperty().get()));
    }

    /** Points of the Pareto front from left to right; empty unless it is asked for. */
    public ReadOnlyObjectProperty<int[]> frontProperty() {
        return front.pointsProperty();
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
        int balance = front.balance(now.points());
        return balance < 0 ? -1 : now.coordinates().owner()[balance];
    }

    private void followOutlooks() {
        boolean before = expecting;
        expecting = outlooks.exist();
        if (expecting && !before) {
            axes.upProperty().set(PlotValue.EXPECTED);
            axes.acrossProperty().set(CostAxis.of(project.form().frontProperty().get()));
            front.askedProperty().set(true);
        } else if (!expecting && axes.up() == PlotValue.EXPECTED) {
            axes.upProperty().set(PlotValue.FITNESS);
            front.askedProperty().set(false);
        } else if (axes.up() == PlotValue.EXPECTED || axes.across() == PlotValue.EXPECTED) {
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
        front.forget();
        placeImported();
        refresh();
    }

    private void refresh() {
        PlotCoordinates coordinates = coordinates();
        PlotPoints points = coordinates.points(known, project.filter(), colours);
        Shown now = new Shown(coordinates, points, best(points, coordinates));
        shown.set(now);
        tellNotes();
        front.follow(now);
    }

    private void tellNotes() {
        note.set(notes.on(shown.get(), axes, front.askedProperty().get()));
    }

    /** Made anew only if something changed: moving a limit changes the states alone. */
    private PlotCoordinates coordinates() {
        MemoryScope scope = project.limits().memoryScope();
        PlotAxis shownValue = axes.up();
        PlotAxis shownAxis = axes.across();
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
        if (axes.up() instanceof PlotValue shownValue) {
            return best(shownValue, points, points.y(), coordinates);
        }
        return axes.across() instanceof PlotValue shownValue ? best(shownValue, points, points.x(), coordinates) : -1;
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
}
