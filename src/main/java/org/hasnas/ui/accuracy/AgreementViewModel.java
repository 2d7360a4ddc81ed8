package org.hasnas.ui.accuracy;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Cancellation;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;

/** How predictions agree with the accuracies that are known, computed in the background while it is shown. */
public final class AgreementViewModel {
    /**
     * What is shown.
     *
     * @param agreement empty while it is computed, or if there is nothing to compare
     * @param sentence what it says, or why there is nothing
     */
    public record Content(Optional<PredictionAgreement> agreement, String sentence) {}

    private final Background background;
    private final Texts texts;
    private final ReadOnlyObjectProperty<Optional<CandidateAccuracies>> source;
    private final ReadOnlyObjectWrapper<Content> content;
    private Cancellation asked = new Cancellation();

    public AgreementViewModel(UiServices around, KnownAccuracies accuracies) {
        this.background = around.background();
        this.texts = around.texts();
        this.source = accuracies.sourceProperty();
        this.content = new ReadOnlyObjectWrapper<>(this, "content", new Content(Optional.empty(), texts.get("agreement.no-run")));
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /** Compares anew. */
    public void refresh() {
        asked.cancel();
        Cancellation job = new Cancellation();
        asked = job;
        CandidateAccuracies known = source.get().orElse(null);
        if (known == null) {
            content.set(new Content(Optional.empty(), texts.get("agreement.no-run")));
            return;
        }
        content.set(new Content(Optional.empty(), texts.get("agreement.computing")));
        background.run(() -> {
            try {
                return Optional.of(known.agreement(job));
            } catch (CancellationException outdated) {
                return Optional.<PredictionAgreement>empty();
            }
        }, found -> found.filter(_ -> !job.isCancelled()).ifPresent(agreement -> show(known, agreement)),
                sentence -> content.set(new Content(Optional.empty(), sentence)));
    }

    /** Gives up what is being computed. */
    public void close() {
        asked.cancel();
    }

    private void show(CandidateAccuracies known, PredictionAgreement agreement) {
        if (agreement.pairs().isEmpty()) {
            content.set(new Content(Optional.empty(), known.predictedFrom()));
            return;
        }
        String rank = agreement.kendallTau().isPresent()
                ? texts.get("agreement.rank", number(agreement.kendallTau()), number(agreement.spearman())) : texts.get("agreement.no-rank");
        content.set(new Content(Optional.of(agreement), texts.get("agreement.sentence", known.predictedFrom(), agreement.pairs().size(),
                agreement.measuredKind().map(AccuracyKind::label).orElse(""), rank, agreement.inside())));
    }

    private static String number(Optional<Double> value) {
        return String.format(Locale.ROOT, "%.2f", value.orElse(Double.NaN));
    }
}
