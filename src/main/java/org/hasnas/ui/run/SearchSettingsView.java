package org.hasnas.ui.run;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.ui.fx.Labels;
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
        VBox algorithm = new VBox(2, new Label(texts.get("search.algorithm")), algorithm(settings, texts));
        HBox amounts = row(field(settings.budget(), "search-budget", texts.get("search.budget.tip")),
                field(settings.seed(), "search-seed", texts.get("search.seed.tip")));
        HBox details = row(field(settings.batchSize(), "search-batch-size", texts.get("search.batch-size.tip")),
                field(settings.batches(), "search-batches", texts.get("search.batches.tip")),
                field(settings.threads(), "search-threads", texts.get("search.threads.tip")));
        getChildren().addAll(algorithm, amounts, details);
        settings.numbers().forEach(number -> getChildren().add(problem(number)));
        Button copy = new Button(texts.get("search.copy"), new FontIcon(MaterialDesignC.CONTENT_COPY));
        copy.setId("copy-command");
        copy.getStyleClass().add(Styles.SMALL);
        copy.setMaxWidth(Double.MAX_VALUE);
        copy.setTooltip(new Tooltip(texts.get("search.copy.tip")));
        copy.setOnAction(event -> copyAsCommand.run());
        getChildren().add(copy);
        model.projectProperty().subscribe(project -> setDisable(project.isEmpty()));
    }

    private static ComboBox<SearchAlgorithmId> algorithm(SearchSettingsViewModel settings, Texts texts) {
        ComboBox<SearchAlgorithmId> choice = new ComboBox<>();
        choice.setId("search-algorithm");
        choice.getItems().setAll(SearchAlgorithmId.values());
        choice.setConverter(new Labels<>(SearchAlgorithmId::label));
        choice.valueProperty().bindBidirectional(settings.algorithmProperty());
        choice.getStyleClass().add(Styles.SMALL);
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setTooltip(new Tooltip(texts.get("search.algorithm.tip")));
        return choice;
    }

    private static HBox row(VBox... fields) {
        for (VBox field : fields) {
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        return new HBox(8, fields);
    }

    private static VBox field(NumberEntry number, String id, String tip) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(5);
        field.getStyleClass().add(Styles.SMALL);
        field.textProperty().bindBidirectional(number.textProperty());
        field.setTooltip(new Tooltip(tip));
        Label name = new Label(number.name());
        name.setLabelFor(field);
        number.problemProperty().subscribe(sentence -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty()));
        return new VBox(2, name, field);
    }

    private static Label problem(NumberEntry number) {
        Label problem = new Label();
        problem.setWrapText(true);
        problem.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.DANGER);
        problem.textProperty().bind(number.problemProperty());
        problem.visibleProperty().bind(number.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }
}
