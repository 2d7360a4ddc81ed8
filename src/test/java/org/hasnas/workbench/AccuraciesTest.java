package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project knows of accuracies, from a made-up table and from nothing. */
final class AccuraciesTest {
    @TempDir
    Path folder;

    private Workbench workbench;

    @BeforeEach
    void open() throws Exception {
        workbench = Workbench.local(file -> SqliteStore.open(file, "test"));
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private static SearchRequest request(NetworkTemplates.Preset preset, ConstraintSet limits) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, preset.template(), preset.space(), SpikeSimSettings.DEFAULT, limits,
                SearchAlgorithmId.HASNAS, 10, new FitnessSettings(32, 1), 1);
    }

    /** Accuracies that grow with the number of parameters, with some noise. */
    private Project withTable(int networks) throws Exception {
        NetworkTemplates.Preset preset = NetworkTemplates.SPIKENAS_BENCH_CIFAR10;
        StringBuilder csv = new StringBuilder("arch_id,parameters,test_accuracy\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < networks; i++) {
            int id = i * 211 + 1000;
            long parameters = Network.of(preset.template(), preset.space(), ArchitectureId.decode(id)).parameters();
            csv.append(id).append(',').append(parameters).append(',').append(60 + parameters * 1e-6 + random.nextDouble()).append('\n');
        }
        Path table = Files.writeString(folder.resolve("table.csv"), csv);
        return new Project(folder, "test", "", request(preset, ConstraintSet.UNLIMITED), Optional.of(table.toString()));
    }

    @Test
    void withoutTableAndTrainingNothingIsPredictedAndTheReasonIsSaid() throws Exception {
        Project project = new Project(folder, "test", "", request(NetworkTemplates.DIGITS, ConstraintSet.UNLIMITED));
        CandidateAccuracies known = workbench.candidates().accuracies(project, project.search());
        Architecture architecture = Architecture.parse("0302 0030 3003 0000");
        for (AccuracyKind kind : AccuracyKind.values()) {
            assertEquals(Optional.empty(), known.accuracy(architecture, kind));
        }
        assertEquals(0, known.learntFrom());
        assertTrue(known.predictedFrom().contains("Nothing to predict from"), known.predictedFrom());
        assertEquals(Optional.empty(), known.agreement(JobContext.NONE).measuredKind());
    }

    @Test
    void whatATrainingReachesHoldsForAllChipsAndWhatAChipReachesForItsOwn() throws Exception {
        Project project = new Project(folder, "test", "", request(NetworkTemplates.DIGITS, ConstraintSet.UNLIMITED));
        SearchRequest search = project.search();
        Architecture one = Architecture.parse("0302 0030 3003 0000 @ width=8 weight-bits=4 crossbar-size=32");
        Architecture other = Architecture.parse("0302 0030 3003 0000 @ width=8 weight-bits=4 crossbar-size=64");
        Accuracy trained = new Accuracy(AccuracyKind.QUANTIZED, 0.9, 0.8, 0.95, "a test");
        Accuracy onChip = new Accuracy(AccuracyKind.ON_CHIP, 0.7, 0.6, 0.75, "a test");
        try (SqliteStore store = SqliteStore.open(project.storeFile(), "test")) {
            TrainingSettings settings = TrainingSettings.defaults(search.dataset().format());
            TrainingRequest request = TrainingRequest.ofDesign(search.dataset(), search.template(), search.space(), one, settings);
            assertEquals(request, TrainingRequest.ofDesign(search.dataset(), search.template(),
                    search.space().with(DesignChoices.NONE.with(Dimension.CROSSBAR_SIZE, List.of(32, 64))), other, settings));
            String hash = store.trainings().create(request).candidateHash();
            store.trainings().addAccuracy(new MeasuredAccuracy(hash, trained, Instant.parse("2026-01-02T03:04:05Z")));
            store.trainings().addAccuracy(new MeasuredAccuracy(hash, one.macro().ofChip(), onChip, Instant.parse("2026-01-02T03:04:05Z")));
        }
        CandidateAccuracies known = workbench.candidates().accuracies(project, search);
        for (Architecture design : List.of(one, other, one.ofNetwork())) {
            assertEquals(Optional.of(trained), known.accuracy(design, AccuracyKind.QUANTIZED), design.text());
        }
        assertEquals(1, known.learntFrom(), "where designs choose their weights' bits there is no other kind to learn from");
        assertTrue(known.predictedFrom().startsWith("Learnt from 1 network trained with rounded weights"), known.predictedFrom());
        assertTrue(known.accuracy(Architecture.parse("0302 0030 3000 0000 @ width=8 weight-bits=4"), AccuracyKind.PREDICTED).isPresent());
        assertEquals(Optional.empty(), known.accuracy(Architecture.parse("0302 0030 3003 0000 @ width=8 weight-bits=8"), AccuracyKind.QUANTIZED));
        assertEquals(Optional.of(onChip), known.accuracy(one, AccuracyKind.ON_CHIP));
        assertEquals(Optional.empty(), known.accuracy(other, AccuracyKind.ON_CHIP));
        assertEquals(Optional.empty(), known.accuracy(one.ofNetwork(), AccuracyKind.ON_CHIP));
    }

    @Test
    void aTableGivesAccuraciesPredictionsAndRegret() throws Exception {
        Project project = withTable(60);
        CandidateAccuracies known = workbench.candidates().accuracies(project, project.search());
        assertEquals(60, known.learntFrom());
        Architecture row = ArchitectureId.decode(211 + 1000);
        Accuracy benchmark = known.accuracy(row, AccuracyKind.BENCHMARK).orElseThrow();
        Accuracy predicted = known.accuracy(row, AccuracyKind.PREDICTED).orElseThrow();
        assertEquals(AccuracyKind.PREDICTED, predicted.kind());
        assertTrue(predicted.source().contains("left out"), predicted.source());
        assertTrue(benchmark.source().contains("arch_id 1211"), benchmark.source());
        assertTrue(known.regretFraction(row).orElseThrow() >= 0);
        assertEquals(Optional.empty(), known.accuracy(ArchitectureId.decode(1212), AccuracyKind.BENCHMARK), "no row");
        Accuracy fresh = known.accuracy(ArchitectureId.decode(1212), AccuracyKind.PREDICTED).orElseThrow();
        assertTrue(!fresh.source().contains("left out"), fresh.source());
        PredictionAgreement agreement = known.agreement(JobContext.NONE);
        assertEquals(Optional.of(AccuracyKind.BENCHMARK), agreement.measuredKind());
        assertTrue(agreement.pairs().size() > 30, "dead ones are left out: " + agreement.pairs().size());
        assertTrue(agreement.kendallTau().orElseThrow() > 0.2, "tau " + agreement.kendallTau());
    }

    @Test
    void theBestRowFollowsTheLimits() throws Exception {
        Project project = withTable(60);
        CandidateAccuracies known = workbench.candidates().accuracies(project, project.search());
        Architecture row = ArchitectureId.decode(211 + 1000);
        ConstraintSet tight = ConstraintSet.UNLIMITED.withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY).withLimit(CostKind.MEMORY, 1.9e6);
        double all = known.regretFraction(row).orElseThrow();
        assertTrue(known.withLimits(tight).regretFraction(row).orElse(-1) < all, "fewer networks, a poorer best");
        assertEquals(Optional.of(project.benchmarkFile().orElseThrow().toString()), known.withLimits(tight).table().map(KnownTable::name));
    }
}
