package org.hasnas.ui.search;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.form.EntryField;
import org.hasnas.ui.form.ProblemLabel;
import org.hasnas.ui.form.TextEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.SearchForm;
import org.hasnas.ui.project.SearchForm.BeginWith;
import org.hasnas.units.EnumNames;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What the next search does: algorithm, budget, seed, batches and threads, and how long one by trainings works. */
public final class SearchSettingsView extends VBox {
    /**
     * @param copyAsCommand called by the button that copies the command line
     */
    public SearchSettingsView(OpenProject project, Texts texts, Runnable copyAsCommand) {
        getStyleClass().add("search-settings");
        SearchForm settings = project.form();
        VBox algorithm = new VBox(2, new Label(texts.get("search.algorithm")), algorithm(settings, texts));
        HBox amounts = row(field(settings.budget(), "search-budget", texts.get("search.budget.tip")),
                field(settings.seed(), "search-seed", texts.get("search.seed.tip")));
        HBox details = row(field(settings.batchSize(), "search-batch-size", texts.get("search.batch-size.tip")),
                field(settings.batches(), "search-batches", texts.get("search.batches.tip")),
                field(settings.threads(), "search-threads", texts.get("search.threads.tip")));
        getChildren().addAll(algorithm, ladder(settings, texts), amounts, details);
        settings.numbersOfAll().forEach(number -> getChildren().add(new ProblemLabel(number.problemProperty())));
        getChildren().add(new ActionButton("copy-command", MaterialDesignC.CONTENT_COPY, texts.get("search.copy"), copyAsCommand)
                .small(texts.get("search.copy.tip")).wide());
        project.projectProperty().subscribe(open -> setDisable(open.isEmpty()));
    }

    private static Choice<SearchAlgorithmId> algorithm(SearchForm settings, Texts texts) {
        Choice<SearchAlgorithmId> choice = new Choice<>("search-algorithm", List.of(SearchAlgorithmId.values()), SearchAlgorithmId::label)
                .small().wide().of(settings.algorithmProperty());
        Tips.set(choice, texts.get("search.algorithm.tip"));
        return choice;
    }

    /** Takes no room for other algorithms. */
    private static VBox ladder(SearchForm settings, Texts texts) {
        VBox trainings = new VBox(2, row(field(settings.minutes(), "search-minutes", texts.get("search.minutes.tip")),
                field(settings.sideBySide(), "search-side-by-side", texts.get("search.side-by-side.tip"))),
                row(new VBox(2, new Label(texts.get("search.front")), front(settings, texts)),
                        field(settings.onChip(), "search-on-chip", texts.get("search.on-chip.tip"))),
                new Label(texts.get("search.begin-with")), beginWith(settings, texts),
                field(settings.designs(), "search-designs", texts.get("search.designs.tip")));
        settings.numbersOfLadder().forEach(number -> trainings.getChildren().add(new ProblemLabel(number.problemProperty())));
        trainings.managedProperty().bind(trainings.visibleProperty());
        settings.algorithmProperty().subscribe(algorithm -> trainings.setVisible(settings.isLadder()));
        return trainings;
    }

    private static Choice<FrontCost> front(SearchForm settings, Texts texts) {
        Choice<FrontCost> choice = new Choice<>("search-front", List.of(FrontCost.values()), texts::cost).small().wide()
                .of(settings.frontProperty());
        Tips.set(choice, texts.get("search.front.tip"));
        return choice;
    }

    private static Choice<BeginWith> beginWith(SearchForm settings, Texts texts) {
        Choice<BeginWith> choice = new Choice<>("search-begin-with", List.of(BeginWith.values()),
                value -> texts.get("search.begin-with." + EnumNames.of(value))).small().wide().of(settings.beginWithProperty());
        Tips.set(choice, texts.get("search.begin-with.tip"));
        return choice;
    }

    private static HBox row(VBox... fields) {
        for (VBox field : fields) {
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        return new HBox(8, fields);
    }

    private static VBox field(TextEntry number, String id, String tip) {
        EntryField field = new EntryField(id, 5, number).small(tip);
        return new VBox(2, field.label(), field);
    }
}
