package org.hasnas.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.StoppedException;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.PhysicalOptions;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.option.SubsetOptions;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas search}: runs a project's search, or goes on with a stored run. */
@Command(name = "search", description = "Search a network that meets the project's limits. Every trial is stored in the project;"
        + " Ctrl-C stops and --resume goes on with the same result as if nothing had happened.",
        footer = {
            "  hasnas search sample-projects/digits-quickstart",
            "  hasnas search sample-projects/digits-quickstart --budget 500 --algorithm hasnas --seed 7 --json",
            "  hasnas search sample-projects/digits-quickstart --model physical --hardware neurosim-22nm-rram",
            "  hasnas search sample-projects/digits-quickstart --from 3 --design '0302 0030 3003 0000 @ width=8'",
            "  hasnas search sample-projects/digits-quickstart --resume 3"})
public final class SearchCommand extends ReportCommand {
    private static final String TRAININGS = "trainings";

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--budget", paramLabel = "N", description = "Number of trials; default: the project's.")
    private @Nullable Integer budget;

    @Option(names = "--algorithm", paramLabel = "A",
            description = "ladder (pays for trainings), its rivals random, asha, trained-evolution and trained-nsga2, or, without trainings, hasnas,"
                    + " evolution, nsga2, lightsnn-pruning or snasnet-random; default: the project's.")
    private @Nullable SearchAlgorithmId algorithm;

    @Option(names = "--minutes", paramLabel = "M",
            description = "Minutes of a search by trainings, which it also chooses (algorithm ladder, unless --algorithm says another that pays for"
                    + " trainings); --budget is then the number of designs.")
    private @Nullable Double minutes;

    @Option(names = "--score", paramLabel = "NAME",
            description = "Training-free score to maximise: sahd, sahd-sum, class-distance, snip, parameters, convolutions, depth, chain or hasnas;"
                    + " default: the project's.")
    private @Nullable ScoreId score;

    @Option(names = "--exact", description = "Score in float32 as the public code does, instead of with int8 weights: slower, scores of their own,"
            + " the same ranking; for scores that are simulated. Default: the project's precision.")
    private boolean exact;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of every random draw; default: the project's.")
    private @Nullable Long seed;

    @Option(names = "--from", paramLabel = "RUN",
            description = "Search by trainings: the designs that an earlier run has trained take part, with what"
                    + " their trainings tell; of a run without trainings its 20 best. The word trainings stands for all that the project has trained. May be"
                    + " given several times.")
    private List<String> from = List.of();

    @Option(names = "--design", paramLabel = "D", description = "Search by trainings: this design takes part, such as"
            + " '0302 0030 3003 0000 @ width=8 time-steps=2'. May be given several times.")
    private List<String> designs = List.of();

    @Option(names = "--on-chip", paramLabel = "N",
            description = "Search by trainings: when it has ended, run the N best designs of the front that were"
                    + " trained to the end on the simulated chip (takes time beside the minutes); default: the project's, or none.")
    private @Nullable Integer onChip;

    @Option(names = "--front", paramLabel = "COST",
            description = "Search by trainings: what its front sets against accuracy: energy, latency, area or"
                    + " edap, their product; default: the project's, or energy.")
    private @Nullable FrontCost front;

    @Mixin
    private PhysicalOptions hardwareOptions = new PhysicalOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Mixin
    private SubsetOptions subset = new SubsetOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with a stored run of this number; 'hasnas runs' lists them.")
    private @Nullable Long resume;

