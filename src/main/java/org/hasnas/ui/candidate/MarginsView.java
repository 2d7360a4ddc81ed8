package org.hasnas.ui.candidate;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.model.Margin;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;

/** Every limit with the candidate's cost: a bar that is full where the limit is reached, red where it is exceeded. */
public final class MarginsView extends VBox {
    private final Texts texts;

    public MarginsView(Texts texts) {
        super(6);
        this.texts = texts;
        setId("margins");
    }

    public void show(List<Margin> margins) {
        getChildren().setAll(margins.stream().map(this::row).toList());
    }

    private VBox row(Margin margin) {
        CostKind kind = margin.kind();
        Label name = new Label(texts.costTitle(kind));
        name.setMinWidth(64);
        Label numbers = new Label(texts.get("candidate.margin", UnitSigns.format(kind.quantity(), margin.cost()),
                texts.limit(kind, margin.limit())));
        numbers.setId("margin-" + kind.label());
        numbers.setWrapText(true); // no number is cut off where the pane is narrow
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label share = new Label(share(margin));
        share.setMinWidth(USE_PREF_SIZE);
        share.getStyleClass().addAll(Styles.TEXT_SMALL, margin.passes() ? Styles.TEXT_MUTED : Styles.DANGER);
        HBox line = new HBox(6, name, numbers, gap, share);
        line.setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar(margin.limit() == 0 ? (margin.passes() ? 0 : 1)
                : Double.isInfinite(margin.limit()) ? 0 : Math.clamp(margin.cost() / margin.limit(), 0, 1));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().addAll("margin-bar", margin.passes() ? Styles.SUCCESS : Styles.DANGER);
        return new VBox(2, line, bar);
    }

    private String share(Margin margin) {
        if (Double.isInfinite(margin.limit())) {
            return texts.get("candidate.margin.unlimited");
        }
        String percent = String.format(Locale.ROOT, "%.1f", Math.abs(margin.leftFraction()) * 100);
        return margin.passes() ? texts.get("candidate.margin.left", percent) : texts.get("candidate.margin.over", percent);
    }
}
