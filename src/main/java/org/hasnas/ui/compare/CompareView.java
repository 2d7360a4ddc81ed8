package org.hasnas.ui.compare;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Margin;
import org.hasnas.training.model.EpochResult;
import org.hasnas.ui.candidate.CellGraph;
import org.hasnas.ui.chart.ChartMenu;
import org.hasnas.ui.chart.CurveChart;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.SectionLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.workbench.chart.Curves;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The page of the comparison: cells beside each other, numbers with differences, accuracies and learning curves, and costs by part. */
public final class CompareView extends BorderPane {
    private static final double CHART_HEIGHT = 230;
    private static final double HEAD_WIDTH = 130;
    private static final double GAP = 16;
    /** Of all designs alike; they grow alike, too. */
    private static final double DESIGN_WIDTH = 150;

    private final CompareViewModel model;
    private final Texts texts;
    private final ObservableValue<Boolean> dark;
    private final ObjectProperty<CostKind> parts = new SimpleObjectProperty<>(this, "parts", CostKind.ENERGY);
    private final VBox content = new VBox(GAP);
    private final GridPane cells = new GridPane(GAP, 4);
    private final GridPane numbers = new GridPane(GAP, 3);
    private final AccuracyDots dots;
    private final CurveChart curves;
    private final PartBars components;
    private final PartBars layers;
    private final PartBars spikes;
    private final Label noCurves = new Label();
    /** Beside the titles of the charts: which colour is which design. */
    private final List<FlowPane> keys = new ArrayList<>();
    private final ScrollPane scroll = new ScrollPane(content);
    private final VBox empty;

    /** @param dark whether the window is dark */
    public CompareView(CompareViewModel model, Texts texts, ObservableValue<Boolean> dark) {
        this.model = model;
        this.texts = texts;
        this.dots = new AccuracyDots(texts);
        this.curves = new CurveChart(texts);
        this.dark = dark;
        this.components = new PartBars("compare-components", texts);
        this.layers = new PartBars("compare-layers", texts);
        this.spikes = new PartBars("compare-spikes", texts);
        getStyleClass().add("compare");
        setId("compare");
        numbers.setId("compare-numbers");
        curves.setId("compare-curves");
        curves.setMinHeight(CHART_HEIGHT);
        noCurves.setText(texts.get("compare.curves.none"));
        noCurves.setWrapText(true);
        noCurves.getStyleClass().add(Styles.TEXT_MUTED);
        Stream.of(noCurves, curves).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        content.getStyleClass().add("compare-content");
        content.getChildren().addAll(cells, numbers,
                pair(keyed(texts.get("compare.section.accuracy.chart"), dots),
                        new VBox(6, new SectionLabel(texts.get("compare.section.curves")), noCurves, curves)),
                pair(keyed(texts.get("compare.section.components"), components), keyed(texts.get("compare.section.layers"), layers)),
                keyed(texts.get("compare.section.spikes"), spikes));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        empty = emptyState();
        setTop(bar());
        model.designsProperty().subscribe(now -> show());
        parts.subscribe((before, now) -> show());
        dark.subscribe((before, now) -> show());
        dark.subscribe(curves::setDark);
    }

    private HBox bar() {
        Choice<CostKind> kind = new Choice<>("compare-parts", List.of(CostKind.values()), texts::cost).small().of(parts);
        Label label = new Label(texts.get("compare.parts"));
        label.setLabelFor(kind);
        label.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        List<ActionButton> actions = List.of(
                new ActionButton("compare-copy", MaterialDesignC.CONTENT_COPY, texts.get("compare.copy"), model::copyTable)
                        .small(texts.get("compare.copy.tip")).whole(),
                new ActionButton("compare-save", MaterialDesignI.IMAGE_OUTLINE, texts.get("compare.save"), this::savePicture)
                        .small(texts.get("compare.save.tip")).whole(),
                new ActionButton("compare-report", MaterialDesignF.FILE_DOCUMENT_OUTLINE, texts.get("compare.report"), model::saveReport)
                        .small(texts.get("compare.report.tip")).whole(),
                new ActionButton("compare-clear", MaterialDesignD.DELETE_OUTLINE, texts.get("compare.clear"), model::clear)
                        .small(texts.get("compare.clear")).whole());
        model.designsProperty().subscribe(now -> actions.forEach(action -> action.setDisable(now.isEmpty())));
        HBox bar = new HBox(8, label, kind, gap, imported());
        bar.getChildren().addAll(actions);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("trials-bar");
        return bar;
    }

    /** Offers the networks of other tools that the project keeps. */
    private MenuButton imported() {
        MenuButton button = new MenuButton(texts.get("compare.imported"));
        button.setId("compare-imported");
        Tips.set(button, texts.get("compare.imported.tip"));
        button.getStyleClass().addAll(Styles.SMALL, Styles.TEXT_SMALL);
        model.importsProperty().subscribe(now -> {
            button.getItems().setAll(now.stream().map(network -> {
                MenuItem item = new MenuItem(network.report().name());
                item.setMnemonicParsing(false);
                item.setOnAction(_ -> model.add(network));
                return item;
            }).toList());
            button.setDisable(now.isEmpty());
        });
        return button;
    }

