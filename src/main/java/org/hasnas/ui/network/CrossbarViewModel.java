package org.hasnas.ui.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarMapRequest.Chip;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.search.model.Candidate;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.chip.Crossbars;

/** One crossbar of the chosen layer on the window's chip, computed anew when its conditions rest. */
public final class CrossbarViewModel {
    static final double MOST_WIRE_OHMS = 20;
    static final double MOST_SPREAD = 0.5;
    static final int LEAST_ADC_BITS = 2;
    static final int MOST_ADC_BITS = 10;
    private static final double USUAL_WIRE_OHMS = 1;
    private static final double USUAL_SPREAD = 0.05;
    private static final int USUAL_ADC_BITS = 6;
    private static final double MICRO = 1e6;
    private static final double ACTIVE_FRACTION = 0.5;

    private final Crossbars crossbars;
    private final AfterPause pause;
    private final Texts texts;
    private final OpenProject project;
    private final NetworkViewModel network;
    private final JobViewModel<Progress, CrossbarArray> job;
    private final DoubleProperty wireOhms = new SimpleDoubleProperty(this, "wireOhms", USUAL_WIRE_OHMS);
    private final DoubleProperty spread = new SimpleDoubleProperty(this, "spread", USUAL_SPREAD);
    private final IntegerProperty adcBits = new SimpleIntegerProperty(this, "adcBits", USUAL_ADC_BITS);
    private final IntegerProperty array = new SimpleIntegerProperty(this, "array");
    private final ReadOnlyObjectWrapper<Optional<CrossbarArray>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    /** Whether anybody looks. */
    private boolean watched;

    public CrossbarViewModel(Crossbars crossbars, UiServices around, AfterPause pause, OpenProject project, NetworkViewModel network) {
        this.crossbars = crossbars;
        this.pause = pause;
        this.texts = around.texts();
        this.project = project;
        this.network = network;
        this.job = new JobViewModel<>(around.background());
        List.of(wireOhms, spread, adcBits, array).forEach(condition -> condition.subscribe((before, now) -> ask()));
        network.layerProperty().subscribe((before, now) -> other());
        network.whenOther(this::other);
        project.chipProperty().subscribe((before, now) -> other());
    }

    /** Resistance of a wire from cell to cell. */
    DoubleProperty wireOhmsProperty() {
        return wireOhms;
    }

    /** Deviation of the logarithm of a programmed conductance. */
    DoubleProperty spreadProperty() {
        return spread;
    }

    IntegerProperty adcBitsProperty() {
        return adcBits;
    }

    /** Number of the crossbar among those of the layer, from 0. */
    IntegerProperty arrayProperty() {
        return array;
    }

    /** The crossbar; empty as long as none is computed. */
    ReadOnlyObjectProperty<Optional<CrossbarArray>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What is shown and how far its currents are off, or why there is nothing. */
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

    private void other() {
        job.drop();
        shown.set(Optional.empty());
        array.set(0);
        ask();
    }

    private void ask() {
        if (watched) {
            pause.request(this::compute);
        }
    }

    private void compute() {
        NetworkViewModel.Shown now = network.shownProperty().get().orElse(null);
        String layer = network.layerProperty().get();
        if (now == null || project.opened().isEmpty() || now.layer(layer).isEmpty()) {
            note.set(texts.get("network.layer.none"));
            return;
        }
        CrossbarArrayRequest request = new CrossbarArrayRequest(new CrossbarMapRequest(layer, chip(now.candidate()), wireOhms.get(), 0,
                new Imperfections(spread.get(), 0, 0, 0, 0, 0, 0), 1, now.candidate().request().seed()), array.get(),
                ACTIVE_FRACTION, adcBits.get());
        project.opened().ifPresent(open -> job.start(() -> now.training().isPresent()
                ? crossbars.array(open, now.training().getAsLong(), request) : crossbars.array(now.candidate().network(), request),
                started -> {}, end -> ended(now, request, end), note::set));
    }

    /** The crossbars of the window's chip. */
    private Chip chip(Candidate candidate) {
        return switch (project.chip()) {
            case PhysicalSettings physical -> Chip.of(physical.profile().chosenBy(candidate.trial().architecture().macro()));
            case SpikeSimSettings spikeSim -> new Chip(spikeSim.crossbarSize(), Chip.DEFAULT.cellBits(), Chip.DEFAULT.weightBits(),
                    Chip.DEFAULT.coding(), Chip.DEFAULT.onOhms(), Chip.DEFAULT.offOhms(), Chip.DEFAULT.kernelTiles());
        };
    }

    private void ended(NetworkViewModel.Shown asked, CrossbarArrayRequest request, JobEnd<CrossbarArray> end) {
        switch (end) {
            case JobEnd.Finished<CrossbarArray>(CrossbarArray found) -> {
                shown.set(Optional.of(found));
                Chip chip = request.layer().chip();
                note.set(texts.get("crossbar.note", found.outcome().rows(), found.outcome().columns(), chip.crossbarSize(), chip.weightBits(),
                        chip.cellBits(), asked.training().isPresent() ? texts.get("crossbar.trained", asked.training().getAsLong())
                                : texts.get("crossbar.untrained"),
                        percent(found.outcome().meanLossRatio()), percent(found.outcome().worstLossRatio()),
                        percent(found.errorRatio(found.realAmperes())), percent(found.errorRatio(found.readAmperes()))));
            }
            case JobEnd.Stopped<CrossbarArray> _ -> {}
            case JobEnd.Failed<CrossbarArray>(Throwable cause) -> note.set(Background.sentenceOf(cause));
        }
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }

    /** The currents of the columns. */
    Curves currents(CrossbarArray found) {
        return new Curves(texts.get("crossbar.column"), texts.get("crossbar.current"), true, false,
                List.of(curve(texts.get("crossbar.ideal"), 2, found.idealAmperes()), curve(texts.get("crossbar.real"), 0, found.realAmperes()),
                        curve(texts.get("crossbar.read"), 1, found.readAmperes())),
                List.of());
    }

    /** How far the converters' readings of the columns are off. */
    Curves errors(CrossbarArray found) {
        double[] errors = IntStream.range(0, found.idealAmperes().size())
                .mapToDouble(column -> MICRO * (found.readAmperes().get(column) - found.idealAmperes().get(column))).toArray();
        return new Curves(texts.get("crossbar.error"), texts.get("crossbar.columns"), false, false,
                List.of(Curves.Curve.histogram(texts.get("crossbar.errors", errors.length), 1, errors)), List.of());
    }

    private static Curves.Curve curve(String name, int colour, List<Double> amperes) {
        List<Curves.Point> points = new ArrayList<>();
        for (int column = 0; column < amperes.size(); column++) {
            points.add(new Curves.Point(column, MICRO * amperes.get(column)));
        }
        return new Curves.Curve(name, colour, Curves.Style.POINTS, points);
    }
}
