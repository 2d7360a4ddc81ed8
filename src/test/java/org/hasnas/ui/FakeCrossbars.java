package org.hasnas.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.ChipAccuracyProgress;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipConditions;
import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipReferences;
import org.hasnas.chip.model.ChipSweep;
import org.hasnas.chip.model.ChipTimes;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.HasnasException;
import org.hasnas.files.export.ChipAccuracyCsv;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.HeldJobs;
import org.hasnas.testdata.Unexpected;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.workbench.chip.Crossbars;

/** Crossbars on which a training's accuracy rises with the condition that is swept. */
public final class FakeCrossbars implements Crossbars {
    /** Those of measurements. Held ones stay before their first point. */
    public final HeldJobs jobs = new HeldJobs();

    @Override
    public CrossbarSolution solve(Path file) {
        throw Unexpected.call("Crossbars.solve");
    }

    @Override
    public JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request) {
        throw Unexpected.call("Crossbars.map");
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) {
        try (Writer out = Files.newBufferedWriter(file)) {
            export(report, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void export(ChipAccuracyReport report, Appendable out) throws IOException {
        ChipAccuracyCsv.write(report, out);
    }

    @Override
    public JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException {
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(),
                new SpikeRateSource.Given(SpikeRates.of(0.1)));
        Network network = Network.of(project.search().template(), project.search().space(), Samples.trial(project.search(), 0).architecture());
        ChipReferences references = new ChipReferences(chip.profile().array().weightBits(), 0.96, 0.94);
        List<ChipPoint> points = new ArrayList<>();
        for (double value : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            double fraction = 0.95 - 1 / (1.5 + Math.max(0, value));
            ChipPoint point = new ChipPoint(ChipConditions.typical(5), Collections.nCopies(request.seeds(), fraction),
                    new Accuracy(AccuracyKind.ON_CHIP, fraction, fraction - 0.05, fraction + 0.04, "test"), SpikeRates.of(0.1));
            points.add(point);
        }
        ChipAccuracyReport report = new ChipAccuracyReport("0".repeat(64), network, project.search().dataset(), request.sweep(), request.part(),
                request.images(), 16, references, 42, points, (PhysicalCostReport) ChipCost.of(chip).report(network),
                new ChipTimes(request.threads(), 1, 1, 1, 1, 4));
        return jobs.job(new ChipAccuracyProgress(new Progress(1, 1), Optional.of(references), List.of()), report);
    }
}
