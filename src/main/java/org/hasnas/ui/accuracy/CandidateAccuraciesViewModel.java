package org.hasnas.ui.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;

/** The accuracies of the candidate that is shown, one line for each kind, asked in the background. */
public final class CandidateAccuraciesViewModel {
    /**
     * A kind of accuracy of the candidate.
     *
     * @param accuracy empty if there is none
     * @param missing how to get it; blank if it is there
     */
    public record Line(AccuracyKind kind, Optional<Accuracy> accuracy, String missing) {}

    /**
     * All that is shown.
     *
     * @param lines one for each kind; empty while they are asked
     * @param regret a sentence about the table's best network, blank without a table
     */
    public record Content(List<Line> lines, String regret) {
        static final Content NOTHING = new Content(List.of(), "");
    }

    private final Background background;
    private final Texts texts;
    private final ReadOnlyObjectProperty<Optional<Candidate>> candidate;
    private final KnownAccuracies accuracies;
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(this, "content", Content.NOTHING);
    private long asked;

    public CandidateAccuraciesViewModel(UiServices around, OpenProject project, KnownAccuracies accuracies) {
        this.background = around.background();
        this.texts = around.texts();
        this.candidate = project.candidateProperty();
        this.accuracies = accuracies;
        candidate.subscribe(shown -> ask());
        accuracies.sourceProperty().subscribe(source -> ask());
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    private void ask() {
        long now = ++asked;
        content.set(Content.NOTHING);
        Candidate shown = candidate.get().orElse(null);
        CandidateAccuracies source = accuracies.sourceProperty().get().orElse(null);
        if (shown == null || source == null) {
            return;
        }
        boolean foreign = accuracies.request().filter(request -> request.template().equals(shown.request().template())
                && request.space().equals(shown.request().space())).isEmpty();
        if (foreign) {
            content.set(new Content(List.of(AccuracyKind.values()).stream()
                    .map(kind -> new Line(kind, Optional.empty(), texts.get("accuracy.foreign"))).toList(), ""));
            return;
        }
        Architecture architecture = shown.trial().architecture();
        background.run(() -> contentOf(source, architecture), found -> {
            if (now == asked) {
                content.set(found);
            }
        }, sentence -> {
            if (now == asked) {
                content.set(new Content(List.of(), sentence));
            }
        });
    }

    private Content contentOf(CandidateAccuracies source, Architecture architecture) {
        List<Line> lines = new ArrayList<>();
        for (AccuracyKind kind : AccuracyKind.values()) {
            Optional<Accuracy> accuracy = source.accuracy(architecture, kind);
            lines.add(new Line(kind, accuracy, accuracy.isPresent() ? "" : source.missing(kind)));
        }
        OptionalDouble regret = source.regretFraction(architecture);
        String sentence = "";
        if (regret.isPresent()) {
            String points = AccuracyText.points(Math.abs(regret.getAsDouble()));
            sentence = regret.getAsDouble() < 0 ? texts.get("accuracy.regret.better", points) : texts.get("accuracy.regret", points);
        }
        return new Content(lines, sentence);
    }
}
