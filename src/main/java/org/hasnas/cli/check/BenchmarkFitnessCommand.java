package org.hasnas.cli.check;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.Report;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.workbench.check.Measurements;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark fitness}: seconds per simulation pass of one network. */
@Command(name = "fitness", description = "Time passes of one batch through one network: simulation, Hamming kernel, determinant. A fitness"
        + " takes two such passes.",
        footer = {
            "  hasnas benchmark fitness --preset digits --matrix '0302 0030 3003 0000' --batch 64",
            "  hasnas benchmark fitness --preset snasnet-cifar10 --matrix '0303 0030 2002 0200' --batch 16 --data cifar10 --dense --json",
            "  hasnas benchmark fitness --preset snasnet-cifar10 --matrix '0303 0030 2002 0200' --batch 16 --data cifar10 --scaling"})
public final class BenchmarkFitnessCommand extends ReportCommand {
    private static final List<Integer> BATCHES = List.of(8, 16, 32, 64);
    private static final List<Integer> TIME_STEPS = List.of(2, 5, 8);
    private static final List<Double> RATIOS = List.of(0.5, 1.0, 2.0);
    private static final List<Integer> THREADS = List.of(1, 2);

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private WidthOption width = new WidthOption();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--batch", paramLabel = "B", description = "Images per pass, 2 to 256; default: 16.")
    private int batch = 16;

    @Option(names = "--passes", paramLabel = "N", description = "Timed passes, after as many that are not timed; default: 3.")
    private int passes = 3;

    @Option(names = "--threads", paramLabel = "K", description = "Threads of a pass; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the weights; default: 1.")
    private long seed = 1;

    @Option(names = "--exact", description = "Time the float32 engine instead of the one with int8 weights.")
    private boolean exact;

    @Option(names = "--dense", description = "Also time the same network simulated densely by ND4J in float32, with the same threads.")
    private boolean dense;

    @Option(names = "--scaling", description = "Also vary batch (8, 16, 32, 64), time steps (2, 5, 8), ratio (0.5, 1, 2) and threads (1, 2),"
            + " one at a time.")
    private boolean scaling;

    public BenchmarkFitnessCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Network named = choice.network(images, session());
        PassBenchmark benchmark = benchmark(images.dataset(named.template(), session()), named, width.applied(named.template()), batch,
                Options.threads(threads));
        Measurements measurements = session().workbench().measurements();
        PassMeasurement measured = session().result(measurements.passes(benchmark));
        List<PassTimes> densely = dense ? List.of(session().result(measurements.densePasses(benchmark))) : List.of();
        List<PassReport.Variant> variants = new ArrayList<>();
        if (scaling) {
            for (PassBenchmark variant : variants(benchmark)) {
                variants.add(new PassReport.Variant(variant, session().result(measurements.passes(variant))));
            }
        }
        return new PassReport(benchmark, measured, densely, variants);
    }

    private PassBenchmark benchmark(DatasetReference dataset, Network named, NetworkTemplate template, int batchSize, int threadCount)
            throws HasnasException {
        try {
            return new PassBenchmark(dataset, Network.of(template, named.space(), named.architecture()), batchSize, passes, threadCount, seed,
                    exact ? WeightPrecision.FLOAT32 : WeightPrecision.INT8);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch or --passes: " + e.getMessage(), e);
        }
    }

    private List<PassBenchmark> variants(PassBenchmark base) throws HasnasException {
        Network network = base.network();
        NetworkTemplate template = network.template();
        List<PassBenchmark> variants = new ArrayList<>();
        for (int batchSize : BATCHES) {
            variants.add(benchmark(base.dataset(), network, template, batchSize, base.threads()));
        }
        for (int timeSteps : TIME_STEPS) {
            variants.add(benchmark(base.dataset(), network, template.withTimeSteps(timeSteps), base.batchSize(), base.threads()));
        }
        for (double ratio : RATIOS) {
            variants.add(benchmark(base.dataset(), network, WidthOption.scaled(template, ratio), base.batchSize(), base.threads()));
        }
        for (int threadCount : THREADS) {
            variants.add(benchmark(base.dataset(), network, template, base.batchSize(), threadCount));
        }
        return variants;
    }
}
