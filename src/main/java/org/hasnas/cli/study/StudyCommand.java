package org.hasnas.cli.study;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.Converters;
import org.hasnas.cli.option.Options;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.study.Studies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the commands of both studies take, and how they go.
 *
 * @param <S> the report
 */
abstract class StudyCommand<S> implements Callable<Integer> {
    /** Options of a study stand before those that all studies have. */
    private static final int SHARED = 1;

    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Option(names = "--space", order = SHARED, paramLabel = "NAME", converter = Converters.OfSpace.class,
            description = "Search space of the candidates, such as hasnas-operations; default: the project's.")
    private @Nullable SearchSpace space;

    @Option(names = "--score", order = SHARED, paramLabel = "NAME", converter = Converters.OfScore.class,
            description = "Training-free score: sahd, sahd-sum, class-distance, snip, parameters, convolutions, depth or hasnas; default: the"
                    + " project's.")
    private @Nullable ScoreId score;

    @Option(names = "--seed", order = SHARED, paramLabel = "S", description = "Seed of every random draw; default: the project's.")
    private @Nullable Long seed;

    @Option(names = "--csv", order = SHARED, paramLabel = "FILE", description = "Also write the table as CSV.")
    private @Nullable Path csv;

    @Option(names = "--threads", order = SHARED, paramLabel = "K", description = "Threads; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--json", order = SHARED, description = "Print one JSON document.")
    private boolean json;

    StudyCommand(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    @Override
    public final Integer call() throws HasnasException {
        Project opened = session.workbench().projects().open(session.resolve(project));
        Studies studies = session.workbench().studies();
        S study = session.compute(job -> study(studies, opened, changed(opened.search()), Options.threads(threads), job));
        failures(study).forEach(failure -> session.note("could not be evaluated: " + failure));
        Path file = csv;
        if (file != null) {
            export(studies, study, session.resolve(file));
        }
        if (json) {
            document(study).print(session.out());
        } else {
            print(study);
        }
        return ExitCodes.OK;
    }

    /** A project's search with what the command line changes. */
    private SearchRequest changed(SearchRequest search) {
        SearchRequest changed = search;
        if (space != null) {
            changed = changed.withSpace(space);
        }
        if (score != null) {
            changed = changed.withFitness(changed.fitness().withScore(score));
        }
        return seed == null ? changed : changed.withSeed(seed);
    }

    /** Carries the study out. */
    abstract S study(Studies studies, Project opened, SearchRequest search, int threadCount, JobContext job) throws HasnasException;

    /** Candidates that could not be evaluated, a sentence each. */
    abstract List<String> failures(S study);

    abstract void export(Studies studies, S study, Path file) throws HasnasException;

    abstract void print(S study);

    abstract JsonDocument document(S study);
}
