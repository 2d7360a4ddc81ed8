package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassMeasurement.WorkTime;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Numbers;

/**
 * What {@code hasnas benchmark fitness} found.
 *
 * @param dense none or one
 * @param variants of the scaling table
 */
record PassReport(PassBenchmark benchmark, PassMeasurement measured, List<PassTimes> dense, List<Variant> variants) implements Report {
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
        return Figures.format("event-driven is %.2f times as fast as dense (%.2f times by CPU time)", wall, cpu);
    }

    @Override
    public JsonDocument json() {
        PassMeasurement.MemoryPeaks memory = measured.memory();
        JsonDocument document = JsonDocument.of("hasnas-benchmark-fitness", 1).putAll(Naming.machine()).putAll(Naming.json(benchmark.network()))
                .put("width_ratio", WidthOption.of(benchmark.network().template()))
                .put("dataset", Naming.text(benchmark.dataset())).put("batch_size", benchmark.batchSize()).put("seed", benchmark.seed())
                .put("precision", benchmark.precision())
                .put("event_driven", json(measured.times()).put("work", measured.work().stream().map(this::json).toList())
                        .put("memory", new JsonDocument().put("live_heap_bytes", memory.liveHeap()).put("peak_heap_bytes", memory.peakHeap())
                                .put("peak_process_bytes", memory.peakProcess() == 0 ? null : memory.peakProcess())));
        for (PassTimes densely : dense) {
            document.put("dense", json(densely)).put("dense_seconds_over_event_driven_seconds", ratio(densely))
                    .put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpuRatio(densely));
        }
        if (!variants.isEmpty()) {
            document.put("scaling", variants.stream().map(PassReport::json).toList());
        }
        Map<String, Integer> neurons = NetworkPlan.of(benchmark.network()).lifNeurons();
        return document.put("layers", measured.layers().stream().map(layer -> new JsonDocument().put("layer", layer.layer())
                .put("neurons", neurons.get(layer.layer())).put("firing_rate_per_time_step", layer.perTimeStep())).toList());
    }

    private static JsonDocument json(Variant variant) {
        NetworkTemplate template = variant.benchmark().network().template();
        return new JsonDocument().put("batch_size", variant.benchmark().batchSize()).put("time_steps", template.timeSteps())
                .put("width_ratio", WidthOption.of(template)).putAll(json(variant.measured().times()));
    }

    private JsonDocument json(WorkTime time) {
        return new JsonDocument().put("kind", time.kind()).put("seconds", time.seconds()).put("share", share(time));
    }

    private static JsonDocument json(PassTimes times) {
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

    @Override
    public void text(PrintStream out) {
        PassTimes times = measured.times();
        out.println(Naming.text(benchmark.network()) + " on " + Naming.text(benchmark.dataset()));
        out.println(Figures.format("batch %d, T = %d, ratio %s, %.1f dense GMAC per pass, mean firing rate %.4f", benchmark.batchSize(),
                benchmark.network().template().timeSteps(), Numbers.brief(WidthOption.of(benchmark.network().template())),
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
            work.row(time.kind(), Figures.percent(1, share(time)));
        }
        work.print(out);
        out.println();
        PassMeasurement.MemoryPeaks memory = measured.memory();
        String process = memory.peakProcess() == 0 ? "unknown" : Figures.decimals(0, memory.peakProcess() / MEGA) + " MB";
        out.println(Figures.format("memory: %.0f MB heap in use, %.0f MB at its peak (with garbage), process at most %s",
                memory.liveHeap() / MEGA, memory.peakHeap() / MEGA, process));
        out.println();
        TextTable rates = new TextTable("LIF layer", "<firing rate per time step");
        for (LayerRate layer : measured.layers()) {
            rates.row(layer.layer(), Figures.list(3, layer.perTimeStep()));
        }
        rates.print(out);
        printScaling(out);
    }

    private static void addRow(TextTable table, String name, PassTimes times) {
        table.row(name, times.threads(), Figures.decimals(3, times.medianSecondsPerPass()),
                Figures.decimals(3, times.medianCpuSecondsPerPass()),
                Figures.decimals(1, times.effectiveMultiplyAccumulatesPerSecond() / GIGA),
                Figures.decimals(2, times.preparationSeconds()),
                Figures.list(3, times.secondsPerPass()));
    }

    private void printScaling(PrintStream out) {
        if (variants.isEmpty()) {
            return;
        }
        out.println();
        TextTable table = new TextTable("batch", "T", "ratio", "threads", "s per pass", "CPU s", "dense GMAC/s", "heap MB");
        for (Variant variant : variants) {
            NetworkTemplate template = variant.benchmark().network().template();
            table.row(variant.benchmark().batchSize(), template.timeSteps(), Numbers.brief(WidthOption.of(template)),
                    variant.measured().times().threads(),
                    Figures.decimals(3, variant.measured().times().medianSecondsPerPass()),
                    Figures.decimals(3, variant.measured().times().medianCpuSecondsPerPass()),
                    Figures.decimals(1, variant.measured().times().effectiveMultiplyAccumulatesPerSecond() / GIGA),
                    Figures.decimals(0, variant.measured().memory().liveHeap() / MEGA));
        }
        table.print(out);
    }
}
