package org.hasnas.ui.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.Activity.LayerSpikes;
import org.hasnas.training.model.ClassScores;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.training.Trainings;

/** What the trained network that is looked at does with one test image, time step by time step. */
public final class ActivityViewModel {
    /** Their curves and the threshold are as many as colours are told apart. */
    static final int MOST_NEURONS = 3;

    private final Trainings trainings;
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
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    /** Whether anybody looks. */
    private boolean watched;
    /** Grows with everything that makes an answer of the background out of date. */
    private long asked;

    public ActivityViewModel(Trainings trainings, UiServices around, OpenProject project, NetworkViewModel network) {
        this.trainings = trainings;
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
        if (known.training().isEmpty()) {
            note.set(texts.get("network.untrained"));
            return;
        }
        long training = known.training().getAsLong();
        int number = image.get();
        project.opened().ifPresent(open -> background.run(() -> trainings.activity(open, training, number), found -> {
            if (now == asked) {
                steps.set(found.timeSteps());
                step.set(Math.min(step.get(), found.timeSteps() - 1));
                shown.set(Optional.of(found));
                choose(layer.get().map(before -> before.names().getFirst()).orElseGet(() -> network.layerProperty().get()));
                int said = ClassScores.best(found.scores().stream().mapToDouble(Double::doubleValue).toArray());
                note.set(texts.get(said == found.label() ? "activity.right" : "activity.wrong", number, found.images() - 1, found.label(), said,
                        training));
            }
        }, note::set));
    }

    /** Looks at the layer of a name if it spikes, else at the first. */
    void choose(String name) {
        shown.get().ifPresent(found -> choose(found.layers().stream().filter(one -> one.names().contains(name)).findFirst()
                .orElseGet(() -> found.layers().getFirst())));
    }

    /** Looks at a layer, and at those of its neurons that spike most. */
    void choose(LayerSpikes wanted) {
        Map<Integer, Long> spikes = wanted.byTimeStep().stream().flatMap(List::stream)
                .collect(Collectors.groupingBy(neuron -> neuron, Collectors.counting()));
        neurons.set(IntStream.range(0, wanted.shape().size()).boxed()
                .sorted(Comparator.<Integer>comparingLong(neuron -> -spikes.getOrDefault(neuron, 0L))).limit(MOST_NEURONS).toList());
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
                    points.add(new Curves.Point(time + 1, of.threshold()));
                }
                points.add(new Curves.Point(time + 1, of.membranes().get(time)[neuron]));
            }
            curves.add(new Curves.Curve(place(of.shape(), neuron), curves.size(), Curves.Style.LINE, points));
        }
        return new Curves(texts.get("activity.time"), texts.get("activity.potential"), true, false, curves,
                List.of(new Curves.Level(texts.get("activity.threshold"), MOST_NEURONS, of.threshold())));
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
