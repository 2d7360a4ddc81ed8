package org.hasnas.ui.accuracy;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.candidate.KnownCandidates;

/** How predictions agree with the accuracies that are known, computed in the background while it is shown. */
public final class AgreementViewModel {
    /**
     * What is shown.
     *
     * @param agreement empty while it is computed, or if there is nothing to compare
     * @param sentence what it says, or why there is nothing
     */
    public record Content(Optional<PredictionAgreement> agreement, String sentence) {}

    private final KnownCandidates candidates;
    private final Texts texts;
    private final ReadOnlyObjectProperty<Optional<CandidateAccuracies>> source;
    private final ReadOnlyObjectWrapper<Content> content;
    private final JobViewModel<Progress, PredictionAgreement> job;

    public AgreementViewModel(KnownCandidates candidates, UiServices around, KnownAccuracies accuracies) {
        this.candidates = candidates;
        this.job = new JobViewModel<>(around.background());
        this.texts = around.texts();
        this.source = accuracies.sourceProperty();
        this.content = new ReadOnlyObjectWrapper<>(this, "content", new Content(Optional.empty(), texts.get("agreement.no-run")));
    }

    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /** Compares anew. */
    public void refresh() {
        job.drop();
        CandidateAccuracies known = source.get().orElse(null);
        if (known == null) {
            content.set(new Content(Optional.empty(), texts.get("agreement.no-run")));
            return;
        }
        content.set(new Content(Optional.empty(), texts.get("agreement.computing")));
        job.follow(candidates.agreement(known), end -> {
            switch (end) {
                case JobEnd.Finished<PredictionAgreement>(PredictionAgreement agreement) -> show(known, agreement);
                case JobEnd.Stopped<PredictionAgreement> _ -> {} // nobody stops it but to ask anew
                case JobEnd.Failed<PredictionAgreement>(Throwable cause) -> content.set(new Content(Optional.empty(), Background.sentenceOf(cause)));
            }
        });
    }

    /** Gives up what is being computed. */
    public void close() {
        job.drop();
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
