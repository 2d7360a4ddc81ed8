package org.hasnas.ui.network;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Margin;
import org.hasnas.ui.accuracy.CandidateAccuraciesView;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel;
import org.hasnas.ui.candidate.CellGraph;
import org.hasnas.ui.candidate.MarginsView;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.SectionLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.workspace.Dividers;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** The page of the network: the diagram at the left; at the right the cell to be changed, what the design then costs, and the chosen layer. */
public final class NetworkView extends BorderPane {
    private static final double SIDE_WIDTH = 390;
    private static final double DIVIDER = 0.7;

    private final NetworkViewModel model;
    private final CellEditor editor;
    private final Texts texts;
    private final DiagramPane diagram;
    private final Label title = new Label();
    private final MutedLabel trained = new MutedLabel("");
    private final ObjectProperty<Integer> place = new SimpleObjectProperty<>(this, "place", 0);
    private final Choice<Integer> places;
    private final StackPane cell = new StackPane();
    private final ActionButton undo;
    private final TabPane tabs = new TabPane();
    private final ScrollPane scroll = new ScrollPane();
    private final SplitPane content = new SplitPane();
    private final VBox empty;

    /**
     * @param margins the limits of the window with the costs of the candidate that is looked at
     * @param actions buttons of what can be done with it
     * @param dividers of the pages
     * @param dark whether the window is dark
     */
    public NetworkView(NetworkViewModel model, CellEditor editor, CrossbarViewModel crossbar, ActivityViewModel activity,
            ReadOnlyObjectProperty<List<Margin>> margins,
            CandidateAccuraciesViewModel accuracies, List<Button> actions, Dividers dividers, Texts texts, ObservableValue<Boolean> dark) {
        this.model = model;
        this.editor = editor;
        this.texts = texts;
        this.diagram = new DiagramPane(model::choose);
        getStyleClass().add("network-page");
        setId("network");
        title.setId("network-title");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setMinWidth(Region.USE_PREF_SIZE);
        places = new Choice<Integer>("network-cell", List.of(0), number -> texts.get("network.edit.cell", number + 1)).small().of(place);
        places.managedProperty().bind(places.visibleProperty());
        undo = new ActionButton("network-undo", MaterialDesignU.UNDO, "", editor::undo).small(texts.get("network.undo.tip")).whole();
        undo.managedProperty().bind(undo.visibleProperty());
        Label score = new Label();
        score.setId("network-score");
        score.setWrapText(true);
        score.textProperty().bind(editor.scoreProperty());
        score.visibleProperty().bind(editor.scoreProperty().isNotEmpty());
        score.managedProperty().bind(score.visibleProperty());
        MarginsView limits = new MarginsView(texts);
        margins.subscribe(limits::show);
        FlowPane buttons = new FlowPane(6, 6, undo);
        actions.forEach(action -> action.getStyleClass().add(Styles.SMALL));
        buttons.getChildren().addAll(actions);
        Tab layer = tab("network.tab.layer", new LayerView(model, texts, dark));
        Tab array = tab("network.tab.crossbar", new CrossbarView(crossbar, texts, dark));
        List.of(layer, array).forEach(about -> about.selectedProperty().subscribe(now -> {
            if (now) {
                model.chooseAny();
            }
        }));
        array.selectedProperty().subscribe(crossbar::watch);
        Tab spikes = tab("network.tab.activity", new ActivityView(activity, texts, dark));
        spikes.selectedProperty().subscribe(activity::watch);
        tabs.getTabs().setAll(tab("network.tab.cell", new MutedLabel(texts.get("network.edit")), places, cell, score, buttons,
                new SectionLabel(texts.get("candidate.limits")), limits, new SectionLabel(texts.get("candidate.accuracy")),
                new CandidateAccuraciesView(accuracies, texts)), layer, array, spikes, tab("network.tab.floor", new FloorPlanView(model, texts)));
        tabs.setMinWidth(SIDE_WIDTH);
        scroll.setContent(new StackPane(diagram));
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setPannable(true);
        scroll.viewportBoundsProperty().subscribe(bounds -> centre());
        content.getItems().setAll(scroll, tabs);
        dividers.place("network", content, DIVIDER);
        empty = emptyState();
        setTop(bar());
        model.shownProperty().subscribe(this::show);
        model.layerProperty().subscribe(diagram::mark);
        model.layerProperty().subscribe((before, now) -> {
            if (tabs.getSelectionModel().getSelectedIndex() == 0) { // what was clicked is told; other tabs are about the layer
                tabs.getSelectionModel().select(layer);
            }
        });
        place.subscribe((before, now) -> showCell());
        editor.originalProperty().subscribe(now -> showTitle());
    }

