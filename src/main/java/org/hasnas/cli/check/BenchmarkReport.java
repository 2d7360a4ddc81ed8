package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassMeasurement.WorkTime;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.cli.chip.CostCommand;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.RunReport;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hasnas benchmark fitness} found, as text and as JSON.
 *
 * @param dense none or one
 * @param variants of the scaling table
 */
record BenchmarkReport(PassBenchmark benchmark, PassMeasurement measured, List<PassTimes> dense, List<Variant> variants) {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    /** One row of the scaling table. */
    record Variant(PassBenchmark benchmark, PassMeasurement measured) {}

    /** How often the event-driven pass fits into the dense one. */
    private double ratio(PassTimes densely) {
        return densely.medianSecondsPerPass() / measured.times().medianSecondsPerPass();
    }

    private double cpuRatio(PassTimes densely) {
        return densely.medianCpuSecondsPerPass() / measured.times().medianCpuSecondsPerPass();
    }

    /** How many times as fast as dense, by wall time and by time of processors. */
    static String comparison(double wall, double cpu) {
        return String.format(Locale.ROOT, "event-driven is %.2f times as fast as dense (%.2f times by CPU time)", wall, cpu);
    }

    JsonDocument document(String programVersion) {
        JsonDocument document = JsonDocument.of("hasnas-benchmark-fitness", 1, programVersion).putAll(machine())
                .putAll(CostDocument.network(benchmark.network())).put("width_ratio", WidthOption.of(benchmark.network().template()))
                .put("dataset", RunReport.dataset(benchmark.dataset())).put("batch_size", benchmark.batchSize()).put("seed", benchmark.seed())
                .put("precision", EnumNames.of(benchmark.precision()));
        PassMeasurement.MemoryPeaks memory = measured.memory();
        List<Map<String, @Nullable Object>> work = new ArrayList<>();
        for (WorkTime time : measured.work()) {
            work.add(new JsonDocument().put("kind", time.kind()).put("seconds", time.seconds()).put("share", share(time)).map());
        }
        List<Map<String, @Nullable Object>> layers = new ArrayList<>();
        Map<String, Integer> neurons = NetworkPlan.of(benchmark.network()).lifNeurons();
        for (LayerRate layer : measured.layers()) {
            layers.add(new JsonDocument().put("layer", layer.layer()).put("neurons", neurons.get(layer.layer()))
                    .put("firing_rate_per_time_step", layer.perTimeStep()).map());
        }
        document.put("event_driven", times(measured.times()).put("work", work)
                .put("memory", new JsonDocument().put("live_heap_bytes", memory.liveHeap()).put("peak_heap_bytes", memory.peakHeap())
                        .put("peak_process_bytes", memory.peakProcess() == 0 ? null : memory.peakProcess())));
        for (PassTimes densely : dense) {
            document.put("dense", times(densely)).put("dense_seconds_over_event_driven_seconds", ratio(densely))
                    .put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpuRatio(densely));
        }
        if (!variants.isEmpty()) {
            document.put("scaling", variants.stream().map(variant -> new JsonDocument().put("batch_size", variant.benchmark().batchSize())
                    .put("time_steps", variant.benchmark().network().template().timeSteps())
                    .put("width_ratio", WidthOption.of(variant.benchmark().network().template()))
                    .putAll(times(variant.measured().times())).map()).toList());
        }
        return document.put("layers", layers);
    }

    static JsonDocument machine() {
        return new JsonDocument().put("machine", new JsonDocument().put("processors", Runtime.getRuntime().availableProcessors())
                .put("architecture", System.getProperty("os.arch")).put("operating_system", System.getProperty("os.name"))
                .put("java_version", System.getProperty("java.version")).put("max_heap_bytes", Runtime.getRuntime().maxMemory()));
    }

    private static JsonDocument times(PassTimes times) {
        return new JsonDocument().put("threads", times.threads()).put("preparation_seconds", times.preparationSeconds())
                .put("seconds_per_pass", times.secondsPerPass()).put("median_seconds_per_pass", times.medianSecondsPerPass())
                .put("cpu_seconds_per_pass", times.cpuSecondsPerPass()).put("median_cpu_seconds_per_pass", times.medianCpuSecondsPerPass())
                .put("dense_multiply_accumulates_per_pass", times.multiplyAccumulatesPerPass())
                .put("effective_gmac_per_second", times.effectiveMultiplyAccumulatesPerSecond() / GIGA)
                .put("mean_firing_rate", times.meanFiringRate());
    }

    private double share(WorkTime time) {
        return time.seconds() / measured.work().stream().mapToDouble(WorkTime::seconds).sum();
    }

    void print(PrintStream out) {
        PassTimes times = measured.times();
        out.println(CostCommand.title(benchmark.network()) + " on " + RunReport.dataset(benchmark.dataset()));
        out.println(String.format(Locale.ROOT, "batch %d, T = %d, ratio %s, %.1f dense GMAC per pass, mean firing rate %.4f", benchmark.batchSize(),
                benchmark.network().template().timeSteps(), number(WidthOption.of(benchmark.network().template())),
                times.multiplyAccumulatesPerPass() / GIGA, times.meanFiringRate()));
        out.println();
        TextTable table = new TextTable("", "threads", "s per pass (median)", "CPU s", "dense GMAC/s", "preparation s", "<all passes");
        addRow(table, "event-driven, " + EnumNames.of(benchmark.precision()), times);
        for (PassTimes densely : dense) {
            addRow(table, "dense, float32 (ND4J)", densely);
        }
        table.print(out);
        for (PassTimes densely : dense) {
            out.println();
            out.println(comparison(ratio(densely), cpuRatio(densely)));
        }
        out.println();
        TextTable work = new TextTable("where the time went", "share");
        for (WorkTime time : measured.work()) {
            work.row(time.kind(), String.format(Locale.ROOT, "%.1f %%", 100 * share(time)));
        }
        work.print(out);
        out.println();
        PassMeasurement.MemoryPeaks memory = measured.memory();
        String process = memory.peakProcess() == 0 ? "unknown" : String.format(Locale.ROOT, "%.0f MB", memory.peakProcess() / MEGA);
        out.println(String.format(Locale.ROOT, "memory: %.0f MB heap in use, %.0f MB at its peak (with garbage), process at most %s",
                memory.liveHeap() / MEGA, memory.peakHeap() / MEGA, process));
        out.println();
        TextTable rates = new TextTable("LIF layer", "<firing rate per time step");
        for (LayerRate layer : measured.layers()) {
            rates.row(layer.layer(), layer.perTimeStep().stream().map(rate -> String.format(Locale.ROOT, "%.3f", rate))
                    .collect(Collectors.joining(" ")));
        }
        rates.print(out);
        printScaling(out);
    }

    private static void addRow(TextTable table, String name, PassTimes times) {
        table.row(name, Integer.toString(times.threads()), String.format(Locale.ROOT, "%.3f", times.medianSecondsPerPass()),
                String.format(Locale.ROOT, "%.3f", times.medianCpuSecondsPerPass()),
                String.format(Locale.ROOT, "%.1f", times.effectiveMultiplyAccumulatesPerSecond() / GIGA),
                String.format(Locale.ROOT, "%.2f", times.preparationSeconds()),
                times.secondsPerPass().stream().map(pass -> String.format(Locale.ROOT, "%.3f", pass)).collect(Collectors.joining(" ")));
    }

    private void printScaling(PrintStream out) {
        if (variants.isEmpty()) {
            return;
        }
        out.println();
        TextTable table = new TextTable("batch", "T", "ratio", "threads", "s per pass", "CPU s", "dense GMAC/s", "heap MB");
        for (Variant variant : variants) {
            NetworkTemplate template = variant.benchmark().network().template();
            table.row(Integer.toString(variant.benchmark().batchSize()), Integer.toString(template.timeSteps()), number(WidthOption.of(template)),
                    Integer.toString(variant.measured().times().threads()),
                    String.format(Locale.ROOT, "%.3f", variant.measured().times().medianSecondsPerPass()),
                    String.format(Locale.ROOT, "%.3f", variant.measured().times().medianCpuSecondsPerPass()),
                    String.format(Locale.ROOT, "%.1f", variant.measured().times().effectiveMultiplyAccumulatesPerSecond() / GIGA),
                    String.format(Locale.ROOT, "%.0f", variant.measured().memory().liveHeap() / MEGA));
        }
        table.print(out);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
