package org.hasnas.ui.accuracy;

import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Texts;

/** Predicted against measured accuracy, a point per network, with their rank correlation. */
public final class AgreementView extends VBox {
    private static final double PERCENT = 100;
    private static final double WIDTH = 620;
    private static final double HEIGHT = 560;
    private static final int TICKS = 8;

    private final Texts texts;

    public AgreementView(AgreementViewModel model, Texts texts) {
        super(8);
        this.texts = texts;
        getStyleClass().add("agreement");
        setPrefSize(WIDTH, HEIGHT);
        model.contentProperty().subscribe(this::show);
    }

    private void show(AgreementViewModel.Content content) {
        Label sentence = new Label(content.sentence());
        sentence.setId("agreement-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(sentence);
        content.agreement().ifPresent(agreement -> {
            ScatterChart<Number, Number> chart = chart(agreement);
            VBox.setVgrow(chart, Priority.ALWAYS);
            getChildren().addFirst(chart);
        });
    }

    private ScatterChart<Number, Number> chart(PredictionAgreement agreement) {
        String measured = agreement.measuredKind().map(texts::accuracy).orElse("");
        NumberAxis x = axis(texts.get("agreement.axis", texts.accuracy(AccuracyKind.PREDICTED)),
                agreement.pairs().stream().mapToDouble(pair -> PERCENT * pair.predicted().fraction()).toArray());
        NumberAxis y = axis(texts.get("agreement.axis", measured),
                agreement.pairs().stream().mapToDouble(pair -> PERCENT * pair.measured().fraction()).toArray());
        ScatterChart<Number, Number> chart = new ScatterChart<>(x, y);
        chart.setId("agreement-chart");
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        XYChart.Series<Number, Number> series = new XYChart.Series<>();
        agreement.pairs().forEach(pair -> series.getData().add(new XYChart.Data<>(PERCENT * pair.predicted().fraction(),
                PERCENT * pair.measured().fraction())));
        chart.getData().add(series);
        for (int i = 0; i < series.getData().size(); i++) {
            PredictionAgreement.Pair pair = agreement.pairs().get(i);
            Tooltip.install(series.getData().get(i).getNode(), new Tooltip(texts.get("agreement.hover", pair.architecture().text(),
                    AccuracyText.value(pair.predicted()), AccuracyText.interval(pair.predicted(), texts), measured,
                    AccuracyText.value(pair.measured()))));
        }
        return chart;
    }

    private static NumberAxis axis(String title, double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double room = Math.max(0.5, (high - low) / (2 * TICKS));
        double step = Math.max(0.1, Math.pow(10, Math.floor(Math.log10(Math.max(1, high - low)))) / 2);
        NumberAxis axis = new NumberAxis(title, Math.floor((low - room) / step) * step, Math.ceil((high + room) / step) * step, step);
        axis.setMinorTickVisible(false);
        return axis;
    }
}