    private Tab tab(String key, Node... parts) {
        VBox box = new VBox(8, parts);
        box.getStyleClass().add("candidate-content");
        box.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(parts[parts.length - 1], Priority.ALWAYS);
        ScrollPane pane = new ScrollPane(box);
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        Tab tab = new Tab(texts.get(key), pane);
        tab.setClosable(false);
        return tab;
    }

    /** Where the diagram is wider than its place, its middle column is seen first. */
    private void centre() {
        model.shownProperty().get().ifPresent(shown -> {
            double width = scroll.getViewportBounds().getWidth();
            double more = shown.diagram().width() - width;
            scroll.setHvalue(more > 0 ? Math.clamp((shown.diagram().centre() - width / 2) / more, 0, 1) : 0);
        });
    }

    private HBox bar() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ActionButton save = new ActionButton("network-save", MaterialDesignI.IMAGE_OUTLINE, texts.get("network.save"), model::save)
                .small(texts.get("network.save.tip")).whole();
        model.shownProperty().subscribe(now -> List.of(title, trained, save).forEach(node -> node.setVisible(now.isPresent())));
        HBox bar = new HBox(12, title, trained, gap, save);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("trials-bar");
        return bar;
    }

    private VBox emptyState() {
        FontIcon icon = new FontIcon(MaterialDesignG.GRAPH_OUTLINE);
        icon.getStyleClass().add("empty-icon");
        Label text = new Label(texts.get("network.empty"));
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        VBox box = new VBox(10, icon, text);
        box.getStyleClass().add("empty");
        return box;
    }

    private void show(Optional<NetworkViewModel.Shown> shown) {
        setCenter(shown.isPresent() ? content : empty);
        shown.ifPresent(now -> {
            diagram.show(now.diagram());
            centre();
            diagram.mark(model.layerProperty().get());
            trained.setText(now.training().isPresent() ? texts.get("network.trained", now.training().getAsLong()) : texts.get("network.untrained"));
            int cells = now.candidate().trial().architecture().matrices().size();
            places.setVisible(cells > 1);
            if (places.getItems().size() != cells) {
                places.getItems().setAll(IntStream.range(0, cells).boxed().toList());
                place.set(0);
            }
            showTitle();
            showCell();
        });
    }

    private void showTitle() {
        Optional<Integer> original = editor.originalProperty().get().map(first -> first.trial().index());
        undo.setVisible(original.isPresent());
        undo.setText(original.map(index -> texts.get("network.undo", index)).orElse(""));
        model.shownProperty().get().ifPresent(shown -> title.setText(original.map(index -> texts.get("network.title.own", index))
                .orElseGet(() -> texts.get("network.title", shown.candidate().trial().index()))));
        showCell();
    }

    private void showCell() {
        model.shownProperty().get().ifPresent(shown -> {
            Candidate candidate = shown.candidate();
            int which = Math.clamp(place.get() == null ? 0 : place.get(), 0, candidate.trial().architecture().matrices().size() - 1);
            ConnectionMatrix matrix = candidate.trial().architecture().matrices().get(which);
            ConnectionMatrix before = editor.originalProperty().get().map(first -> first.trial().architecture().matrices().get(which)).orElse(matrix);
            SearchSpace space = candidate.request().space();
            cell.getChildren().setAll(CellGraph.toEdit(space, matrix, before, (node, edge) -> choose(node, space, which, matrix, edge)));
        });
    }

    /** Shows the operations that an edge can have. */
    private void choose(Node node, SearchSpace space, int which, ConnectionMatrix matrix, Edge edge) {
        ContextMenu menu = new ContextMenu();
        for (int digit = 0; digit < space.operations().size(); digit++) {
            int chosen = digit;
            MenuItem item = new MenuItem(digit == 0 ? texts.get("network.operation.none") : space.operation(digit).label());
            item.setId("operation-" + digit);
            item.setDisable(matrix.digit(edge) == digit);
            item.setOnAction(event -> editor.set(which, edge, chosen));
            menu.getItems().add(item);
        }
        menu.show(node, Side.BOTTOM, 0, 0);
    }
}
