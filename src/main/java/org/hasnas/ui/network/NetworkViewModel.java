package org.hasnas.ui.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostReport;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Candidate;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.diagram.DiagramSvg;
import org.hasnas.workbench.diagram.LayerFacts;
import org.hasnas.workbench.diagram.NetworkDiagram;
import org.hasnas.workbench.training.Trainings;

/** The network of the candidate that is looked at, with what is known of its layers, and the weights of the chosen layer if it was trained. */
public final class NetworkViewModel {
    /**
     * A network.
     *
     * @param training number of its newest finished training in this project
     */
    record Shown(Candidate candidate, List<LayerFacts> layers, NetworkDiagram diagram, OptionalLong training) {
        Optional<LayerFacts> layer(String name) {
            return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
        }
    }

    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ProjectTrainings list;
    private final ReadOnlyObjectProperty<Optional<CostReport>> cost;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<String> layer = new ReadOnlyObjectWrapper<>(this, "layer", "");
    private final ReadOnlyObjectWrapper<Optional<Curves>> weights = new ReadOnlyObjectWrapper<>(this, "weights", Optional.empty());
    private List<LayerRate> rates = List.of();
    /** Grows with everything that makes an answer of the background out of date. */
    private long asked;

    /** @param cost of the candidate that is looked at */
    public NetworkViewModel(Trainings trainings, UiServices around, OpenProject project, ProjectTrainings list,
            ReadOnlyObjectProperty<Optional<CostReport>> cost) {
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.list = list;
        this.cost = cost;
        project.candidateProperty().subscribe(now -> ask());
        list.items().subscribe(this::ask);
        list.measuredProperty().subscribe((before, now) -> ask());
        cost.subscribe((before, now) -> show());
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Costs of the network that is shown; empty as long as they are not known. */
    ReadOnlyObjectProperty<Optional<CostReport>> costProperty() {
        return cost;
    }

    /** Calls back whenever another network is shown, or another training of it. */
    void whenOther(Runnable listener) {
        shown.subscribe((before, now) -> {
            if (!before.map(Shown::candidate).equals(now.map(Shown::candidate)) || !before.map(Shown::training).equals(now.map(Shown::training))) {
                listener.run();
            }
        });
    }

    /** Name of the chosen layer, or of an edge without weights; blank for none. */
    ReadOnlyObjectProperty<String> layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /** How the weights of the chosen layer are spread after training; empty as long as they are not known. */
    ReadOnlyObjectProperty<Optional<Curves>> weightsProperty() {
        return weights.getReadOnlyProperty();
    }

    void choose(String name) {
        layer.set(name);
        askWeights();
    }

    /** Chooses the first layer while none is chosen, so that what is told of a layer is not empty. */
    void chooseAny() {
        if (layer.get().isEmpty()) {
            shown.get().flatMap(now -> now.layers().stream().findFirst()).ifPresent(first -> choose(first.name()));
        }
    }

    private Optional<TrainingItem> training(Candidate candidate) {
        return list.items().stream().filter(item -> item.snapshot().stage() == RunStatus.FINISHED && item.isOf(candidate))
                .findFirst();
    }

    private void ask() {
        rates = List.of();
        show();
        Optional<String> hash = project.candidateProperty().get().flatMap(this::training).map(item -> item.summary().candidateHash());
        long now = ++asked;
        project.opened().ifPresent(open -> hash.ifPresent(known -> background.run(() -> trainings.spikeRates(open, known), found -> {
            if (now == asked) {
                rates = found;
                show();
            }
        }, sentence -> dialogs.problem(texts.get("network.problem"), sentence))));
        askWeights();
    }

    private void show() {
        shown.set(project.candidateProperty().get().map(candidate -> {
            List<LayerFacts> layers = LayerFacts.of(candidate.network(), cost.get(), rates);
            Optional<TrainingItem> training = training(candidate);
            return new Shown(candidate, layers, NetworkDiagram.of(candidate.network(), layers, words()),
                    training.isPresent() ? OptionalLong.of(training.get().id()) : OptionalLong.empty());
        }));
    }

    private NetworkDiagram.Words words() {
        return new NetworkDiagram.Words(texts.get("diagram.image"), texts.get("diagram.cell"), texts.get("diagram.weights"),
                texts.get("diagram.crossbar"), texts.get("diagram.crossbars"), texts.get("network.classes"), texts.get("diagram.mean"),
                texts.get("diagram.step"), texts.get("diagram.steps"));
    }

    private void askWeights() {
        weights.set(Optional.empty());
        Shown now = shown.get().orElse(null);
        String name = layer.get();
        if (now == null || now.training().isEmpty() || now.layer(name).isEmpty()) {
            return;
        }
        long training = now.training().getAsLong();
        project.opened().ifPresent(open -> background.run(() -> trainings.weights(open, training, name), found -> {
            if (name.equals(layer.get()) && shown.get().filter(still -> still.candidate().equals(now.candidate())).isPresent()) {
                weights.set(Optional.of(histogram(found)));
            }
        }, sentence -> dialogs.problem(texts.get("network.problem"), sentence)));
    }

    private Curves histogram(float[] found) {
        double[] values = IntStream.range(0, found.length).mapToDouble(weight -> found[weight]).toArray();
        return new Curves(texts.get("network.weights.axis"), texts.get("network.weights.count"), false, false,
                List.of(Curves.Curve.histogram(texts.get("network.weights.curve", found.length), 0, values)), List.of());
    }

    /** Asks for a file and saves the diagram as SVG. */
    void save() {
        shown.get().ifPresent(now -> dialogs.chooseFileToSave(texts.get("network.save.title"), project.folderOrHome(),
                "network-" + now.candidate().trial().index() + ".svg", Dialogs.FileKind.SVG)
                .ifPresent(file -> background.perform(() -> DiagramSvg.write(now.diagram(), now.candidate().trial().architecture().text(), file),
                        () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence))));
    }
}
