package org.hasnas.ui.accuracy;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.training.model.Accuracy;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel.Content;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel.Line;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;
import org.hasnas.ui.plot.canvas.KindGlyph;

/** The kinds of accuracy of a candidate below each other, each with its mark of the plot, its interval and where it comes from. */
public final class CandidateAccuraciesView extends VBox {
    private final Texts texts;

    public CandidateAccuraciesView(CandidateAccuraciesViewModel model, Texts texts) {
        super(6);
        this.texts = texts;
        setId("accuracies");
        model.contentProperty().subscribe(this::show);
    }

    private void show(Content content) {
        getChildren().clear();
        if (content.lines().isEmpty()) {
            getChildren().add(new MutedLabel(content.regret().isBlank() ? texts.get("accuracy.asking") : content.regret()));
            return;
        }
        content.lines().forEach(line -> getChildren().add(row(line)));
        if (!content.regret().isBlank()) {
            Label regret = new Label(content.regret());
            regret.setId("regret");
            regret.setWrapText(true);
            regret.setMinHeight(USE_PREF_SIZE);
            getChildren().add(regret);
        }
    }

    private Node row(Line line) {
        Label name = new Label(texts.accuracyTitle(line.kind()), KindGlyph.node(line.kind()));
        name.setMinWidth(USE_PREF_SIZE);
        Tips.set(name, texts.meaning("accuracy-" + line.kind().label()));
        Label value = new Label(line.accuracy().map(AccuracyText::value).orElseGet(() -> texts.get("accuracy.none")));
        value.setId("accuracy-" + line.kind().label().replace(' ', '-'));
        value.setMinWidth(USE_PREF_SIZE);
        value.getStyleClass().add(line.accuracy().isPresent() ? Styles.TEXT_BOLD : Styles.TEXT_MUTED);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(6, name, gap, value);
        head.setAlignment(Pos.CENTER_LEFT);
        return new VBox(1, head, new MutedLabel(line.accuracy().map(this::origin).orElse(line.missing())));
    }

    private String origin(Accuracy accuracy) {
        String interval = AccuracyText.interval(accuracy, texts);
        return interval.isBlank() ? accuracy.source() : texts.get("accuracy.interval", interval, accuracy.source());
    }
}