    private VBox emptyState() {
        FontIcon icon = new FontIcon(MaterialDesignC.COMPARE_HORIZONTAL);
        icon.getStyleClass().add("empty-icon");
        Label text = new Label(texts.get("compare.empty"));
        text.setWrapText(true);
        text.setMaxWidth(560);
        text.getStyleClass().add("empty-text");
        VBox box = new VBox(10, icon, text);
        box.getStyleClass().add("empty");
        return box;
    }

    private static GridPane pair(Node left, Node right) {
        GridPane pair = new GridPane(2 * GAP, GAP);
        pair.addRow(0, left, right);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        pair.getColumnConstraints().addAll(half, half);
        return pair;
    }

    /** A chart that has no names of the designs in it. */
    private VBox keyed(String title, Node chart) {
        FlowPane key = new FlowPane(12, 2);
        keys.add(key);
        return new VBox(6, new SectionLabel(title), key, chart);
    }

    private static Region swatch(String colour) {
        Region swatch = new Region();
        swatch.setMinSize(12, 12);
        swatch.setMaxSize(12, 12);
        swatch.setStyle("-fx-background-color: " + colour + "; -fx-background-radius: 3px;");
        return swatch;
    }

    private static Label name(ComparedDesign design, String colour) {
        Label label = new Label(design.name(), swatch(colour));
        label.getStyleClass().add(Styles.TEXT_SMALL);
        return label;
    }

    private void show() {
        List<ComparedDesign> designs = model.designsProperty().get();
        setCenter(designs.isEmpty() ? empty : scroll);
        if (designs.isEmpty()) {
            return;
        }
        List<String> colours = IntStream.range(0, designs.size()).mapToObj(index -> CurveChart.colour(index, dark.getValue())).toList();
        showCells(designs, colours);
        showNumbers(model.table(), colours);
        keys.forEach(
                key -> key.getChildren().setAll(IntStream.range(0, designs.size()).mapToObj(i -> name(designs.get(i), colours.get(i))).toList()));
        showAccuracies(designs, colours);
        showCurves(designs);
        components.show(designs, PartBars.Parts.COMPONENTS, parts.get(), colours);
        layers.show(designs, PartBars.Parts.LAYERS, parts.get(), colours);
        spikes.showSpikes(designs, colours);
    }

    /** The first column holds names, all others are as wide as each other. */
    private static void layOut(GridPane grid, int designs) {
        ColumnConstraints head = new ColumnConstraints(HEAD_WIDTH);
        ColumnConstraints design = new ColumnConstraints();
        design.setMinWidth(0);
        design.setPrefWidth(DESIGN_WIDTH);
        design.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(Stream.concat(Stream.of(head), Stream.generate(() -> design).limit(designs)).toList());
        grid.getChildren().clear();
    }

    private void showCells(List<ComparedDesign> designs, List<String> colours) {
        layOut(cells, designs.size());
        Label cell = new SectionLabel(texts.get("candidate.cell"));
        GridPane.setValignment(cell, VPos.TOP);
        cells.add(cell, 0, 1);
        for (int i = 0; i < designs.size(); i++) {
            cells.add(head(designs.get(i), colours.get(i), i == 0), i + 1, 0);
            List<ConnectionMatrix> reference =
                    i == 0 ? List.of() : designs.getFirst().candidate().map(first -> first.trial().architecture().matrices())
                            .orElse(List.of());
            cells.add(designs.get(i).candidate().<Node>map(design -> graphs(design, reference)).orElseGet(this::noCell), i + 1, 1);
        }
    }

    private Label noCell() {
        Label none = new Label(texts.get("compare.no-cell"));
        none.setWrapText(true);
        none.getStyleClass().add(Styles.TEXT_MUTED);
        return none;
    }

    /** @param first the matrices that differences are marked from */
    private VBox graphs(Candidate design, List<ConnectionMatrix> first) {
        VBox graphs = new VBox(4);
        List<ConnectionMatrix> own = design.trial().architecture().matrices();
        for (int place = 0; place < own.size(); place++) {
            if (place == 0 || !own.get(place).equals(own.get(place - 1))) {
                Optional<ConnectionMatrix> reference = place >= first.size() || first.get(place).nodes() != own.get(place).nodes() ? Optional.empty()
                        : Optional.of(first.get(place));
                graphs.getChildren().add(own.get(place).edges().isEmpty() ? new Label(texts.get("candidate.cell.empty"))
                        : new CellGraph(design.request().space(), own.get(place), reference));
            }
        }
        return graphs;
    }

