package org.hasnas.ui.plot;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.Outlooks;

/** Says in words what the plot can't show: candidates that lack what stands on an axis, and how to get it, and a front that does not exist. */
final class PlotNotes {
    private final Texts texts;
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final KnownAccuracies accuracies;

    PlotNotes(Texts texts, KnownTrials known, Outlooks outlooks, KnownAccuracies accuracies) {
        this.texts = texts;
        this.known = known;
        this.outlooks = outlooks;
        this.accuracies = accuracies;
    }

    /** @param frontAsked whether the Pareto front is asked for */
    String on(PlotViewModel.Shown shown, PlotAxes axes, boolean frontAsked) {
        PlotCoordinates coordinates = shown.coordinates();
        String height = noteOn(axes.up(), coordinates.lacking());
        boolean lacksAcross = coordinates.lackingAcross() > 0 || !axes.across().equals(axes.up());
        String across = lacksAcross ? noteOn(axes.across(), coordinates.lackingAcross()) : "";
        String front = frontAsked ? onFront(shown.points(), axes) : "";
        return Stream.of(height, across, front).filter(note -> !note.isEmpty()).distinct().collect(Collectors.joining(" "));
    }

    private String onFront(PlotPoints points, PlotAxes axes) {
        if (points.count() == 0) {
            return "";
        }
        if (!axes.canHaveFront()) {
            return texts.get("plot.note.no-front", axes.up().selector(texts), axes.across().selector(texts));
        }
        return IntStream.range(0, points.count()).anyMatch(axes.overCost(points)::takesPart) ? "" : texts.get("plot.note.empty-front");
    }

    private String noteOn(PlotAxis of, int lacking) {
        return switch (of) {
            case CostAxis _ -> "";
            case PlotValue shownValue -> noteOn(shownValue, lacking);
            case ChoiceAxis choice -> lacking == 0 ? "" : texts.get("plot.note.lacking-choice", lacking, known.costed(), choice.selector(texts));
        };
    }

    private String noteOn(PlotValue shownValue, int lacking) {
        Optional<AccuracyKind> kind = shownValue.kind();
        if (shownValue == PlotValue.FITNESS) {
            long others = !known.isMixed() ? 0 : IntStream.range(0, known.size()).filter(position -> !known.comparesFitness(position)).count();
            return others > 0 ? texts.get("plot.note.other-fitness", others)
                    : lacking > 0 ? texts.get("plot.note.lacking-fitness", lacking, known.costed()) : "";
        }
        if (lacking == 0) {
            return "";
        }
        if (shownValue == PlotValue.EXPECTED) {
            String sentence = outlooks.exist() ? texts.get("plot.note.not-expected", lacking, known.costed()) : texts.get("plot.note.no-trainings");
            return known.trainsAlike() ? sentence : texts.get("plot.note.other-trainings") + " " + sentence;
        }
        CandidateAccuracies source = accuracies.sourceProperty().get().orElse(null);
        if (source == null) {
            return known.size() == 0 ? "" : texts.get("plot.note.reading");
        }
        if (accuracies.lookedAt() < known.size()) {
            return texts.get("plot.note.computing", accuracies.lookedAt(), known.size());
        }
        int costed = known.costed();
        return kind.map(one -> texts.get("plot.note.lacking", lacking, costed, texts.accuracy(one), source.missing(one)))
                .orElseGet(() -> texts.get("plot.note.lacking-all", lacking, costed));
    }
}
