package org.hasnas.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.ChipAccuracyProgress;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipConditions;
import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipReferences;
import org.hasnas.chip.model.ChipSweep;
import org.hasnas.chip.model.ChipTimes;
import org.hasnas.chip.model.CircuitSolution;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.export.ChipAccuracyCsv;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Unexpected;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.workbench.chip.Crossbars;

/** Crossbars with the same answers for all. */
public final class FakeCrossbars implements Crossbars {
    private final List<String> calls;

    FakeCrossbars(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public CrossbarSolution solve(Path file) {
        calls.add("solve " + file);
        return new CrossbarSolution("one cell", "1R", new CircuitSolution(new double[] {9e-6}, new double[] {9e-6}, new double[] {0.19},
                new double[] {0.01}, 1.8e-6), List.of(1e-5));
    }

    @Override
    public JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request) {
        calls.add("map " + request);
        return FakeJob.done(new CrossbarMapReport(9, 1, 14, List.of(new ArrayOutcome(0, 0, 9, 14, 0.03, 0.012, 0.034)), 0.03, 0.012, 0.034,
                new CrossbarMapReport.WeightError(-1.5, 2.5, 7, 0.05), 0.04, List.of(List.of(97.5)), List.of(List.of(100))));
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) {
        throw Unexpected.call("Crossbars.export");
    }

    @Override
    public void export(ChipAccuracyReport report, Appendable out) throws IOException {
        ChipAccuracyCsv.write(report, out);
    }

    @Override
    public JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException {
        calls.add("chip-accuracy " + request);
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000"));
        SpikeRates rates = new SpikeRates(0.1, Map.of("stem", 0.3));
        List<ChipPoint> points = new ArrayList<>();
        for (double value : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            ChipConditions typical = ChipConditions.typical(5);
            ChipConditions conditions = request.sweep().map(sweep -> sweep.parameter().set(typical, value)).orElse(typical);
            points.add(new ChipPoint(conditions, List.of(0.9, 0.92), new Accuracy(AccuracyKind.ON_CHIP, 0.91, 0.88, 0.93, "test"), rates));
        }
        ChipReferences references = new ChipReferences(8, 0.975, 0.97);
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(rates));
        ChipAccuracyReport report = new ChipAccuracyReport("00".repeat(32), network, DatasetReference.EMBEDDED_DIGITS, request.sweep(),
                request.part(), 360, 16, references, 42, points, (PhysicalCostReport) ChipCost.of(chip).report(network),
                new ChipTimes(request.threads(), 0.1, 0.2, 0.5, 2, 3));
        return FakeJob.done(new ChipAccuracyProgress(Progress.NONE, Optional.of(references), points), report);
    }
}
