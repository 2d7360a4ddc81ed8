package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.ChipConditions;
import org.hasnas.domain.hardware.ChipSweep;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.ChipAccuracyListener;
import org.hasnas.workbench.ChipAccuracyReport;
import org.hasnas.workbench.ChipAccuracyRequest;
import org.hasnas.workbench.ChipReferences;
import org.hasnas.workbench.ChipTimes;
import org.hasnas.workbench.CrossbarMapReport;
import org.hasnas.workbench.CrossbarMapRequest;
import org.hasnas.workbench.CrossbarSolution;
import org.hasnas.workbench.Crossbars;
import org.hasnas.workbench.Project;

/** Crossbars with the same answers for all. */
final class FakeCrossbars implements Crossbars {
    private final List<String> calls;

    FakeCrossbars(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public CrossbarSolution solve(Path file) {
        calls.add("solve " + file);
        return new CrossbarSolution("one cell", 1, 1, "1R", List.of(9e-6), List.of(1e-5), List.of(9e-6), 1.8e-6, List.of(List.of(0.19)),
                List.of(List.of(0.01)));
    }

    @Override
    public CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) {
        calls.add("map " + request);
        return new CrossbarMapReport(9, 1, 14, List.of(new CrossbarMapReport.Array(0, 0, 9, 14, 0.03, 0.012, 0.034)), 0.03, 0.012, 0.034,
                new CrossbarMapReport.WeightError(-1.5, 2.5, 7, 0.05), 0.04, List.of(List.of(97.5)), List.of(List.of(100)));
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) {
        throw Unexpected.call("Crossbars.export");
    }

    @Override
    public ChipAccuracyReport accuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job)
            throws HasnasException {
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
        listener.references(references);
        points.forEach(listener::point);
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(rates));
        return new ChipAccuracyReport("00".repeat(32), network, DatasetReference.EMBEDDED_DIGITS, request.sweep(), request.part(), 360, 16,
                references, 42, points, (PhysicalCostReport) ChipCostModel.of(chip).report(network),
                new ChipTimes(request.threads(), 0.1, 0.2, 0.5, 2, 3));
    }
}