    public SearchCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        int threadCount = threads.count();
        if (onChip != null) {
            Options.atLeast("--on-chip", onChip, 0);
        }
        cluster.join(session());
        Workbench workbench = session().workbench();
        Project opened = subset.of(project.open(session()));
        JobHandle<RunProgress, RunSummary> search = start(workbench, opened, threadCount);
        RunProgress begin = search.progress();
        long runId = begin.run().id();
        SearchRequest request = begin.run().request();
        session().note("run " + runId + ": " + request.algorithm().label() + ", " + request.budget() + " trials, seed " + request.seed() + ", "
                + Figures.count(threadCount, "thread") + "; trials go to " + opened.storeFile());
        notePublishedLimits(request);
        ProgressDisplay display = session().progress();
        Optional<RunSummary> finished = SearchFollower.await(search, session(), display);
        double seconds = display.elapsedSeconds();
        RunProgress end = search.progress();
        if (finished.isEmpty()) {
            throw new StoppedException("Stopped after " + end.done() + " of " + end.total() + " trials; all are stored. Go on with: hasnas search "
                    + project.word() + " --resume " + runId);
        }
        return new Searched(RunReport.of(session(), opened, runId), end.done() - begin.done(), seconds, threadCount);
    }

    /** Limits that were copied from the other model are met or missed for no reason. */
    private void notePublishedLimits(SearchRequest request) {
        for (CostKind kind : CostKind.OF_THE_CHIP) {
            if (request.hardware().model() == CostModelId.PHYSICAL && request.limits().limit(kind) == ConstraintSet.PUBLISHED.limit(kind)) {
                session().note("The limit of " + kind.label() + " is the published one, in units of the model spikesim-ela; beside costs of the"
                        + " physical model it means nothing.");
            }
        }
    }

    private JobHandle<RunProgress, RunSummary> start(Workbench workbench, Project opened, int threadCount) throws HasnasException {
        Optional<String> problem = workbench.projects().storeProblem(opened);
        if (problem.isPresent()) {
            throw new HasnasException(ErrorCode.IO, problem.get());
        }
        Long wanted = resume;
        if (wanted == null) {
            SearchRequest request = withLadder(request(opened.search()), opened, threadCount);
            requireChip(request);
            return workbench.searches().start(opened, request, threadCount);
        }
        if (budget != null || minutes != null || !from.isEmpty() || !designs.isEmpty() || onChip != null || front != null || algorithm != null
                || seed != null
                || score != null || exact
                || subset.isGiven()
                || !limitOptions.isEmpty()
                || !hardwareOptions.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "--resume goes on with the run's own request; leave out --budget, --minutes, --from, --design, --on-chip, --front, --algorithm, --score,"
                            + " --seed, --exact, --subset, --model, --hardware, --catalog, --spike-rates, --limits and --memory-scope");
        }
        return workbench.searches().resume(opened, wanted, threadCount);
    }

    private void requireChip(SearchRequest request) throws HasnasException {
        if (onChip != null && onChip > 0 && !(request.hardware() instanceof PhysicalSettings && request.ladder().isPresent())) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "--on-chip measures designs of a search by trainings on the chip of the model physical. Add"
                            + " --minutes and --model physical, or take 'hasnas chip-accuracy " + project.word()
                            + " --candidate HASH --hardware PROFILE'"
                            + " afterwards");
        }
    }

    /** As many trainings at a time as there are threads: each is a thread's work. */
    private SearchRequest withLadder(SearchRequest request, Project opened, int threadCount) throws HasnasException {
        if (minutes == null && request.ladder().isEmpty()) {
            if (!from.isEmpty() || !designs.isEmpty() || front != null) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--from, --design and --front are of a search that pays for trainings; add --minutes"
                        + " or --algorithm ladder");
            }
            return request;
        }
        if (minutes != null && algorithm != null && !algorithm.paysForTrainings()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--minutes is the budget of algorithms that pay for trainings ("
                    + SearchAlgorithmId.payingForTrainings().stream().map(SearchAlgorithmId::label).collect(Collectors.joining(", ")) + "); "
                    + algorithm.label() + " has a number of trials (--budget)");
        }
        double wanted = minutes != null ? minutes : request.ladder().map(LadderSettings::minutes).orElse(LadderSettings.USUAL_MINUTES);
        try {
            return withGiven(request.withLadder(new LadderSettings(wanted, threadCount, opened.training(),
                    onChip != null ? onChip : request.ladder().map(LadderSettings::onChip).orElse(0),
                    request.ladder().map(LadderSettings::given).orElse(List.of()),
                    front != null ? front : request.ladder().map(LadderSettings::front).orElse(FrontCost.ENERGY))), opened);
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--minutes: " + refused.getMessage(), refused);
        }
    }

    /** With the designs of the options before those of the project. */
    private SearchRequest withGiven(SearchRequest request, Project opened) throws HasnasException {
        List<Architecture> given = new ArrayList<>();
        for (String text : designs) {
            try {
                Architecture design = Architecture.parse(text);
                Network.of(request.template(), request.space(), design);
                given.add(design);
            } catch (IllegalArgumentException wrong) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--design '" + text + "': " + wrong.getMessage(), wrong);
            }
        }
        for (String source : from) {
            given.addAll(source.equals(TRAININGS) ? session().workbench().searches().trained(opened, request)
                    : session().workbench().searches().trained(opened, request, run(source)));
        }
        LadderSettings settings = request.ladder().orElseThrow();
        given.addAll(settings.given());
        return request.withLadder(settings.withGiven(given));
    }

    private static long run(String source) throws HasnasException {
        try {
            return Long.parseLong(source);
        } catch (NumberFormatException notANumber) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--from takes the number of a run, as 'hasnas runs' lists them, or the word " + TRAININGS
                    + ", not '" + source + "'", notANumber);
        }
    }

    private SearchRequest request(SearchRequest base) throws HasnasException {
        SearchRequest request = withHardware(base);
        request = request.withLimits(limitOptions.applyTo(request.limits(), request.hardware().model()));
        request = Options.with(request, budget == null ? null : Options.atLeastOne("--budget", budget), SearchRequest::withBudget);
        request = Options.with(request, algorithm, SearchRequest::withAlgorithm);
        request = Options.with(request, score, (changed, wanted) -> changed.withFitness(changed.fitness().withScore(wanted)));
        if (exact) {
            ScoreId chosen = request.fitness().score();
            if (!chosen.isSimulated()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--exact says how spikes are simulated, and the score " + chosen.label()
                        + " simulates none; leave it out, or choose another score with --score, such as sahd");
            }
            request = request.withFitness(request.fitness().withPrecision(WeightPrecision.FLOAT32));
        }
        return Options.with(request, seed, SearchRequest::withSeed);
    }

    /** With another model the project's limits of area, latency and energy mean nothing: those of the model take their place. */
    private SearchRequest withHardware(SearchRequest base) throws HasnasException {
        HardwareSettings hardware = hardware(base.hardware());
        if (hardware.model() == base.hardware().model()) {
            return base.withHardware(hardware);
        }
        session().note("The project's limits of area, latency and energy are in units of the model " + base.hardware().model().label()
                + "; " + (hardware.model() == CostModelId.PHYSICAL ? "without --limits there are none." : "the published ones are taken instead."));
        return base.withHardware(hardware).withLimits(ConstraintSet.usual(hardware.model()).withSharedLimitsOf(base.limits()));
    }

    private HardwareSettings hardware(HardwareSettings projects) throws HasnasException {
        return switch (hardwareOptions.model().orElse(projects.model())) {
            case SPIKESIM_ELA -> {
                hardwareOptions.refuseWithoutModel();
                yield projects instanceof SpikeSimSettings settings ? settings : SpikeSimSettings.DEFAULT;
            }
            case PHYSICAL -> physical(projects);
        };
    }

    private HardwareSettings physical(HardwareSettings projects) throws HasnasException {
        if (projects instanceof PhysicalSettings settings) {
            SpikeRateSource rates = hardwareOptions.spikeRates().isEmpty() ? settings.spikeRates() : spikeRates();
            return hardwareOptions.hasProfile() ? hardwareOptions.settings(session(), rates)
                    : hardwareOptions.withDevices(settings.withSpikeRates(rates), session());
        }
        return hardwareOptions.settings(session(), spikeRates());
    }

    private SpikeRateSource spikeRates() throws HasnasException {
        String given = hardwareOptions.spikeRates().orElse(PhysicalOptions.MEASURED);
        return given.equals(PhysicalOptions.MEASURED) ? new SpikeRateSource.Measured(0)
                : new SpikeRateSource.Given(PhysicalOptions.rates(given, session(), Optional.empty()));
    }

    /**
     * A run that has just ended.
     *
     * @param newTrials trials that this search has added
     */
    private record Searched(RunReport run, int newTrials, double seconds, int threads) implements Report {
        private double rate() {
            return seconds > 0 ? newTrials / seconds : 0;
        }

        @Override
        public JsonDocument json() {
            return run.json().put("threads", threads).put("seconds", seconds).put("trials_per_second", rate());
        }

        @Override
        public void text(PrintStream out) {
            run.text(out);
            out.println(Figures.format("%n%d trials in %.1f s, %.1f trials/s with %s.", newTrials, seconds, rate(),
                    Figures.count(threads, "thread")));
        }
    }
}
