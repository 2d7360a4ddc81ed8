package org.hasnas.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipReferences;
import org.hasnas.chip.inference.model.ChipSubject;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipTimes;
import org.hasnas.chip.inference.model.DieFault;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.CircuitSolution;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.tiling.CrossbarMapping;
import org.hasnas.error.HasnasException;
import org.hasnas.files.export.ChipAccuracyCsv;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.workbench.chip.Crossbars;

/** Crossbars with the same answers for all, on which a training's accuracy rises with the condition that is swept. */
public final class FakeCrossbars implements Crossbars {
    private static final int ALL_IMAGES = 360;

    /** Those of measurements. Held ones stay before their first point. */
    public final HeldJobs jobs = new HeldJobs();
    private final List<String> calls;

    /** @param calls gets what is asked */
    public FakeCrossbars(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Accuracy> known(Project project, ChipAccuracyRequest request) {
        return Optional.empty();
    }

    @Override
    public CrossbarSolution solve(Path file) {
        calls.add("solve " + file);
        CrossbarSolution.OfInput one = new CrossbarSolution.OfInput(new CircuitSolution(new double[] {9e-6}, new double[] {9e-6},
                new double[] {0.19}, new double[] {0.01}, 1.8e-6), List.of(1e-5));
        return new CrossbarSolution("one cell", "1R", file.endsWith("two.json") ? List.of(one, one) : List.of(one));
    }

    @Override
    public JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request) {
        calls.add("map " + request);
        return FakeJob.done(new CrossbarMapReport(9, 1, 14, List.of(new ArrayOutcome(0, 0, 9, 14, 0.03, 0.012, 0.034)), 0.03, 0.012, 0.034,
                new CrossbarMapReport.WeightError(-1.5, 2.5, 7, 0.05), 0.04, List.of(List.of(97.5)), List.of(List.of(100))));
    }

    /** The same as that of the project's untrained network. */
    @Override
    public JobHandle<Progress, CrossbarArray> array(Project project, long training, CrossbarArrayRequest request) {
        return array(Network.of(project.search().template(), project.search().space(), Samples.trial(project.search(), 0).architecture()), request);
    }

    /** The real one. */
    @Override
    public JobHandle<Progress, CrossbarArray> array(Network network, CrossbarArrayRequest request) {
        calls.add("array " + request.array() + " of " + request.layer().layer() + ", " + request.adcBits() + " bits");
        try {
            return jobs.job(Progress.NONE, CrossbarMapping.array(network, Optional.empty(), request, JobContext.NONE));
        } catch (HasnasException failure) {
            return FakeJob.failed(failure);
        }
    }

    @Override
    public JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException {
        calls.add("chip-accuracy " + request);
        SpikeRates rates = new SpikeRates(0.1, Map.of("stem", 0.3));
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(rates));
        Network network = Network.of(project.search().template(), project.search().space(), Samples.trial(project.search(), 0).architecture());
        ChipReferences references = new ChipReferences(chip.profile().array().weightBits(), 0.96, 0.94);
        List<ChipPoint> points = new ArrayList<>();
        List<DieFault> faults = new ArrayList<>();
        if (request.repairs()) { // each compensation gives back as much as the one before, and more
            double fraction = 0.1;
            for (Compensation compensation : Compensation.values()) {
                fraction += 0.1;
                points.add(new ChipPoint(ChipConditions.typical(5).withCompensation(compensation), List.of(fraction),
                        new Accuracy(AccuracyKind.ON_CHIP, fraction, 0.9 * fraction, 1.05 * fraction, "test"), rates));
            }
            faults.add(new DieFault("cell1.0->1", 0, 1, 4096, 41, 0.31));
            faults.add(new DieFault("stem", 0, 0, 1152, 9, 0.28));
        }
        for (double value : request.repairs() ? List.<Double>of() : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            ChipConditions typical = ChipConditions.typical(5);
            ChipConditions conditions = request.sweep().map(sweep -> sweep.parameter().set(typical, value)).orElse(typical);
            double fraction = Math.rint(1000 * (0.95 - 1 / (1.5 + Math.max(0, value)))) / 1000;
            points.add(new ChipPoint(conditions, Collections.nCopies(request.seeds(), fraction),
                    new Accuracy(AccuracyKind.ON_CHIP, fraction, 0.75 * fraction, fraction, "test"), rates));
        }
        ChipAccuracyReport report =
                new ChipAccuracyReport(new ChipSubject.Design("0".repeat(64), network), project.search().dataset(), request.sweep(), request.part(),
                        request.images() == 0 ? ALL_IMAGES : request.images(), 16, references, 42, points, faults,
                        (PhysicalCostReport) ChipCost.of(chip).report(network), new ChipTimes(request.threads(), 0.1, 0.2, 0.5, 2, 3));
        return jobs.job(new ChipAccuracyProgress(new Progress(1, 1), Optional.of(references), List.of()), report);
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) throws HasnasException {
        StringBuilder text = new StringBuilder();
        try {
            export(report, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes every text", e);
        }
        TextFile.write(file, text.toString());
    }

    @Override
    public void export(ChipAccuracyReport report, Appendable out) throws IOException {
        ChipAccuracyCsv.write(report, out);
    }
}
