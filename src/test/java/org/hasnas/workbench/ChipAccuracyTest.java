package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipTimes;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Awaited;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a training of the project to accuracies on chips, kept with the project. */
@Timeout(300)
final class ChipAccuracyTest {
    private static final String PROFILE = "spikesim-like-65nm";

    @TempDir
    Path folder;

    @Test
    void aTrainingIsMeasuredOnChipsAndSinglePointsAreKept() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = project(workbench);
            JobHandle<TrainingProgress, Accuracy> training = workbench.trainings().start(project,
                    List.of(Architecture.parse("0300 0000 0000 0000")), project.training().withEpochs(1).withBatchSize(64), 2).getFirst();
            Awaited.result(training);
            TrainingSummary trained = training.progress().training();
            ChipWeights weights = new ChipWeights.OfTraining(trained.id());

            ChipSweep adcBits = new ChipSweep(ChipParameter.ADC_BITS, List.of(1.0, 7.0));
            JobHandle<ChipAccuracyProgress, ChipAccuracyReport> job = workbench.crossbars().accuracy(project, request(weights, Optional.of(adcBits)));
            ChipAccuracyReport sweep = Awaited.result(job);
            List<ChipPoint> seen = job.progress().points();
            assertEquals(Optional.of(sweep.references()), job.progress().references());
            assertEquals(sweep.points(), seen);
            assertEquals(new Progress(120, 120), job.progress().images(), "2 points of 2 sets of devices on 30 images");
            assertEquals(List.of(1, 7), seen.stream().map(point -> point.conditions().converters().bits()).toList());
            assertEquals(0.01, seen.getFirst().conditions().cells().lognormalRatio());
            assertTrue(sweep.cost().total().energy().joules() > 0 && sweep.arrays() > 5 && sweep.imagesPerSecond() > 0);
            assertEquals(List.of(AccuracyKind.TRAINED), kinds(workbench, project));

            ChipAccuracyReport point = Awaited.result(workbench.crossbars().accuracy(project, request(weights, Optional.empty())));
            assertEquals(List.of(AccuracyKind.TRAINED, AccuracyKind.ON_CHIP), kinds(workbench, project));
            MeasuredAccuracy kept = workbench.trainings().accuracies(project).getLast();
            Accuracy measured = point.points().getFirst().accuracy();
            assertTrue(kept.accuracy().source().startsWith(measured.source() + "; measurement "), kept.accuracy().source());
            assertEquals(measured, new Accuracy(kept.accuracy().kind(), kept.accuracy().fraction(), kept.accuracy().lowFraction(),
                    kept.accuracy().highFraction(), measured.source()));
            assertEquals(trained.candidateHash(), kept.candidateHash());

            ChipAccuracyReport trainingImages = Awaited.result(workbench.crossbars().accuracy(project, of(weights, ChipImages.TRAINING, 400)));
            assertEquals(400, trainingImages.images());
            assertTrue(trainingImages.points().getFirst().accuracy().source().contains("400 training images"), trainingImages.toString());
            assertEquals(List.of(AccuracyKind.TRAINED, AccuracyKind.ON_CHIP), kinds(workbench, project), "not kept: it has seen these images");
            ChipTimes times = trainingImages.times();
            assertTrue(times.wallSeconds() >= times.calibrationSeconds() + times.referenceSeconds() + times.programmingSeconds()
                    + times.inferenceSeconds(), times::toString);
            for (ChipImages part : ChipImages.values()) {
                HasnasException tooMany = assertThrows(HasnasException.class,
                        () -> Awaited.result(workbench.crossbars().accuracy(project, of(weights, part, 1430))));
                assertTrue(tooMany.toString().contains(part == ChipImages.HELD_OUT ? "has 360 held-out images" : "has 1421 training images"),
                        tooMany::toString);
            }

            Path file = folder.resolve("t.nir");
            Awaited.result(workbench.exchange().export(project, new NetworkSource.Trained(trained.id()), NetworkFormat.NIR, file, false));
            ChipWeights graph = new ChipWeights.OfGraph(workbench.exchange().keep(project, file), GraphReading.DEFAULT);
            ChipAccuracyReport imported = Awaited.result(workbench.crossbars().accuracy(project, request(graph, Optional.empty())));
            assertEquals(point.references().floatFraction(), imported.references().floatFraction(), "the same network, read from the file");
            assertEquals(point.references().quantizedFraction(), imported.references().quantizedFraction(), 0.101, "its constants are folded");
            MeasuredAccuracy ofGraph = workbench.trainings().accuracies(project).getLast();
            assertEquals(imported.subject().hash(), ofGraph.candidateHash());
            assertTrue(workbench.crossbars().known(project, request(graph, Optional.empty())).isPresent());

            HasnasException error = assertThrows(HasnasException.class, () -> Awaited.result(workbench.crossbars().accuracy(project,
                    new ChipAccuracyRequest(weights, PROFILE, false, Optional.empty(), Optional.empty(), Map.of(ChipParameter.STUCK_ON, 2.0),
                            Optional.empty(), ChipImages.HELD_OUT, 30, 1, 1, 1))));
            assertEquals(ErrorCode.BAD_INPUT, error.code());
            assertTrue(error.toString().contains("stuck-on"), error::toString);
        }
    }

    @Test
    void theChipHoldsWeightsOfAsManyBitsAsTheDesignChooses() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = project(workbench);
            List<Architecture> designs =
                    List.of(Architecture.parse("0300 0000 0000 0000"), Architecture.parse("0300 0000 0000 0000 @ weight-bits=4"));
            List<ChipAccuracyReport> reports = new ArrayList<>();
            for (JobHandle<TrainingProgress, Accuracy> training : workbench.trainings().start(project, designs,
                    project.training().withEpochs(1).withBatchSize(64), 2)) {
                Awaited.result(training);
                ChipAccuracyRequest request = request(new ChipWeights.OfTraining(training.progress().training().id()), Optional.empty());
                reports.add(Awaited.result(workbench.crossbars().accuracy(project, request)));
                assertTrue(workbench.crossbars().known(project, request).isPresent());
            }
            assertEquals(List.of(8, 4), reports.stream().map(report -> report.references().weightBits()).toList());
            assertEquals(List.of(8, 4), reports.stream().map(report -> report.cost().profile().array().weightBits()).toList());
            assertTrue(reports.getLast().arrays() < reports.getFirst().arrays(), "fewer columns for a weight");
            assertTrue(reports.getLast().points().getFirst().accuracy().source().contains("4-bit weights"), "the row says so");
        }
    }

    private static ChipAccuracyRequest request(ChipWeights weights, Optional<ChipSweep> sweep) {
        return new ChipAccuracyRequest(weights, PROFILE, false, Optional.empty(), Optional.empty(), Map.of(ChipParameter.SIGMA, 0.01), sweep,
                ChipImages.HELD_OUT, 30, 2, 1, 2);
    }

    private static ChipAccuracyRequest of(ChipWeights weights, ChipImages part, int images) {
        return new ChipAccuracyRequest(weights, PROFILE, false, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), part, images, 1,
                1, 2);
    }

    private static List<AccuracyKind> kinds(Workbench workbench, Project project) throws HasnasException {
        return workbench.trainings().accuracies(project).stream().map(row -> row.accuracy().kind()).toList();
    }

    private Project project(Workbench workbench) throws HasnasException {
        Project digits = workbench.projects().create(folder.resolve("p"), "digits");
        SearchRequest search = digits.search();
        Project small = digits.withSearch(search.withTemplate(search.template().withFirstWidth(8).withTimeSteps(2)));
        workbench.projects().save(small);
        return small;
    }
}
