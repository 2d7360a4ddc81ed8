package org.hasnas.ui.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.network.plan.MapShape;
import org.hasnas.search.model.Candidate;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.Activity.LayerSpikes;
import org.hasnas.training.model.ClassScores;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.units.Quantity;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.training.Trainings;

/** What the network that is looked at does with one test image or recording of events, time step by time step, trained or not, and what its chip does. */
public final class ActivityViewModel {
    /** Their curves and the threshold are as many as colours are told apart. */
    static final int MOST_NEURONS = 3;
    /** How much wider the picture of the tiles is than high. */
    private static final double WIDE = 4;

    private final Trainings trainings;
    private final Costs costs;
    private final Background background;
    private final Texts texts;
    private final OpenProject project;
    private final NetworkViewModel network;
    private final IntegerProperty image = new SimpleIntegerProperty(this, "image");
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step");
    private final ReadOnlyIntegerWrapper steps = new ReadOnlyIntegerWrapper(this, "steps", 1);
    private final ReadOnlyObjectWrapper<Optional<LayerSpikes>> layer = new ReadOnlyObjectWrapper<>(this, "layer", Optional.empty());
    private final ReadOnlyObjectWrapper<List<Integer>> neurons = new ReadOnlyObjectWrapper<>(this, "neurons", List.of());
    private final ReadOnlyObjectWrapper<Optional<Activity>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<List<CostReport>> chip = new ReadOnlyObjectWrapper<>(this, "chip", List.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    /** Whether anybody looks. */
    private boolean watched;
    /** Grows with everything that makes an answer of the background out of date. */
    private long asked;

    public ActivityViewModel(Trainings trainings, Costs costs, UiServices around, OpenProject project, NetworkViewModel network) {
        this.trainings = trainings;
        this.costs = costs;
        this.background = around.background();
        this.texts = around.texts();
        this.project = project;
        this.network = network;
        image.subscribe((before, now) -> ask());
        network.whenOther(() -> {
            shown.set(Optional.empty());
            layer.set(Optional.empty());
            ask();
        });
        network.layerProperty().subscribe((before, now) -> choose(now));
        shown.subscribe((before, now) -> price());
        project.chipProperty().subscribe((before, now) -> price());
    }

    /** Number of the test image, from 0. */
    IntegerProperty imageProperty() {
        return image;
    }

    /** The time step that is seen, from 0. */
    IntegerProperty stepProperty() {
        return step;
    }

    /** How many time steps there are, at least one. */
    ReadOnlyIntegerProperty stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    /** The layer that is looked at; empty as long as none is known. */
    ReadOnlyObjectProperty<Optional<LayerSpikes>> layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /** The neurons of the layer whose potentials are looked at, at most {@link #MOST_NEURONS}. */
    ReadOnlyObjectProperty<List<Integer>> neuronsProperty() {
        return neurons.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Activity>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What the inference costs on the window's chip at the spike rates of each time step; empty as long as it is not known. */
    ReadOnlyObjectProperty<List<CostReport>> chipProperty() {
        return chip.getReadOnlyProperty();
    }

    /** What the image is and what the network says, or why nothing is shown. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Nothing is computed as long as nobody looks. */
    void watch(boolean looking) {
        watched = looking;
        if (looking && shown.get().isEmpty()) {
            ask();
        }
    }

    private void ask() {
        long now = ++asked;
        NetworkViewModel.Shown known = network.shownProperty().get().orElse(null);
        if (!watched || known == null || project.opened().isEmpty()) {
            return;
        }
        int number = image.get();
        Candidate design = known.candidate();
        project.opened().ifPresent(open -> background.run(() -> known.training().isPresent()
                ? trainings.activity(open, known.training().getAsLong(), number)
                : trainings.activity(open, design.network(), design.request().seed(), number), found -> {
                    if (now == asked) {
                        steps.set(found.timeSteps());
                        step.set(Math.min(step.get(), found.timeSteps() - 1));
                        shown.set(Optional.of(found));
                        choose(layer.get().map(before -> before.names().getFirst()).orElseGet(() -> network.layerProperty().get()));
                        int said = ClassScores.best(found.scores().stream().mapToDouble(Double::doubleValue).toArray());
                        note.set(texts.get(
                                known.training().isEmpty() ? "activity.untrained" : said == found.label() ? "activity.right" : "activity.wrong",
                                number, found.images() - 1, found.label(), said, known.training().orElse(0)));
                    }
                }, note::set));
    }

    private void price() {
        chip.set(List.of());
        shown.get().ifPresent(found -> network.shownProperty().get().map(NetworkViewModel.Shown::candidate)
                .ifPresent(design -> background.run(() -> costs.stepByStep(design.network(), project.chip(), found), reports -> {
                    if (shown.get().filter(still -> still.equals(found)).isPresent()) {
                        chip.set(reports);
                    }
                }, note::set)));
    }

    /** Tiles of a layer that work at the time step that is seen, and the energy of each in joule. */
    private record Tiles(String layer, long count, double joules) {}

    private List<Tiles> tiles(CostReport report) {
        return switch (report) {
            case PhysicalCostReport physical -> physical.layers().stream()
                    .map(layer -> new Tiles(layer.layer(), layer.tiles(), layer.energy().joules() / layer.tiles() / steps.get())).toList();
            case SpikeSimCostReport spikeSim -> spikeSim.layers().stream().map(layer -> new Tiles(layer.layer(), layer.processingElements(),
                    layer.energy().joules() / layer.processingElements() / steps.get())).toList();
        };
    }

    /** Energy of a tile at the time step that is seen, in joule, in rows of tiles in the order of the layers; places without a tile have none. */
    List<List<Double>> tiles() {
        List<Double> all = tiles(chip.get().get(step.get())).stream().flatMap(tiles -> Collections.nCopies((int) tiles.count, tiles.joules).stream())
                .toList();
        int columns = columns();
        return IntStream.range(0, Math.ceilDiv(all.size(), columns)).mapToObj(row -> IntStream.range(row * columns, (row + 1) * columns)
                .mapToObj(place -> place < all.size() ? all.get(place) : 0.0).toList()).toList();
    }

    private int columns() {
        return (int) Math.ceil(Math.sqrt(WIDE * tiles(chip.get().getFirst()).stream().mapToLong(Tiles::count).sum()));
    }

    /** The most that a tile takes at any time step, in joule. */
    double mostOfTile() {
        return chip.get().stream().flatMap(report -> tiles(report).stream()).mapToDouble(Tiles::joules).max().orElse(1);
    }

    /** Looks at the layer of a tile. */
    void chooseTile(int row, int column) {
        long before = (long) row * columns() + column;
        for (Tiles tiles : tiles(chip.get().get(step.get()))) {
            if (before >= 0 && before < tiles.count) {
                network.choose(tiles.layer);
            }
            before -= tiles.count;
        }
    }

    /** The energy of the time step that is seen, up to it, and of all; of events also of a second of the stream. */
    String energy() {
        List<Double> joules = chip.get().stream().map(report -> report.total().energy().joules() / steps.get()).toList();
        String counted = texts.get("activity.energy", text(joules.subList(step.get(), step.get() + 1)), text(joules.subList(0, step.get() + 1)),
                text(joules));
        return counted + shown.get().filter(found -> found.seconds() > 0).map(found -> " " + texts.get("activity.stream",
                String.format(Locale.ROOT, "%.3g", found.seconds()),
                UnitSigns.format(Quantity.ENERGY,
                        chip.get().stream().mapToDouble(report -> report.perSecond(found.seconds()).joules()).average().orElse(0))))
                .orElse("");
    }

    private static String text(List<Double> joules) {
        return UnitSigns.format(Quantity.ENERGY, joules.stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The tiles of the layer that is chosen; blank if it has none. */
    String chosenTiles() {
        return tiles(chip.get().get(step.get())).stream().filter(tiles -> tiles.layer.equals(network.layerProperty().get())).findFirst()
                .map(tiles -> texts.get("activity.tiles.chosen", tiles.layer, tiles.count,
                        UnitSigns.format(Quantity.ENERGY, tiles.count * tiles.joules)))
                .orElse("");
    }

    /** Looks at the layer of a name if it spikes, else at the first. */
    void choose(String name) {
        shown.get().ifPresent(found -> choose(found.layers().stream().filter(one -> one.names().contains(name)).findFirst()
                .orElseGet(() -> found.layers().getFirst())));
    }

    /** Looks at a layer, and of its neurons at the most active one and at two that are less so. */
    void choose(LayerSpikes wanted) {
        Map<Integer, Long> spikes = wanted.byTimeStep().stream().flatMap(List::stream)
                .collect(Collectors.groupingBy(neuron -> neuron, Collectors.counting()));
        List<Integer> byActivity = IntStream.range(0, wanted.shape().size()).boxed()
                .sorted(Comparator.<Integer>comparingLong(neuron -> spikes.getOrDefault(neuron, 0L))
                        .thenComparingDouble(neuron -> wanted.membranes().getLast()[neuron]))
                .toList();
        int last = byActivity.size() - 1;
        neurons.set(IntStream.of(last, last - last / 8, last - last / 4).distinct().mapToObj(byActivity::get).toList());
        layer.set(Optional.of(wanted));
    }

    /** Looks at a neuron, too, or no more; the one chosen first goes if there are too many. */
    void toggle(int neuron) {
        List<Integer> chosen = new ArrayList<>(neurons.get());
        if (!chosen.removeIf(one -> one == neuron)) {
            chosen.add(neuron);
        }
        neurons.set(List.copyOf(chosen.subList(Math.max(0, chosen.size() - MOST_NEURONS), chosen.size())));
    }

    /** The votes of the classes up to the time step that is seen, and what the highest comes to in the end. */
    Curves votes(Activity found) {
        List<Double> sofar = found.votes().get(step.get());
        return new Curves(texts.get("activity.class"), texts.get("activity.score"), true, false, List.of(new Curves.Curve(texts.get("activity.votes"),
                0, Curves.Style.BARS, IntStream.range(0, sofar.size()).mapToObj(one -> new Curves.Point(one, sofar.get(one))).toList())),
                List.of(new Curves.Level(texts.get("activity.best"), 1, Collections.max(found.scores()))));
    }

    /** How the potentials of the chosen neurons go, from rest; a spike is a climb to the threshold and a fall to 0. */
    Curves potentials(LayerSpikes of) {
        List<Curves.Curve> curves = new ArrayList<>();
        for (int neuron : neurons.get()) {
            List<Curves.Point> points = new ArrayList<>(List.of(new Curves.Point(0, 0)));
            for (int time = 0; time < of.membranes().size(); time++) {
                if (of.byTimeStep().get(time).contains(neuron)) {
                    points.add(new Curves.Point(time + 1, of.threshold(neuron)));
                }
                points.add(new Curves.Point(time + 1, of.membranes().get(time)[neuron]));
            }
            curves.add(new Curves.Curve(place(of.shape(), neuron), curves.size(), Curves.Style.LINE, points));
        }
        return new Curves(texts.get("activity.time"), texts.get("activity.potential"), true, false, curves,
                neurons.get().stream().map(of::threshold).distinct()
                        .map(threshold -> new Curves.Level(texts.get("activity.threshold"), MOST_NEURONS, threshold)).toList());
    }

    /** Row, column and channel of a neuron. */
    private static String place(MapShape shape, int neuron) {
        int position = neuron / shape.channels();
        return position / shape.width() + "," + position % shape.width() + "," + neuron % shape.channels();
    }

    /** The neurons of a layer at the time step that is seen: a row of the map each, in it the columns with their channels side by side; 1 is a spike. */
    List<List<Double>> spikes(LayerSpikes of) {
        Set<Integer> now = Set.copyOf(of.byTimeStep().get(step.get()));
        return map(of.shape(), neuron -> now.contains(neuron) ? 1 : 0);
    }

    /** The same neurons with their potentials. */
    List<List<Double>> membranes(LayerSpikes of) {
        float[] now = of.membranes().get(step.get());
        return map(of.shape(), neuron -> now[neuron]);
    }

    private static List<List<Double>> map(MapShape shape, IntToDoubleFunction value) {
        int width = shape.width() * shape.channels();
        return IntStream.range(0, shape.height()).mapToObj(row -> IntStream.range(0, width).mapToDouble(column -> value.applyAsDouble(row * width
                + column)).boxed().toList()).toList();
    }
}