    private VBox head(ComparedDesign design, String colour, boolean first) {
        Label name = new Label(design.name());
        name.getStyleClass().add(Styles.TEXT_BOLD);
        Tips.set(name, design.description());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(6, swatch(colour), name, gap);
        if (!first) {
            line.getChildren().add(ActionButton.ofIcon("compare-first", MaterialDesignA.ARROW_COLLAPSE_LEFT, texts.get("compare.first"),
                    () -> model.putFirst(design)).styled(Styles.FLAT).whole());
        }
        line.getChildren().add(ActionButton.ofIcon("compare-remove", MaterialDesignC.CLOSE, texts.get("compare.remove"),
                () -> model.remove(design)).styled(Styles.FLAT).whole());
        line.setAlignment(Pos.CENTER_LEFT);
        Label verdict =
                new Label(design.margins().isEmpty() ? "" : design.margins().stream().allMatch(Margin::passes) ? texts.get("candidate.feasible")
                        : texts.get("candidate.infeasible", String.join(", ", design.margins().stream().filter(margin -> !margin.passes())
                                .map(margin -> texts.cost(margin.kind())).toList())));
        verdict.getStyleClass().addAll(Styles.TEXT_SMALL, design.margins().stream().allMatch(Margin::passes) ? Styles.SUCCESS : Styles.DANGER);
        Tips.set(verdict, verdict.getText());
        return new VBox(line, verdict);
    }

    private void showNumbers(ComparisonTable table, List<String> colours) {
        layOut(numbers, colours.size());
        int line = 0;
        String section = "";
        for (ComparisonTable.Row row : table.rows()) {
            if (!row.section().equals(section)) {
                section = row.section();
                numbers.add(new SectionLabel(section), 0, line++, colours.size() + 1, 1);
            }
            Label name = new Label(row.name());
            Tips.set(name, row.name() + "\n" + row.meaning());
            numbers.add(name, 0, line);
            GridPane.setValignment(name, VPos.TOP);
            for (int i = 0; i < row.cells().size(); i++) {
                Node value = cell(row.cells().get(i));
                GridPane.setValignment(value, VPos.TOP);
                numbers.add(value, i + 1, line);
            }
            line++;
        }
    }

    private static Node cell(ComparisonTable.Cell cell) {
        Label value = new Label(cell.value());
        Tips.set(value, cell.value());
        if (cell.difference().isEmpty()) {
            style(value, cell.verdict());
            return value;
        }
        Label difference = new Label(cell.difference());
        difference.setWrapText(true);
        difference.setMinHeight(Region.USE_PREF_SIZE);
        difference.getStyleClass().add(Styles.TEXT_SMALL);
        style(difference, cell.verdict());
        FlowPane both = new FlowPane(8, 0, value, difference);
        both.setPrefWrapLength(DESIGN_WIDTH);
        both.setRowValignment(VPos.BASELINE);
        return both;
    }

    private static void style(Label label, ComparisonTable.Verdict verdict) {
        switch (verdict) {
            case BETTER -> label.getStyleClass().add(Styles.SUCCESS);
            case WORSE -> label.getStyleClass().add(Styles.DANGER);
            case EVEN -> {}
        }
    }

    private void showAccuracies(List<ComparedDesign> designs, List<String> colours) {
        List<AccuracyDots.Group> groups = new ArrayList<>();
        if (designs.stream().anyMatch(design -> design.outlook().isPresent())) {
            groups.add(new AccuracyDots.Group(texts.get("compare.expected"),
                    designs.stream().map(design -> design.outlook().map(outlook -> outlook.expected())).toList()));
        }
        ComparedDesign.kindsOf(designs).forEach(kind -> groups.add(new AccuracyDots.Group(texts.accuracyTitle(kind),
                designs.stream().map(design -> design.accuracy(kind)).toList())));
        dots.show(groups, colours);
    }

    private void showCurves(List<ComparedDesign> designs) {
        List<Curves.Curve> drawn = IntStream.range(0, designs.size()).filter(i -> !designs.get(i).epochs().isEmpty())
                .mapToObj(i -> new Curves.Curve(texts.get("compare.curve", designs.get(i).name(), designs.get(i).training().orElse(0)), i,
                        Curves.Style.LINE, designs.get(i).epochs().stream().map(CompareView::point).toList()))
                .toList();
        noCurves.setVisible(drawn.isEmpty());
        curves.setVisible(!drawn.isEmpty());
        curves.show(new Curves(texts.get("training.curve.epoch"), texts.get("compare.curve.axis"), true, false, drawn, List.of()));
    }

    private static Curves.Point point(EpochResult epoch) {
        return new Curves.Point(epoch.epoch(), 100 * epoch.validationAccuracy());
    }

    /** The whole content, also what is scrolled away. */
    private void savePicture() {
        WritableImage image = ChartMenu.picture(content, dark.getValue());
        model.savePicture(file -> ChartMenu.writePng(image, file));
    }
}
