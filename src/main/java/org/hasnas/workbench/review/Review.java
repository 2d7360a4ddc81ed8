package org.hasnas.workbench.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.document.AtomicFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.print.PdfPage;

/**
 * All that a page for a design review tells: of a run, of designs, or of both.
 *
 * @param project name of the project's folder
 * @param run the run, if the page is about one
 * @param chip what the designs' costs are of
 * @param limits what the designs' costs are set beside
 * @param designs that are told in full; the first is what the others are compared with
 */
public record Review(String project, Optional<Searched> run, HardwareSettings chip, ConstraintSet limits, List<Design> designs) {
    /** So many designs of a search by scores are listed. */
    private static final int LISTED = 10;
    private static final String PDF = ".pdf";

    public Review {
        designs = List.copyOf(designs);
    }

    /**
     * A run with what it has found.
     *
     * @param trials by index
     * @param outlooks what a search by trainings expects of its designs; empty of other searches
     * @param found the front of such a search, the cheapest first; of other searches the best by score
     */
    public record Searched(RunSummary run, List<Trial> trials, List<DesignOutlook> outlooks, List<Found> found) {
        public Searched {
            trials = List.copyOf(trials);
            outlooks = List.copyOf(outlooks);
            found = List.copyOf(found);
        }
    }

    /**
     * A design that a run has found.
     *
     * @param outlook what a search by trainings expects of it
     * @param accuracies all that are known of it, one of each kind at most, without predictions from scores
     */
    public record Found(Trial trial, Optional<DesignOutlook> outlook, List<Accuracy> accuracies) {
        public Found {
            accuracies = List.copyOf(accuracies);
        }

        Optional<Accuracy> accuracy(AccuracyKind kind) {
            return accuracies.stream().filter(known -> known.kind() == kind).findFirst();
        }
    }

    /**
     * A design that is told in full.
     *
     * @param trainings of this design on the request's data, by number
     * @param rates how often its LIF layers spike on held-out images; empty if it was not trained
     * @param cost its costs in detail
     */
    public record Design(SearchRequest request, Found known, String hash, List<TrainingSummary> trainings, List<LayerRate> rates, CostReport cost) {
        public Design {
            rates = List.copyOf(rates);
            trainings = List.copyOf(trainings);
        }

        Candidate candidate() {
            return new Candidate(request, known.trial());
        }
    }

    /**
     * Reads a run and what is known of some of its designs.
     *
     * @param trials the designs to tell in full; empty for the best one within the limits, if there is any
     * @throws HasnasException if there is no such run or trial, or the chip can't be priced any more
     */
    public static Review of(Workbench workbench, Project project, long runId, List<Integer> trials) throws HasnasException {
        RunSummary run = workbench.searches().get(project, runId);
        List<Trial> all = workbench.searches().trials(project, runId);
        Optional<LadderProgress> ladder = workbench.searches().ladder(project, runId);
        ConstraintSet limits = run.request().limits();
        List<DesignOutlook> outlooks = ladder.map(LadderProgress::outlooks).orElse(List.of());
        CandidateAccuracies accuracies = workbench.candidates().accuracies(project, run.request());
        List<Found> found = new ArrayList<>();
        for (Trial trial : ladder.isPresent() ? trials(all, ladder.get().front()) : BestTrial.of(all, limits, Trial::architecture, LISTED)) {
            found.add(found(trial, outlooks, accuracies));
        }
        for (int index : trials) {
            if (all.stream().noneMatch(trial -> trial.index() == index)) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "run " + runId + " has no trial " + index + "; it has " + all.size() + " trials");
            }
        }
        Comparator<Found> bestFirst = Comparator.comparing(best -> best.outlook().orElseThrow(), DesignOutlook.BEST_FIRST);
        List<Trial> told = !trials.isEmpty() ? trials(all, trials)
                : (ladder.isPresent() ? found.stream().min(bestFirst) : found.stream().findFirst()).map(Found::trial).stream().toList();
        List<Design> designs = new ArrayList<>();
        for (Trial trial : told) {
            designs.add(design(workbench, project, new Candidate(run.request(), trial), found(trial, outlooks, accuracies),
                    run.request().hardware()));
        }
        return new Review(name(project), Optional.of(new Searched(run, all, outlooks, found)), run.request().hardware(), limits, designs);
    }

    /**
     * Reads what is known of designs.
     *
     * @param designs at least one, with what a search by trainings expects of them; the first is what the others are compared with
     */
    public static Review of(Workbench workbench, Project project, SequencedMap<Candidate, Optional<DesignOutlook>> designs, HardwareSettings chip,
            ConstraintSet limits) throws HasnasException {
        List<Design> told = new ArrayList<>();
        for (Map.Entry<Candidate, Optional<DesignOutlook>> each : designs.entrySet()) {
            Candidate candidate = each.getKey();
            told.add(design(workbench, project, candidate, found(candidate.trial(), each.getValue().stream().toList(),
                    workbench.candidates().accuracies(project, candidate.request())), chip));
        }
        return new Review(name(project), Optional.empty(), chip, limits, told);
    }

    private static String name(Project project) {
        return String.valueOf(project.folder().getFileName());
    }

    private static List<Trial> trials(List<Trial> all, List<Integer> indices) {
        return indices.stream().flatMap(index -> all.stream().filter(trial -> trial.index() == index)).toList();
    }

    /** Predictions are left out: learning to predict takes seconds, and what was measured says more. */
    private static Found found(Trial trial, List<DesignOutlook> outlooks, CandidateAccuracies accuracies) {
        List<Accuracy> known = new ArrayList<>();
        for (AccuracyKind kind : AccuracyKind.values()) {
            if (kind != AccuracyKind.PREDICTED) {
                accuracies.accuracy(trial.architecture(), kind).ifPresent(known::add);
            }
        }
        return new Found(trial, outlooks.stream().filter(outlook -> outlook.trial() == trial.index()).findFirst(), known);
    }

    private static Design design(Workbench workbench, Project project, Candidate candidate, Found known, HardwareSettings chip)
            throws HasnasException {
        String network = KnownCandidates.networkHash(candidate);
        List<TrainingSummary> trainings = workbench.trainings().list(project).stream().filter(training -> training.candidateHash().equals(network)
                && training.request().dataset().equals(candidate.request().dataset())).sorted(Comparator.comparingLong(TrainingSummary::id)).toList();
        return new Design(candidate.request(), known, KnownCandidates.hash(candidate), trainings,
                workbench.trainings().spikeRates(project, network),
                workbench.costs().report(candidate, chip));
    }

    /** Writes the page, whole or not at all: as PDF if the name of the file ends so, else as HTML. */
    public void write(Path file) throws HasnasException {
        ReviewPage page = new ReviewPage(this);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(PDF)) {
            PdfPage.write(page.paper(), file);
        } else {
            AtomicFile.write(file, page.html());
        }
    }
}
