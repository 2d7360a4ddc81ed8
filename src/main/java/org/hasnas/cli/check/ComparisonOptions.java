package org.hasnas.cli.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Report;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderAlgorithmId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that compares algorithms. */
final class ComparisonOptions {
    @Option(names = "--algorithms", split = ",", paramLabel = "A",
            description = "Compare these search algorithms: hasnas, evolution, nsga2, lightsnn-pruning, snasnet-random. With --budgets: ladder,"
                    + " random, asha, evolution, nsga2, hasnas (by score alone). With --project: ladder, random, asha, trained-evolution, trained-nsga2.")
    private List<String> algorithms = new ArrayList<>();

    @Option(names = "--budget", paramLabel = "N", description = "Comparing: fitness evaluations of a run; default: 50.")
    private int budget = 50;

    @Option(names = "--seeds", paramLabel = "N", description = "Comparing: runs of each algorithm; default: 1.")
    private int seeds = 1;

    @Option(names = "--published-draws", paramLabel = "N", description = "Comparing: time so many draws at SNASNet's published protocol (5000 draws,"
            + " two batches of 256) and extrapolate; default: 0, not at all.")
    private int publishedDraws;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    boolean isGiven() {
        return !algorithms.isEmpty();
    }

    List<SearchAlgorithmId> algorithms() throws HasnasException {
        return algorithms(SearchAlgorithmId.values(), SearchAlgorithmId::label);
    }

    /** Those that pay for trainings; all of them if none was named. */
    List<LadderAlgorithmId> ladderAlgorithms() throws HasnasException {
        return isGiven() ? algorithms(LadderAlgorithmId.values(), LadderAlgorithmId::label) : List.of(LadderAlgorithmId.values());
    }

    /** Those that pay for trainings in a project; all of them if none was named. */
    List<SearchAlgorithmId> payingAlgorithms() throws HasnasException {
        List<SearchAlgorithmId> paying = SearchAlgorithmId.payingForTrainings();
        return isGiven() ? algorithms(paying.toArray(SearchAlgorithmId[]::new), SearchAlgorithmId::label) : paying;
    }

    private <A> List<A> algorithms(A[] known, Function<A, String> label) throws HasnasException {
        List<A> chosen = new ArrayList<>();
        for (String name : algorithms) {
            chosen.add(Arrays.stream(known).filter(algorithm -> label.apply(algorithm).equals(name)).findFirst()
                    .orElseThrow(
                            () -> new HasnasException(ErrorCode.BAD_INPUT, "--algorithms: there is no search algorithm '" + name + "' here; known: "
                                    + Arrays.stream(known).map(label).collect(Collectors.joining(", ")))));
        }
        return List.copyOf(chosen);
    }

    int budget() throws HasnasException {
        return Options.atLeastOne("--budget", budget);
    }

    int seeds() throws HasnasException {
        return Options.atLeastOne("--seeds", seeds);
    }

    Report report(Session session, SearchBenchmark base) throws HasnasException {
        if (publishedDraws < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--published-draws must be 0 or more, was " + publishedDraws);
        }
        SearchRequest task = new SearchRequest(base.dataset(), base.template(), base.space(), SpikeSimSettings.DEFAULT,
                limitOptions.applyTo(ConstraintSet.PUBLISHED, CostModelId.SPIKESIM_ELA), SearchAlgorithmId.HASNAS, budget(), base.fitness(),
                base.seed());
        AlgorithmComparison comparison = new AlgorithmComparison(task, algorithms(), seeds(), publishedDraws, base.threads());
        return new AlgorithmsReport(comparison, session.result(session.workbench().measurements().compareAlgorithms(comparison)));
    }
}
