package org.hasnas.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.TrainingSpeed;
import org.hasnas.domain.run.WeightPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark training}: images per second of training, event-driven against dense. */
@Command(name = "training", description = "Time steps of a training (forward, back, change of weights): event-driven, and in turn with all"
        + " convolutions and their gradients by ND4J.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {"  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000'"})
final class BenchmarkTrainingCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--batch", paramLabel = "B", description = "Images per step, 2 to 256; default: 32.")
    private int batch = 32;

    @Option(names = "--steps", paramLabel = "N", description = "Timed steps of each kind; default: 5.")
    private int steps = 5;

    @Option(names = "--threads", paramLabel = "K", description = "Threads; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of weights and dropout; default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    BenchmarkTrainingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Network network = choice.network();
        PassBenchmark benchmark;
        try {
            benchmark = new PassBenchmark(images.dataset(network.template(), session), network, batch, Options.atLeastOne("--steps", steps),
                    Options.threads(threads), seed, WeightPrecision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch: " + e.getMessage(), e);
        }
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        TrainingSpeed speed;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            speed = session.workbench().trainings().benchmark(benchmark, new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
        double wall = speed.dense().medianSecondsPerPass() / speed.eventDriven().medianSecondsPerPass();
        double cpu = speed.dense().medianCpuSecondsPerPass() / speed.eventDriven().medianCpuSecondsPerPass();
        if (json) {
            new JsonDocument().put("document", "hasnas-benchmark-training").put("version", 1).put("program_version", session.environment().version())
                    .putAll(BenchmarkReport.machine()).putAll(CostDocument.network(network)).put("dataset", RunReport.dataset(benchmark.dataset()))
                    .put("batch_size", batch).put("seed", seed).put("event_driven", times(speed.eventDriven())).put("dense", times(speed.dense()))
                    .put("dense_seconds_over_event_driven_seconds", wall).put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpu)
                    .put("event_driven_loss", speed.eventDrivenLoss()).put("dense_loss", speed.denseLoss()).print(session.out());
            return ExitCodes.OK;
        }
        session.out().println(CostCommand.title(network) + " on " + RunReport.dataset(benchmark.dataset()) + ", batch " + batch);
        session.out().println();
        TextTable table = new TextTable("training step", "threads", "images/s", "s (median)", "CPU s");
        row(table, "event-driven", speed.eventDriven());
        row(table, "dense convolutions (ND4J)", speed.dense());
        table.print(session.out());
        session.out().println();
        session.out().println(String.format(Locale.ROOT, "event-driven is %.2f times as fast as dense (%.2f times by CPU time)", wall, cpu));
        return ExitCodes.OK;
    }

    private JsonDocument times(PassTimes times) {
        return new JsonDocument().put("threads", times.threads()).put("images_per_second", batch / times.medianSecondsPerPass())
                .put("images_per_cpu_second", batch / times.medianCpuSecondsPerPass()).put("seconds_per_step", times.secondsPerPass())
                .put("cpu_seconds_per_step", times.cpuSecondsPerPass());
    }

    private void row(TextTable table, String name, PassTimes times) {
        table.row(name, Integer.toString(times.threads()), String.format(Locale.ROOT, "%.1f", batch / times.medianSecondsPerPass()),
                String.format(Locale.ROOT, "%.3f", times.medianSecondsPerPass()), String.format(Locale.ROOT, "%.3f", times.medianCpuSecondsPerPass()));
    }
}
