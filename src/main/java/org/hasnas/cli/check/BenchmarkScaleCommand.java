package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.check.Measurements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark scale}: what the way to a cluster and back costs. */
@Command(name = "scale",
        description = "What it costs to have work done on a cluster: tasks that only sleep, 1 to as many under way as it has cores, and what follows"
                + " for up to 1000 workers; with --matrix also trainings or, with --scores, training-free scores, as many side by side as it has cores,"
                + " or as --workers tells, there and in this process.",
        footer = {
            "  hasnas benchmark scale PROJECT --on 'local-cluster[2,32,2048]' --task-seconds 1",
            "  hasnas benchmark scale sample-projects/digits-quickstart --on 'local-cluster[2,1,2048]' --matrix '0302 0030 3003 0000' --rounds 3",
            "  hasnas benchmark scale my-cifar --on 'local-cluster[2,1,2048]' --matrix '0302 0030 3003 0000' --scores 5"})
public final class BenchmarkScaleCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    private static final List<Integer> MANY = List.of(1, 10, 30, 100, 300, 1000);

    @Option(names = "--matrix", paramLabel = "M", arity = "1..*",
            description = "Connection matrix of the cells that are trained or scored, such as '0302 0030 3003 0000'; without one nothing is.")
    private List<String> matrix = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs that are trained; default: 6.")
    private int epochs = 6;

    @Option(names = "--scores", paramLabel = "N", description = "Compute the project's training-free score N times in a row instead of training.")
    private int scores;

    @Option(names = "--workers", split = ",", paramLabel = "N", description = "How many cores do this side by side, such as 1,2; default: all.")
    private List<Integer> workers = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Times that this is done: the first time the processes are cold; default: 2.")
    private int rounds = 2;

    @Option(names = "--payload", paramLabel = "BYTES", description = "That travel there and back with tasks that do nothing, whose way is what limits"
            + " many workers; default: 1000000, as much as the state of a small training.")
    private int payload = 1_000_000;

    @Option(names = "--decision-seconds", paramLabel = "S", description = "What a search thinks about each task, for the estimate of many workers;"
            + " default: 0.")
    private double decisionSeconds;

    @Option(names = "--task-seconds", split = ",", paramLabel = "S", description = "How long tasks sleep; default: 0.01,0.1,1.")
    private List<Double> taskSeconds = List.of(0.01, 0.1, 1.0);

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    public BenchmarkScaleCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Options.atLeastOne("--epochs", epochs);
        for (double seconds : taskSeconds) {
            if (!(seconds >= 0 && seconds <= 60)) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--task-seconds must be 0 to 60, was " + seconds);
            }
        }
        Options.atLeastOne("--rounds", rounds);
        if (payload < 0 || !(decisionSeconds >= 0 && decisionSeconds <= 60)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--payload must be at least 0 and --decision-seconds 0 to 60");
        }
        if (scores < 0 || (scores > 0 && matrix.isEmpty())) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--scores must be at least 1, of a network that --matrix tells");
        }
        Optional<Measurements.ScaleWork> work = matrix.isEmpty() ? Optional.empty() : Optional.of(work(project.open(session())));
        cluster.join(session());
        return new Scale(session().result(session().workbench().measurements().clusterScale(taskSeconds, payload, work)), decisionSeconds);
    }

    private Measurements.ScaleWork work(Project opened) throws HasnasException {
        return new Measurements.ScaleWork(opened, design(), opened.training().withEpochs(epochs), scores, rounds, workers);
    }

    private Architecture design() throws HasnasException {
        String text = String.join(" ", matrix);
        try {
            return Architecture.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix '" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    private record Scale(ClusterScale measured, double decisionSeconds) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-scale", 1).putAll(Naming.machine()).put("workers", measured.workers())
                    .put("cores", measured.cores())
                    .put("sleeping", measured.rows().stream().map(row -> new JsonDocument().put("task_seconds", row.taskSeconds())
                            .put("under_way", row.underWay()).put("tasks", row.tasks()).put("seconds", row.seconds())
                            .put("efficiency", row.efficiency()).put("overhead_seconds", row.overheadSeconds())).toList())
                    .put("payload_bytes", measured.way().payloadBytes()).put("empty_alone_seconds", measured.way().aloneSeconds())
                    .put("empty_busy_seconds", measured.way().busySeconds())
                    .put("empty_processor_seconds", measured.way().processorSeconds())
                    .put("many", MANY.stream().flatMap(many -> measured.rows().stream().map(ClusterScale.Row::taskSeconds).distinct()
                            .map(seconds -> new JsonDocument().put("workers", many).put("task_seconds", seconds)
                                    .put("efficiency", efficiency(many, seconds))))
                            .toList())
                    .put("ten_percent_task_seconds", tenPercentSeconds())
                    .put("rounds", measured.rounds().stream().map(round -> new JsonDocument().put("round", round.round())
                            .put("side_by_side", round.sideBySide()).put("here", json(round.here())).put("there", json(round.there()))).toList());
        }

        private static JsonDocument json(ClusterScale.Side side) {
            return new JsonDocument().put("seconds", side.seconds()).put("computed_seconds", side.computedSeconds())
                    .put("processor_seconds", side.processorSeconds());
        }

        /** With this cluster. */
        private double tenPercentSeconds() {
            return measured.way().taskSeconds(0.1, measured.cores(), decisionSeconds);
        }

        private double efficiency(int many, double seconds) {
            return measured.way().efficiency(many, seconds, decisionSeconds);
        }

        @Override
        public void text(PrintStream out) {
            out.println(Figures.count(measured.workers(), "worker") + ", " + Figures.count(measured.cores(), "core"));
            TextTable sleeping = new TextTable("task s", "under way", "tasks", "took s", "efficiency", "overhead ms");
            for (ClusterScale.Row row : measured.rows()) {
                sleeping.row(row.taskSeconds(), row.underWay(), row.tasks(), Figures.decimals(2, row.seconds()),
                        Figures.decimals(3, row.efficiency()), Figures.decimals(1, 1000 * row.overheadSeconds()));
            }
            sleeping.print(out);
            out.println(Figures.format(
                    "%nA task that does nothing, %d bytes each way: %.1f ms alone, one each %.1f ms with all cores busy, of which this"
                            + " program computes %.1f ms.%n"
                            + "So the way is a tenth of tasks of %.2f s, with the cores that there are.%n"
                            + "With %.1f ms of decision for each task, many workers of one core would reach these efficiencies:",
                    measured.way().payloadBytes(), 1000 * measured.way().aloneSeconds(), 1000 * measured.way().busySeconds(),
                    1000 * measured.way().processorSeconds(), tenPercentSeconds(),
                    1000 * decisionSeconds));
            TextTable many = new TextTable("task s", "workers", "efficiency");
            measured.rows().stream().map(ClusterScale.Row::taskSeconds).distinct().forEach(seconds -> MANY
                    .forEach(workers -> many.row(seconds, workers, Figures.decimals(3, efficiency(workers, seconds)))));
            many.print(out);
            if (!measured.rounds().isEmpty()) {
                out.println();
                TextTable work =
                        new TextTable("side by side", "round", "here s", "there s", "there / here", "computing there s", "of processor here s",
                                "of processor there s", "there / here");
                for (ClusterScale.Round round : measured.rounds()) {
                    ClusterScale.Side here = round.here();
                    ClusterScale.Side there = round.there();
                    work.row(round.sideBySide(), round.round(), Figures.decimals(2, here.seconds()), Figures.decimals(2, there.seconds()),
                            Figures.decimals(3, there.seconds() / here.seconds()), Figures.decimals(2, there.computedSeconds()),
                            Figures.decimals(2, here.processorSeconds()), Figures.decimals(2, there.processorSeconds()),
                            Figures.decimals(3, there.processorSeconds() / here.processorSeconds()));
                }
                work.print(out);
            }
        }
    }
}
