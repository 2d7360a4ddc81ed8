package org.hasnas.cli.study;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.ForceOption;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Report;
import org.hasnas.error.HasnasException;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.study.Studies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the commands of both studies take, and how they go.
 *
 * @param <S> the study
 */
abstract class StudyCommand<S> extends ReportCommand {
    /** Options of a study stand before those that all studies have. */
    private static final int SHARED = 1;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--space", order = SHARED, paramLabel = "NAME",
            description = "Search space of the candidates, such as hasnas-operations; default: the project's.")
    private @Nullable SearchSpace space;

    @Option(names = "--score", order = SHARED, paramLabel = "NAME",
            description = "Training-free score: sahd, sahd-sum, class-distance, snip, parameters, convolutions, depth, chain or hasnas; default: the"
                    + " project's.")
    private @Nullable ScoreId score;

    @Option(names = "--seed", order = SHARED, paramLabel = "S", description = "Seed of every random draw; default: the project's.")
    private @Nullable Long seed;

    @Option(names = "--csv", order = SHARED, paramLabel = "FILE", description = "Also write the table as CSV.")
    private @Nullable Path csv;

    @Mixin
    private ForceOption force = new ForceOption();

    @Option(names = "--threads", order = SHARED, paramLabel = "K", description = "Threads; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    StudyCommand(Session session) {
        super(session);
    }

    @Override
    protected final Report report() throws HasnasException {
        Project opened = project.open(session());
        Studies studies = session().workbench().studies();
        cluster.join(session());
        Path wanted = csv;
        Path file = wanted == null ? null : force.writable(session().resolve(wanted));
        S study = study(studies, opened, changed(opened.search()), Options.threads(threads));
        failures(study).forEach(failure -> session().note("could not be evaluated: " + failure));
        if (file != null) {
            export(studies, study, file);
        }
        return report(study);
    }

    /** A project's search with what the command line changes. */
    private SearchRequest changed(SearchRequest search) {
        SearchRequest changed = Options.with(search, space, SearchRequest::withSpace);
        changed = Options.with(changed, score, (request, wanted) -> request.withFitness(request.fitness().withScore(wanted)));
        return Options.with(changed, seed, SearchRequest::withSeed);
    }

    /** Carries the study out. */
    abstract S study(Studies studies, Project opened, SearchRequest search, int threadCount) throws HasnasException;

    /** Candidates that could not be evaluated, a sentence each. */
    abstract List<String> failures(S study);

    abstract void export(Studies studies, S study, Path file) throws HasnasException;

    abstract Report report(S study);
}
