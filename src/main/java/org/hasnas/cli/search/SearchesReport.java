package org.hasnas.cli.search;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.StoppedException;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.PredictionRecord;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;
import org.hasnas.workbench.Workbench;

/**
 * Searches by trainings of one project with several algorithms and seeds, each in a copy of the project that has no trainings yet, and what they found.
 *
 * @param copies folder of the copies
 * @param found of each algorithm, by seed from 1 on
 */
public record SearchesReport(Path project, double minutes, Path copies, List<Searched> found) implements Report {
    private static final double PERCENT = 100;
    private static final double SECONDS_PER_MINUTE = 60;

    /** What an algorithm found. */
    record Searched(SearchAlgorithmId algorithm, List<Found> runs) {
        RunFigures figures(ToDoubleFunction<Found> value) {
            return new RunFigures(runs.stream().map(value::applyAsDouble).toList());
        }
    }

    /**
     * What a search found.
     *
     * @param trainingShare of the time of all its threads; the rest went into designs, decisions and the unfinished end
     */
    record Found(long seed, Path folder, RunSummary run, FrontReport front, double trainingShare) {
        double hypervolume() {
            return front.trained().value();
        }

        List<FrontReport.Row> trained() {
            return front.rows().stream().filter(row -> row.trained().isPresent()).toList();
        }

        long trainedToTheEnd() {
            return front.progress().outlooks().stream().filter(DesignOutlook::isTrained).count();
        }

        /** Of the front's designs that are trained to the end, how many times the least energy of one the most of one is; 1 without any. */
        double energyRatio() {
            DoubleSummaryStatistics joules = trained().stream().mapToDouble(row -> row.cost().energy().joules()).summaryStatistics();
            return joules.getCount() == 0 ? 1 : joules.getMax() / joules.getMin();
        }

        /** On test images, of the design that is expected to be best; nothing was chosen on them. */
        OptionalDouble bestTestFraction() {
            return front.best().flatMap(FrontReport.Row::trained).stream().mapToDouble(Accuracy::fraction).findFirst();
        }

        double bestTestFractionOrNone() {
            return bestTestFraction().orElse(0);
        }
    }

    /**
     * Carries out the searches that the copies do not have yet, and goes on with those that were interrupted.
     *
     * @param folder of the copies; made if it is not there
     */
    public static SearchesReport of(Session session, Project project, List<SearchAlgorithmId> algorithms, int seeds, double minutes, Path folder,
            int threads) throws HasnasException {
        List<Searched> all = new ArrayList<>();
        for (SearchAlgorithmId algorithm : algorithms) {
            all.add(new Searched(algorithm, new ArrayList<>()));
        }
        for (long seed : LongStream.rangeClosed(1, seeds).toArray()) {
            for (Searched algorithm : all) { // seed by seed, so that what is there after a while compares
                algorithm.runs().add(found(session, project, algorithm.algorithm(), seed, minutes, folder, threads));
            }
        }
        return new SearchesReport(project.folder(), minutes, folder, List.copyOf(all));
    }

    private static Found found(Session session, Project project, SearchAlgorithmId algorithm, long seed, double minutes, Path folder, int threads)
            throws HasnasException {
        Workbench workbench = session.workbench();
        Path place = folder.resolve(algorithm.label() + "-" + seed);
        SearchRequest own = project.search().withAlgorithm(algorithm).withSeed(seed);
        LadderSettings settings = own.ladder().orElseThrow();
        Project asked =
                project.withSearch(own.withLadder(new LadderSettings(minutes, settings.sideBySide(), settings.training(), 0, settings.given(),
                        settings.front())));
        Project copy = Files.exists(place.resolve(Project.FILE_NAME)) ? workbench.projects().open(place) : workbench.projects().copy(asked, place);
        Optional<RunSummary> known = workbench.searches().list(copy).stream().findFirst();
        RunSummary run = known.filter(before -> before.status() == RunStatus.FINISHED).orElse(null);
        if (run == null) {
            JobHandle<RunProgress, RunSummary> search = known.isPresent() ? workbench.searches().resume(copy, known.get().id(), threads)
                    : workbench.searches().start(copy, copy.search(), threads);
            session.note(algorithm.label() + ", seed " + seed);
            run = SearchFollower.await(search, session, session.progress()).orElseThrow(() -> new StoppedException(
                    "Stopped; what was done is stored. Go on with the same line and --copies " + folder));
        }
        LadderProgress progress = workbench.searches().ladder(copy, run.id())
                .orElseGet(() -> new LadderProgress(List.of(), List.of(), PredictionRecord.of(0, List.of(), List.of()), List.of(), 0, minutes));
        return new Found(seed, place, run,
                FrontReport.of(run, workbench.searches().trials(copy, run.id()), progress, workbench.candidates().accuracies(copy, run.request()),
                        OptionalInt.empty(), Prospects.NONE),
                trainingShare(workbench, copy, minutes, settings.sideBySide()));
    }

