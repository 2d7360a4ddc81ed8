package org.hasnas.ui.exchange;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.chip.model.CostReport;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportReport.NodeRow;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.ui.candidate.CostView;
import org.hasnas.ui.fx.CutCells;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.ImportedNetwork;

/** A window of its own for a network of another tool: its nodes, its costs in both models, and what there is to say about it. */
public final class NetworkImportWindow {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 680;

    private final Stage stage = new Stage();
    private final Texts texts;

    public NetworkImportWindow(Window owner, ImportedNetwork network, NetworkImportViewModel model, Texts texts) {
        this.texts = texts;
        ImportReport report = network.report();
        TabPane pages = new TabPane(page("network-import.report", summary(network, model)), page("network-import.nodes", nodes(report.nodes())));
        report.spikeSim().ifPresent(cost -> pages.getTabs().add(page("network-import.spikesim", costs(cost))));
        report.physical().ifPresent(cost -> pages.getTabs().add(page("network-import.physical", costs(cost))));
        pages.setId("network-import");
        stage.initOwner(owner);
        stage.setTitle(report.name());
        Scene scene = new Scene(pages, WIDTH, HEIGHT);
        scene.getStylesheets().setAll(owner.getScene().getStylesheets());
        stage.setScene(scene);
    }

    public void show() {
        stage.show();
    }

    private Tab page(String key, Node content) {
        Tab tab = new Tab(texts.get(key), content);
        tab.setClosable(false);
        return tab;
    }

    private ScrollPane summary(ImportedNetwork network, NetworkImportViewModel model) {
        VBox lines = new VBox(8);
        lines.setId("network-import-sentences");
        lines.setPadding(new Insets(12));
        for (String sentence : model.sentences(network)) {
            Label line = new Label(sentence);
            line.setWrapText(true);
            lines.getChildren().add(line);
        }
        Button compare = new Button(texts.get("action.compare"));
        compare.setId("network-import-compare");
        compare.setOnAction(_ -> model.compare(network));
        VBox all = new VBox(lines, compare);
        VBox.setMargin(compare, new Insets(0, 0, 12, 12));
        return scrolled(all);
    }

    private ScrollPane costs(CostReport report) {
        CostView view = new CostView(texts);
        view.show(report);
        view.setPadding(new Insets(12));
        return scrolled(view);
    }

    private static ScrollPane scrolled(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        return pane;
    }

    private TableView<NodeRow> nodes(List<NodeRow> rows) {
        TableView<NodeRow> table = new TableView<>();
        table.setId("network-import-nodes");
        CutCells.tellIn(table);
        column(table, "network-import.node", NodeRow::name);
        column(table, "network-import.type", NodeRow::type);
        column(table, "network-import.input", row -> NirTensor.written(row.inputShape()));
        column(table, "network-import.output", row -> NirTensor.written(row.outputShape()));
        column(table, "network-import.weights", row -> String.valueOf(row.weightParameters()));
        column(table, "network-import.neurons", row -> String.valueOf(row.neurons()));
        column(table, "network-import.macs", row -> String.valueOf(row.multiplyAccumulates()));
        column(table, "network-import.rate", row -> String.format(Locale.ROOT, "%.4g", row.rate()));
        table.getItems().setAll(rows);
        return table;
    }

    private void column(TableView<NodeRow> table, String key, Function<NodeRow, String> text) {
        TableColumn<NodeRow, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        table.getColumns().add(column);
    }
}
