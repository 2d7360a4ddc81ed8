package org.hasnas.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.ChipConditions;
import org.hasnas.domain.hardware.ChipSweep;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
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

/** Crossbars on which a training's accuracy rises with the condition that is swept. */
public final class FakeCrossbars implements Crossbars {
    @Override
    public CrossbarSolution solve(Path file) {
        throw Unexpected.call("Crossbars.solve");
    }

    @Override
    public CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) {
        throw Unexpected.call("Crossbars.map");
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) {
        try {
            Files.writeString(file, report.csv());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public ChipAccuracyReport accuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job)
            throws HasnasException {
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(),
                new SpikeRateSource.Given(SpikeRates.of(0.1)));
        Network network = Network.of(project.search().template(), project.search().space(), Samples.trial(project.search(), 0).architecture());
        ChipReferences references = new ChipReferences(chip.profile().weightBits(), 0.96, 0.94);
        listener.references(references);
        List<ChipPoint> points = new ArrayList<>();
        for (double value : request.sweep().map(ChipSweep::values).orElse(List.of(5.0))) {
            job.checkpoint();
            double fraction = 0.95 - 1 / (1.5 + Math.max(0, value));
            ChipPoint point = new ChipPoint(ChipConditions.typical(5), Collections.nCopies(request.seeds(), fraction),
                    new Accuracy(AccuracyKind.ON_CHIP, fraction, fraction - 0.05, fraction + 0.04, "test"), SpikeRates.of(0.1));
            points.add(point);
            listener.point(point);
        }
        job.progress(1, 1);
        return new ChipAccuracyReport("0".repeat(64), network, project.search().dataset(), request.sweep(), request.part(), request.images(), 16,
                references, 42, points, (PhysicalCostReport) ChipCostModel.of(chip).report(network), new ChipTimes(request.threads(), 1, 1, 1, 1, 4));
    }
}