    /** A copy has no trainings but those of its run. */
    private static double trainingShare(Workbench workbench, Project copy, double minutes, int sideBySide) throws HasnasException {
        double seconds = workbench.trainings().list(copy).stream().flatMap(training -> training.epochs().stream()).mapToDouble(EpochResult::seconds)
                .sum();
        return seconds / (SECONDS_PER_MINUTE * minutes * sideBySide);
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-searches", 1).put("project", project.toString()).put("minutes", minutes)
                .put("copies", copies.toString()).put("algorithms", found.stream().map(this::json).toList());
    }

    private JsonDocument json(Searched searched) {
        RunFigures hypervolume = searched.figures(Found::hypervolume);
        RunFigures best = searched.figures(Found::bestTestFractionOrNone);
        return new JsonDocument().put("algorithm", searched.algorithm().label()).put("hypervolume", hypervolume.mean())
                .put("hypervolume_standard_error", hypervolume.standardError()).put("wins", wins(searched))
                .put("best_test_accuracy", best.mean()).put("best_test_accuracy_standard_error", best.standardError())
                .put("runs", searched.runs().stream().map(SearchesReport::json).toList());
    }

    private static JsonDocument json(Found found) {
        return new JsonDocument().put("seed", found.seed()).put("folder", found.folder().toString()).put("run", found.run().id())
                .put("used_minutes", found.front().progress().usedMinutes()).put("training_share", found.trainingShare())
                .put("designs", found.front().progress().outlooks().size())
                .put("trained_to_the_end", found.trainedToTheEnd()).put("front_designs", found.front().rows().size())
                .put("front_trained_to_the_end", found.trained().size()).put("front_energy_ratio", found.energyRatio())
                .put("best_test_accuracy", found.bestTestFraction()).put("hypervolume", found.hypervolume())
                .put("reference_accuracy", found.front().trained().referenceFraction())
                .put("reference_" + found.front().against().key(),
                        found.front().trained().referenceCost() * found.front().against().unit().factor())
                .put("interval_coverage", found.front().progress().predictions().coverageFraction())
                .put("best", found.front().best().map(found.front()::json));
    }

    private int wins(Searched searched) {
        return searched.figures(Found::hypervolume).wins(found.stream().map(other -> other.figures(Found::hypervolume)).toList());
    }

    @Override
    public void text(PrintStream out) {
        TextTable table = new TextTable("<algorithm", "seed", "hypervolume", "trained to the end", "front", "of it trained", "energy ratio",
                "best on test images %", "minutes", "of it training %");
        for (Searched searched : found) {
            for (Found run : searched.runs()) {
                table.row(searched.algorithm().label(), run.seed(), Figures.decimals(4, run.hypervolume()), run.trainedToTheEnd(),
                        run.front().rows().size(), run.trained().size(), Figures.decimals(1, run.energyRatio()),
                        run.bestTestFraction().isPresent() ? Figures.decimals(2, PERCENT * run.bestTestFraction().getAsDouble()) : "-",
                        Figures.decimals(2, run.front().progress().usedMinutes()), Figures.decimals(0, PERCENT * run.trainingShare()));
            }
        }
        table.print(out);
        out.println();
        TextTable means = new TextTable("<algorithm", "hypervolume", "+-", "wins", "best on test images %", "+-");
        for (Searched searched : found) {
            RunFigures hypervolume = searched.figures(Found::hypervolume);
            RunFigures best = searched.figures(run -> PERCENT * run.bestTestFractionOrNone());
            means.row(searched.algorithm().label(), Figures.decimals(4, hypervolume.mean()), Figures.decimals(4, hypervolume.standardError()),
                    wins(searched) + "/" + hypervolume.runs().size(), Figures.decimals(2, best.mean()), Figures.decimals(2, best.standardError()));
        }
        means.print(out);
        Found first = Objects.requireNonNull(found.getFirst().runs().getFirst());
        out.println(Figures.format(
                "Hypervolume: of the designs of the front that are trained to the end, test accuracy above guessing (%.0f %%) times"
                        + " decades of %s, with seed %d below %.4g %s.",
                PERCENT * first.front().trained().referenceFraction(), first.front().against().title(), first.seed(),
                first.front().trained().referenceCost() * first.front().against().unit().factor(), first.front().against().unit().symbol()));
        out.println("Training: share of the minutes of all threads in epochs of trainings.");
        out.println("Wins: seeds with which no other algorithm has more. Energy ratio: of the dearest to the cheapest of these designs. +-: standard"
                + " error of the mean.");
        out.println(
                "Best: the design that validation images expect to be best, 0 where none was trained to the end. The runs are in " + copies + ".");
    }
}
