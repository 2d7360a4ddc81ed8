package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement.WorkTime;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.TrainingPace;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.network.NetworkTemplate;

/**
 * What {@code hasnas benchmark training} found.
 *
 * @param speed event-driven against dense
 * @param table the benchmark, then its variants
 */
record TrainingSpeedReport(TrainingSpeed speed, List<Pace> table) implements Report {
    private static final double GIGA = 1e9;

    /** A row of the table. */
    record Pace(PassBenchmark benchmark, TrainingPace measured) {
        private double imagesPerSecond() {
            return benchmark.batchSize() / measured.times().medianSecondsPerPass();
        }

        private double imagesPerCpuSecond() {
            return benchmark.batchSize() / measured.times().meanCpuSecondsPerPass();
        }

        private int firstWidth() {
            return benchmark.network().template().stages().getFirst().width();
        }

        private double share(WorkTime time) {
            return time.seconds() / measured.work().stream().mapToDouble(WorkTime::seconds).sum();
        }

        private JsonDocument json() {
            NetworkTemplate template = benchmark.network().template();
            return new JsonDocument().put("template", template.name()).put("first_width", firstWidth()).put("batch_size", benchmark.batchSize())
                    .put("threads", measured.times().threads()).put("images_per_second", imagesPerSecond())
                    .put("images_per_cpu_second", imagesPerCpuSecond())
                    .put("dense_multiply_accumulates_per_step", measured.times().multiplyAccumulatesPerPass())
                    .put("share_of_multiply_add_limit", measured.shareOfLimit())
                    .put("work_on_one_thread", measured.work().stream()
                            .map(time -> new JsonDocument().put("kind", time.kind()).put("share", share(time))).toList());
        }
    }

    private PassBenchmark benchmark() {
        return table.getFirst().benchmark;
    }

    private TrainingPace pace() {
        return table.getFirst().measured;
    }

    private double wallRatio() {
        return speed.dense().medianSecondsPerPass() / speed.eventDriven().medianSecondsPerPass();
    }

    private double cpuRatio() {
        return speed.dense().meanCpuSecondsPerPass() / speed.eventDriven().meanCpuSecondsPerPass();
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-training", 1).putAll(Naming.machine())
                .putAll(Naming.json(benchmark().network())).put("dataset", Naming.text(benchmark().dataset()))
                .put("batch_size", benchmark().batchSize()).put("seed", benchmark().seed()).put("event_driven", json(speed.eventDriven()))
                .put("dense", json(speed.dense())).put("dense_seconds_over_event_driven_seconds", wallRatio())
                .put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpuRatio())
                .put("event_driven_loss", speed.eventDrivenLoss()).put("dense_loss", speed.denseLoss())
                .put("first_step_seconds_after_process_start", pace().firstStep().seconds())
                .put("first_step_cpu_seconds_after_process_start", pace().firstStep().cpuSeconds())
                .put("multiply_add_limit_per_second_and_thread", pace().multiplyAddsPerSecond())
                .put("table", table.stream().map(Pace::json).toList());
    }

    private JsonDocument json(PassTimes times) {
        return new JsonDocument().put("threads", times.threads())
                .put("images_per_second", benchmark().batchSize() / times.medianSecondsPerPass())
                .put("images_per_cpu_second", benchmark().batchSize() / times.meanCpuSecondsPerPass())
                .put("seconds_per_step", times.secondsPerPass()).put("cpu_seconds_per_step", times.cpuSecondsPerPass());
    }

    @Override
    public void text(PrintStream out) {
        out.println(Naming.text(benchmark().network()) + " on " + Naming.text(benchmark().dataset()) + ", batch " + benchmark().batchSize());
        out.println();
        TextTable steps = new TextTable("training step", "threads", "images/s", "s (median)", "CPU s (mean)");
        addRow(steps, "event-driven", speed.eventDriven());
        addRow(steps, "dense convolutions (ND4J)", speed.dense());
        steps.print(out);
        out.println();
        out.println(PassReport.comparison(wallRatio(), cpuRatio()));
        out.println();
        TextTable paces = new TextTable("template", "width", "batch", "threads", "images/s", "images/CPU s", "dense GMAC/CPU s", "of limit",
                "<where a step's time goes on one thread");
        table.forEach(row -> addRow(paces, row));
        paces.print(out);
        out.println();
        out.println(Figures.format("limit: %.1f G multiply-adds per second and thread, the best of a loop of them in registers, in this process",
                pace().multiplyAddsPerSecond() / GIGA));
        out.println(Figures.format("first step done %.2f s after the process started (%.2f CPU s)", pace().firstStep().seconds(),
                pace().firstStep().cpuSeconds()));
    }

    private void addRow(TextTable steps, String name, PassTimes times) {
        steps.row(name, times.threads(), Figures.decimals(1, benchmark().batchSize() / times.medianSecondsPerPass()),
                Figures.decimals(3, times.medianSecondsPerPass()), Figures.decimals(3, times.meanCpuSecondsPerPass()));
    }

    private static void addRow(TextTable paces, Pace row) {
        PassTimes times = row.measured.times();
        paces.row(row.benchmark.network().template().name(), row.firstWidth(), row.benchmark.batchSize(), times.threads(),
                Figures.decimals(1, row.imagesPerSecond()), Figures.decimals(1, row.imagesPerCpuSecond()),
                Figures.decimals(1, row.measured.multiplyAccumulatesPerCpuSecond() / GIGA),
                Figures.percent(1, row.measured.shareOfLimit()),
                row.measured.work().stream().map(time -> time.kind() + " " + Figures.percent(0, row.share(time))).collect(Collectors.joining(", ")));
    }
}
