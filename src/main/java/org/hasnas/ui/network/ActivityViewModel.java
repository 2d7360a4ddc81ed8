package org.hasnas.ui.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.model.Activity;
import org.hasnas.training.model.ClassScores;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.training.Trainings;

/** What the trained network that is looked at does with one test image. */
public final class ActivityViewModel {
    /** Between two time steps in a raster. */
    private static final double BETWEEN = 0.4;

    private final Trainings trainings;
    private final Background background;
    private final Texts texts;
    private final OpenProject project;
    private final NetworkViewModel network;
    private final IntegerProperty image = new SimpleIntegerProperty(this, "image");
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
            ask();
        });
    }

    /** Number of the test image, from 0. */
    IntegerProperty imageProperty() {
        return image;
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
                shown.set(Optional.of(found));
                int said = ClassScores.best(found.scores().stream().mapToDouble(Double::doubleValue).toArray());
                note.set(texts.get(said == found.label() ? "activity.right" : "activity.wrong", number, found.images() - 1, found.label(), said,
                        training));
            }
        }, note::set));
    }

    /** The scores of the classes. */
    Curves votes(Activity found) {
        return new Curves(texts.get("activity.class"), texts.get("activity.score"), true, false, List.of(new Curves.Curve(texts.get("activity.votes"),
                0, Curves.Style.BARS, IntStream.range(0, found.scores().size()).mapToObj(one -> new Curves.Point(one, found.scores().get(one)))
                        .toList())),
                List.of());
    }

    /** The raster of a layer: a band of its rows for each time step, in a row the columns with their channels side by side; 1 is a spike. */
    static List<List<Double>> raster(Activity.LayerSpikes layer) {
        MapShape shape = layer.shape();
        int width = shape.width() * shape.channels();
        List<List<Double>> rows = new ArrayList<>();
        for (List<Integer> spikes : layer.byTimeStep()) {
            if (!rows.isEmpty()) {
                rows.add(Collections.nCopies(width, BETWEEN));
            }
            List<List<Double>> band = IntStream.range(0, shape.height()).<List<Double>>mapToObj(row -> new ArrayList<>(Collections.nCopies(width,
                    0.0))).toList();
            spikes.forEach(neuron -> band.get(neuron / width).set(neuron % width, 1.0));
            rows.addAll(band);
        }
        return rows;
    }

    /** How many of a layer's neurons spike, by time step. */
    String rates(Activity.LayerSpikes layer) {
        return texts.get("activity.rates", layer.shape().size(), layer.byTimeStep().stream()
                .map(spikes -> String.format(Locale.ROOT, "%.1f", 100.0 * spikes.size() / layer.shape().size())).collect(Collectors.joining(", ")));
    }
}
