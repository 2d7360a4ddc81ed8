package org.hasnas.ui.candidate;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.MacroChoice;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Margin;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.CandidateAccuraciesView;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.SectionLabel;
import org.hasnas.ui.fx.Texts;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The right side: the selected candidate. */
public final class CandidateView extends StackPane {
    private static final double MIN_WIDTH = 260;

    private final CandidateViewModel model;
    private final Texts texts;
    private final VBox cells = new VBox(8);
    private final NetworkDrawing network;
    private final Label choices = new Label();
    private final VBox expected = new VBox(1);
    private final Label title = new Label();
    private final Label verdict = new Label();
    private final TextField matrix = new TextField();
    private final MarginsView margins;
    private final Label fitness = new Label();
    private final Label trust = new Label();
    private final Label firingRate = new Label();
    private final CostView cost;
    private final ScrollPane scroll;
    private final VBox empty;

    public CandidateView(CandidateViewModel model, CandidateAccuraciesViewModel accuracies, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.margins = new MarginsView(texts);
        this.cost = new CostView(texts);
        this.network = new NetworkDrawing(texts);
        this.empty = emptyState();
        getStyleClass().add("candidate");
        setMinWidth(MIN_WIDTH);
        title.setId("candidate-title");
        title.getStyleClass().add(Styles.TITLE_4);
        verdict.setId("candidate-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        choices.setId("candidate-choices");
        choices.setWrapText(true);
        choices.setMinHeight(USE_PREF_SIZE);
        choices.managedProperty().bind(choices.visibleProperty());
        expected.managedProperty().bind(expected.visibleProperty());
        matrix.setId("candidate-matrix");
        matrix.setEditable(false);
        matrix.getStyleClass().addAll(Styles.SMALL, "monospace");
        fitness.setId("candidate-fitness");
        fitness.setWrapText(true);
        trust.setWrapText(true);
        trust.setMinHeight(USE_PREF_SIZE);
        trust.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        firingRate.setId("candidate-firing-rate");
        VBox content = new VBox(8, title, verdict, new SectionLabel(texts.get("candidate.cell")), cells, matrixRow(),
                new SectionLabel(texts.get("candidate.network")), choices, network, new SectionLabel(texts.get("candidate.limits")), margins,
                new SectionLabel(texts.get("candidate.accuracy")), expected, new CandidateAccuraciesView(accuracies, texts),
                new SectionLabel(texts.get("candidate.fitness")), fitness, firingRate, trust,
                new SectionLabel(texts.get("candidate.cost")), cost);
        content.getStyleClass().add("candidate-content");
        scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(scroll, empty);
        model.candidateProperty().subscribe(now -> showCandidate());
        model.outlookProperty().subscribe(this::showExpected);
        model.importedFromProperty().subscribe(now -> showTitle());
        model.marginsProperty().subscribe(this::showMargins);
        model.costProperty().subscribe(report -> report.ifPresentOrElse(cost::show, cost::showWaiting));
    }

    private VBox emptyState() {
        FontIcon icon = new FontIcon(MaterialDesignC.CURSOR_DEFAULT_CLICK_OUTLINE);
        icon.getStyleClass().add("empty-icon");
        Label text = new Label(texts.get("candidate.empty"));
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        VBox box = new VBox(10, icon, text);
        box.getStyleClass().add("empty");
        return box;
    }

    private HBox matrixRow() {
        ActionButton copy = ActionButton.ofIcon("copy-matrix", MaterialDesignC.CONTENT_COPY, texts.get("candidate.matrix.copy"), model::copyMatrix)
                .styled(Styles.BUTTON_ICON);
        HBox.setHgrow(matrix, Priority.ALWAYS);
        HBox row = new HBox(6, matrix, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showCandidate() {
        Optional<Candidate> candidate = model.candidateProperty().get();
        empty.setVisible(candidate.isEmpty());
        scroll.setVisible(candidate.isPresent());
        candidate.ifPresent(shown -> {
            showTitle();
            matrix.setText(shown.trial().architecture().text());
            cells.getChildren().setAll(cellGraphs(shown));
            choices.setText(choices(shown));
            choices.setVisible(!choices.getText().isEmpty());
            network.show(shown);
            ScoreId score = shown.request().fitness().score();
            trust.setText(score.trust());
            fitness.setText(shown.trial().fitness().map(value -> fitnessText(value, score)).or(model::missingFitness).orElse(""));
            boolean scored = shown.trial().fitness().isPresent();
            firingRate.setText(shown.trial().fitness().map(value -> texts.get("candidate.firing-rate",
                    String.format(Locale.ROOT, "%.2f", value.meanFiringRate() * 100))).orElse(""));
            firingRate.setManaged(scored && score.isSimulated());
            firingRate.setVisible(scored && score.isSimulated());
            trust.setManaged(scored);
            trust.setVisible(scored);
        });
    }

    /** What the design chooses beside its cells; blank where its space leaves all to the template. */
    private String choices(Candidate shown) {
        MacroChoice chosen = shown.trial().architecture().macro();
        return shown.request().space().choices().options().keySet().stream().filter(chosen::has)
                .map(dimension -> texts.get("candidate." + dimension.key(), chosen.text(dimension))).collect(Collectors.joining(", "));
    }

    private void showExpected(Optional<DesignOutlook> outlook) {
        expected.setVisible(outlook.isPresent());
        expected.getChildren().setAll(outlook.map(now -> {
            Label name = new Label(texts.get("candidate.expected"));
            name.setWrapText(true);
            Label value = new Label(AccuracyText.value(now.expected()));
            value.setMinWidth(USE_PREF_SIZE);
            value.setId("expected-accuracy");
            value.getStyleClass().add(Styles.TEXT_BOLD);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            String interval = AccuracyText.interval(now.expected(), texts);
            String trained = OutlookText.trained(now, texts);
            return List.<Node>of(new HBox(6, name, gap, value),
                    new MutedLabel(interval.isBlank() ? trained : texts.get("accuracy.interval", interval, trained)));
        }).orElse(List.of()));
    }

    private void showTitle() {
        model.candidateProperty().get().ifPresent(shown -> title.setText(model.importedFromProperty().get()
                .map(file -> texts.get("candidate.title.imported", file))
                .orElseGet(() -> texts.get("candidate.title", shown.trial().index()))));
    }

    private String fitnessText(FitnessScore score, ScoreId id) {
        boolean simulated = id.isSimulated();
        return score.isSingular() ? texts.get(simulated ? "candidate.fitness.singular" : "candidate.fitness.dead")
                : texts.get("candidate.fitness.value", String.format(Locale.ROOT, "%.4f", score.value()));
    }

    private void showMargins(List<Margin> now) {
        margins.show(now);
        List<Margin> exceeded = now.stream().filter(margin -> !margin.passes()).toList();
        verdict.getStyleClass().removeAll(Styles.SUCCESS, Styles.DANGER);
        if (now.isEmpty()) {
            verdict.setText("");
        } else if (exceeded.isEmpty()) {
            verdict.setText(texts.get("candidate.feasible"));
            verdict.getStyleClass().add(Styles.SUCCESS);
        } else {
            verdict.setText(texts.get("candidate.infeasible",
                    exceeded.stream().map(margin -> texts.cost(margin.kind())).collect(Collectors.joining(", "))));
            verdict.getStyleClass().add(Styles.DANGER);
        }
    }

    /** One drawing per distinct cell, named by the cells of the network that have it. */
    private List<Node> cellGraphs(Candidate shown) {
        Architecture architecture = shown.trial().architecture();
        List<ConnectionMatrix> all = architecture.matrices();
        List<Node> drawings = new ArrayList<>();
        for (ConnectionMatrix cell : model.distinctCells()) {
            if (all.size() > 1) {
                String which = IntStream.range(0, all.size()).filter(i -> all.get(i).equals(cell))
                        .mapToObj(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
                Label name = new Label(texts.get("candidate.cell.of", which, cell.text()));
                name.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
                drawings.add(name);
            }
            drawings.add(cell.edges().isEmpty() ? new Label(texts.get("candidate.cell.empty"))
                    : new CellGraph(shown.request().space(), cell));
        }
        return drawings;
    }
}
