package org.hasnas.search.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateResult.Verdict;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.search.study.model.TemplateVariant;
import org.hasnas.simulation.kernel.Kernels;
import org.junit.jupiter.api.Test;

final class TemplateStudiesTest {
    private static final NetworkTemplate DIGITS = NetworkTemplates.DIGITS.template();

    private static final TemplateStudies.NetworkTrainer UNTRAINED = (network, epochs, job) -> {
        throw new AssertionError("nothing is to be trained");
    };

    private static TemplateStudyRequest request(ConstraintSet limits, ScoreId score) {
        return new TemplateStudyRequest(new SearchRequest(DatasetReference.EMBEDDED_DIGITS, DIGITS, SearchSpaces.SNASNET, SpikeSimSettings.DEFAULT,
                limits, SearchAlgorithmId.HASNAS, 1, new FitnessSettings(16, 1, WeightPrecision.INT8, score), 5), 12);
    }

    private static TemplateResult result(TemplateStudy study, String part, String change) {
        return study.results().stream().filter(result -> result.variant().part().equals(part) && result.variant().change().equals(change)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " " + change + " among "
                        + study.results().stream().map(each -> each.variant().name()).toList()));
    }

    @Test
    void everyPartIsVariedAloneAndOnce() {
        List<TemplateVariant> variants = TemplateVariants.around(DIGITS);
        assertTrue(variants.getFirst().isUnchanged());
        assertEquals(Set.of("as it is", "width", "cells", "matrix", "final pool", "classifier", "T"),
                variants.stream().map(TemplateVariant::part).collect(Collectors.toSet()));
        assertEquals(variants.size(), variants.stream().map(TemplateVariant::template).distinct().count());
        assertEquals(variants.size(), variants.stream().map(TemplateVariant::name).distinct().count());
        assertTrue(variants.stream().map(TemplateVariant::name).toList().containsAll(List.of("width 8, 16", "cells 1, 2", "cells 2, 2",
                "matrix of its own for each cell", "final pool 4", "classifier without hidden layer", "T 2")));
    }

    @Test
    void candidatesAreSharedAndKnownEffectsFound() {
        TemplateStudyRequest request = request(ConstraintSet.UNLIMITED, ScoreId.DEPTH);
        // fitter with every time step, less fit with every channel, whatever the candidate
        TemplateStudy study = TemplateStudies.run(request, search -> new KnownEffects(search,
                candidate -> candidate.matrices().getFirst().edges().size() + search.template().timeSteps()
                        - 0.01 * search.template().stages().getFirst().width()),
                UNTRAINED, Runnable::run, _ -> {}, JobContext.NONE);
        TemplateResult longer = result(study, "T", "5");
        assertEquals(1, longer.comparableChange().mean(), 1e-12);
        assertEquals(1, longer.comparableChange().low(), 1e-12);
        assertEquals(Verdict.BETTER, longer.verdict(), "this evaluator's costs do not know time");
        assertEquals(Verdict.WORSE, result(study, "T", "3").verdict());
        TemplateResult narrow = result(study, "width", "8, 16");
        assertEquals(0.08, narrow.comparableChange().mean(), 1e-12);
        assertEquals(Verdict.BETTER, narrow.verdict());
        assertTrue(narrow.changePerCost().containsKey(CostKind.MEMORY));
        assertEquals(Verdict.WORSE, result(study, "width", "24, 48").verdict());
        assertEquals(Verdict.BLIND, result(study, "classifier", "32").verdict(), "no change of the score at all");
        assertEquals(12, study.results().getFirst().feasible());
        assertEquals(Verdict.UNCHANGED, study.results().getFirst().verdict());
    }

    @Test
    void trainingsCompareTheSameCandidatesAndTellWhetherTheScoreAgrees() {
        TemplateStudyRequest scored = request(ConstraintSet.UNLIMITED, ScoreId.DEPTH);
        TemplateStudyRequest request = new TemplateStudyRequest(scored.search(), scored.candidates(), new ShortTrainings(3, 7));
        Set<String> trained = new HashSet<>();
        List<Integer> trainedTemplates = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        JobContext job = new JobContext() {
            @Override
            public void checkpoint() {}

            @Override
            public void progress(long now, long all) {
                assertEquals(TemplateVariants.around(DIGITS).size() * (12L + 3 * 7), all, "candidates and epochs");
                done.add(now);
            }
        };
        // time steps help score and training alike; no network without a convolution in use may be asked for
        TemplateStudy study = TemplateStudies.run(request, search -> new KnownEffects(search, candidate -> search.template().timeSteps()),
                (network, epochs, inner) -> {
                    inner.progress(1, epochs);
                    assertEquals(7, epochs);
                    ConnectionMatrix live = CanonicalForm.withoutDeadEdges(network.architecture().matrices().getFirst());
                    assertTrue(live.edges().stream().anyMatch(edge -> network.space().operation(live, edge) instanceof Operation.SpikingConvolution));
                    trained.add(network.architecture().matrices().getFirst().toString());
                    if (network.template().finalPool() == 4) {
                        throw new IllegalArgumentException("a pool of 4 does not train");
                    }
                    return network.template().finalPool() == 1 ? OptionalDouble.empty() : OptionalDouble.of(0.1 * network.template().timeSteps());
                }, Runnable::run,
                known -> trainedTemplates.add((int) known.results().stream().filter(each -> each.trained().accuracy().samples() > 0).count()),
                job);
        assertEquals(List.of(0, 1, 1, 1, 2), trainedTemplates.subList(0, 5), "told after the scores and after each training");
        assertEquals(1 + 3 * study.results().size(), trainedTemplates.size());
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(study.results().size() * (12L + 3 * 7), done.getLast());
        assertEquals(3, trained.size(), "the same cells in every template");
        TemplateResult longer = result(study, "T", "5");
        assertEquals(0.5, longer.trained().accuracy().mean(), 1e-12);
        assertEquals(0.1, longer.trained().change().mean(), 1e-12);
        assertEquals(3, longer.trained().change().samples());
        assertEquals(0, result(study, "final pool", "1").trained().accuracy().samples(), "did not learn");
        assertTrue(study.failures().stream().anyMatch(failure -> failure.contains("a pool of 4 does not train")), study.failures().toString());
        assertEquals(1, study.agreement().orElseThrow(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new TemplateStudyRequest(scored.search(), 2, new ShortTrainings(3, 1)));
        assertThrows(IllegalArgumentException.class, () -> new ShortTrainings(1, 1));
    }

    @Test
    void withoutItsSizeTheScoreSeesNeitherClassifierNorWidthOfSilentLayers() throws Exception {
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        SimulatedScores sahd = new SimulatedScores(Kernels.ofProgram().integer());
        FitnessSettings settings = new FitnessSettings(16, 1);
        Architecture candidate = Architecture.parse("0302 0030 3003 0000");
        double[] sizeFree = TemplateVariants.around(DIGITS).stream().filter(variant -> variant.isUnchanged() || variant.part().equals("classifier"))
                .mapToDouble(variant -> {
                    Network network = Network.of(variant.template(), SearchSpaces.SNASNET, candidate);
                    return SizeFreeScore.of(network, settings, sahd.score(network, images, settings, 1, JobContext.NONE).score().value())
                            .orElseThrow();
                }).toArray();
        assertEquals(4, sizeFree.length);
        for (double value : sizeFree) {
            assertEquals(sizeFree[0], value, 0.01);
        }
    }

    @Test
    void limitsDecideWhatIsFeasible() {
        ConstraintSet tight = ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 25_000);
        TemplateStudy study = TemplateStudies.run(request(tight, ScoreId.DEPTH), search -> new KnownEffects(search, candidate -> 1), UNTRAINED,
                Runnable::run, _ -> {}, JobContext.NONE);
        TemplateResult wide = result(study, "width", "24, 48");
        assertEquals(0, wide.feasible());
        assertEquals(Verdict.INFEASIBLE, wide.verdict());
        assertTrue(wide.left(CostKind.MEMORY) < 0);
        assertEquals(1, wide.left(CostKind.AREA), "no limit, all is left");
        long largest = Network.of(DIGITS, SearchSpaces.SNASNET, Architecture.parse("0333 0033 0003 0000")).parameters();
        assertEquals(largest, study.results().getFirst().largestParameters());
    }

    @Test
    void theHiddenLayerIsSilentInAnUntrainedNetwork() throws Exception {
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        FitnessSettings settings = new FitnessSettings(16, 1);
        for (String matrix : List.of("0302 0030 3003 0000", "0003 0000 0000 0000", "0001 0000 0000 0000")) {
            Network network = Network.of(DIGITS, SearchSpaces.SNASNET, Architecture.parse(matrix));
            FitnessResult result = new SimulatedScores(Kernels.ofProgram().integer())
                    .score(network, images, settings, 1, JobContext.NONE);
            assertEquals(LayerNames.HIDDEN, result.layers().getLast().layer());
            assertEquals(0, result.layers().getLast().perTimeStep().stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        }
    }
}
