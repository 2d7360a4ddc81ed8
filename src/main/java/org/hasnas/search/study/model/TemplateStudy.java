package org.hasnas.search.study.model;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.hasnas.score.model.ScoreId;

/**
 * The report of a study of templates.
 *
 * @param results one per template, the one that was varied first
 * @param agreement Kendall's tau-b between the templates' changes of the comparable score and those of trained accuracy: whether the score would
 *     have chosen as training does; empty if fewer than three templates have both
 * @param failures candidates that could not be evaluated, with template and reason
 */
public record TemplateStudy(TemplateStudyRequest request, List<TemplateResult> results, OptionalDouble agreement, List<String> failures) {
    public TemplateStudy {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /** What the accuracies of short trainings are, for users. */
    public static String shortTrainings(int epochs) {
        return "Accuracy on held-out training images after " + epochs
                + " epochs (weights of the last): a short training, not the accuracy of one to the end. Changes with"
                + " the 95 % interval of their mean over the same networks.";
    }

    /** Whether the score would have chosen as training does, for users. */
    public static String agreement(double tau) {
        return String.format(Locale.ROOT, "Kendall tau-b between the changes of score and of trained accuracy, over the templates: %+.2f.", tau);
    }

    /** What of a score can be compared between templates, for users. */
    public static String comparability(ScoreId score) {
        return switch (score) {
            case SAHD, SAHD_SUM -> "Raw " + score.title() + " is not comparable between networks of other sizes or layer counts: its kernel is the"
                    + " mean number n of neurons"
                    + " of a LIF layer minus distances. Size-free is SAHD - ln n, corrected for the classifier's LIF layer, which does not fire"
                    + " before training; it depends on the distances alone. On templates of the digits it ranked unlike short trainings did"
                    + " (Kendall tau 0.13): where that matters, train (hasnas templates --train).";
            case CLASS_DISTANCE, SNIP -> "Raw " + score.title() + " grows with the number of layers and with their size, so networks of different"
                    + " templates can't be compared by it; nothing is compared.";
            case PARAMETERS -> "The parameter count is a cost itself; nothing is compared.";
            case CONVOLUTIONS, DEPTH, CHAIN, HASNAS ->
                    "This score reads the cells alone: it is comparable between templates, but blind for width, pooling,"
                            + " classifier and time steps. Take --score sahd to see those.";
        };
    }
}
