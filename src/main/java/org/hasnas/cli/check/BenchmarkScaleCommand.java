package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.List;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark scale}: what the way to a cluster and back costs. */
@Command(name = "scale",
        description = "What it costs to have work done on a cluster: tasks that only sleep, 1 to as many under way as it has cores; and"
                + " the epochs of a training, as many copies side by side as it has cores, there and in this process.",
        footer = {
            "  hasnas benchmark scale sample-projects/digits-quickstart --on 'local-cluster[2,1,2048]' --matrix '0302 0030 3003 0000'",
            "  hasnas benchmark scale PROJECT --on 'local-cluster[2,32,2048]' --matrix '0001 0000 0000 0000' --epochs 1 --json"})
public final class BenchmarkScaleCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--matrix", paramLabel = "M", arity = "1..*", required = true,
            description = "Connection matrix of the cells that are trained, such as '0302 0030 3003 0000'.")
    private List<String> matrix = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs that are trained; default: 6.")
    private int epochs = 6;

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
        Project opened = project.open(session());
        cluster.join(session());
        return new Scale(session().result(session().workbench().measurements().clusterScale(opened, design(),
                opened.training().withEpochs(epochs), taskSeconds)));
    }

    private Architecture design() throws HasnasException {
        String text = String.join(" ", matrix);
        try {
            return Architecture.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix '" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    private record Scale(ClusterScale measured) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-scale", 1).putAll(Naming.machine()).put("workers", measured.workers())
                    .put("cores", measured.cores())
                    .put("sleeping", measured.rows().stream().map(row -> new JsonDocument().put("task_seconds", row.taskSeconds())
                            .put("under_way", row.underWay()).put("tasks", row.tasks()).put("seconds", row.seconds())
                            .put("efficiency", row.efficiency()).put("overhead_seconds", row.overheadSeconds())).toList())
                    .put("epochs", measured.paces().stream().map(pace -> new JsonDocument().put("epoch", pace.epoch())
                            .put("here_seconds", pace.hereSeconds()).put("there_seconds", pace.thereSeconds())).toList());
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
            TextTable epochs = new TextTable("epoch", "here s", "there s", "there / here");
            for (ClusterScale.Pace pace : measured.paces()) {
                epochs.row(pace.epoch(), Figures.decimals(2, pace.hereSeconds()), Figures.decimals(2, pace.thereSeconds()),
                        Figures.decimals(3, pace.thereSeconds() / pace.hereSeconds()));
            }
            epochs.print(out);
        }
    }
}
