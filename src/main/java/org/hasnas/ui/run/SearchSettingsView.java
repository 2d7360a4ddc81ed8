package org.hasnas.ui.run;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.hasnas.domain.run.SearchAlgorithmId;
import org.hasnas.ui.fx.Texts;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What the next search does: algorithm, budget, seed, batches and threads. */
public final class SearchSettingsView extends VBox {
    /**
     * @param copyAsCommand called by the button that copies the command line
     */
    public SearchSettingsView(SearchViewModel model, Texts texts, Runnable copyAsCommand) {
        getStyleClass().add("search-settings");
        SearchSettingsViewModel settings = model.settings();
        GridPane grid = new GridPane(8, 6);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        ComboBox<SearchAlgorithmId> algorithm = algorithm(settings, texts);
        grid.addRow(0, new Label(texts.get("search.algorithm")), algorithm);
        int row = 1;
        addNumber(grid, row, settings.budget(), "search-budget", texts.get("search.budget.tip"));
        addNumber(grid, row += 2, settings.seed(), "search-seed", texts.get("search.seed.tip"));
        addNumber(grid, row += 2, settings.batchSize(), "search-batch-size", texts.get("search.batch-size.tip"));
        addNumber(grid, row += 2, settings.batches(), "search-batches", texts.get("search.batches.tip"));
        addNumber(grid, row += 2, settings.threads(), "search-threads", texts.get("search.threads.tip"));
        Button copy = new Button(texts.get("search.copy"), new FontIcon(MaterialDesignC.CONTENT_COPY));
        copy.setId("copy-command");
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMaxWidth(Double.MAX_VALUE);
        copy.setTooltip(new Tooltip(texts.get("search.copy.tip")));
        copy.setOnAction(event -> copyAsCommand.run());
        getChildren().addAll(grid, copy);
        model.projectProperty().subscribe(project -> setDisable(project.isEmpty()));
    }

    private static ComboBox<SearchAlgorithmId> algorithm(SearchSettingsViewModel settings, Texts texts) {
        ComboBox<SearchAlgorithmId> choice = new ComboBox<>();
        choice.setId("search-algorithm");
        choice.getItems().setAll(SearchAlgorithmId.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(SearchAlgorithmId algorithm) {
                return algorithm.label();
            }

            @Override
            public SearchAlgorithmId fromString(String label) {
                throw new UnsupportedOperationException("the choice is not editable");
            }
        });
        choice.valueProperty().bindBidirectional(settings.algorithmProperty());
        choice.getStyleClass().add(Styles.SMALL);
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setTooltip(new Tooltip(texts.get("search.algorithm.tip")));
        return choice;
    }

    private static void addNumber(GridPane grid, int row, NumberEntry number, String id, String tip) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().add(Styles.SMALL);
        field.textProperty().bindBidirectional(number.textProperty());
        field.setTooltip(new Tooltip(tip));
        Label name = new Label(number.name());
        name.setLabelFor(field);
        Label problem = new Label();
        problem.setId(id + "-problem");
        problem.setWrapText(true);
        problem.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.DANGER);
        problem.textProperty().bind(number.problemProperty());
        problem.visibleProperty().bind(number.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        number.problemProperty().subscribe(sentence -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty()));
        grid.addRow(row, name, field);
        grid.add(problem, 0, row + 1, 2, 1);
    }
}
