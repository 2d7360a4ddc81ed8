package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.PredictionRecord;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.junit.jupiter.api.Test;

class FrontReportTest {
    private final SearchRequest request = SampleLadders.request(60);
    private final List<Trial> trials = Samples.trials(request, 60);
    private final RunSummary run = new RunSummary(1, request, RunStatus.FINISHED, Instant.EPOCH, 60, "test", "");
    private final FakeAccuracies trained = new FakeAccuracies();

    FrontReportTest() {
        trials.forEach(trial -> trained.put(trial.architecture(), Accuracy.of(AccuracyKind.TRAINED, 0.9, "a test")));
    }

    private FrontReport report(PredictionRecord predictions) {
        LadderProgress sample = SampleLadders.progress(request, trials);
        return FrontReport.of(run, trials, new LadderProgress(sample.outlooks(), sample.front(), predictions, List.of(), 3, 3), trained,
                OptionalInt.of(360),
                new Prospects(OptionalDouble.of(0.975), 700, List.of(new LimitPrice(CostKind.ENERGY, 2e-7, 3, Optional.of(new LimitPrice.Beyond(
                        trials.getFirst().architecture(), new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.85, 0.95, "a test"))),
                        Accuracy.of(AccuracyKind.PREDICTED, 0.88, "a test")))));
    }

    @Test
    void whatNoDesignExceedsAndWhatRelaxingALimitPromisesAreSaid() throws Exception {
        FrontReport report = report(SampleLadders.NOTHING_COMPARED);
        JsonNode price = json(report).path("relaxing").get(0);
        assertEquals("energy", price.path("limit").asText());
        assertEquals(0.22, price.path("relaxed_to").asDouble(), 1e-12);
        assertEquals(2, price.path("gain_points").asDouble(), 1e-9);
        assertEquals(-3, price.path("gain_points_low_95").asDouble(), 1e-9);
        assertEquals(7, price.path("gain_points_high_95").asDouble(), 1e-9);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.text(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("No design of this space meets the limits with more than 97.5 % validation"
                + " accuracy, 95 %: said of 700 networks drawn within them."), bytes.toString(StandardCharsets.UTF_8));
        assertEquals(0.975, json(report).path("ceiling").path("validation_accuracy").asDouble());
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("85.0 to 95.0            +2.0"), bytes.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(FrontReport report) throws Exception {
        JsonDocument document = JsonDocument.of("test", 1);
        report.addTo(document);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "test");
        return new ObjectMapper().readTree(bytes.toByteArray());
    }

    @Test
    void everyDesignOfTheFrontHasAllItsFigures() throws Exception {
        JsonNode front = json(report(SampleLadders.NOTHING_COMPARED)).path("front");
        assertFalse(front.isEmpty());
        for (JsonNode design : front) {
            for (String key : List.of("design", "matrix", "expected_accuracy", "expected_low_95", "expected_high_95", "epochs", "parameters",
                    "area_mm2",
                    "latency_ms", "energy_uJ", "edap_uJ_ms_mm2", "weight_bits", "time_steps", "feasible")) {
                assertTrue(design.hasNonNull(key), key + " in " + design);
            }
            boolean ended = design.path("epochs").equals(design.path("whole_epochs"));
            assertEquals(ended, design.hasNonNull("trained_accuracy"));
            assertEquals(ended, design.hasNonNull("test_images"));
            assertTrue(design.has("trained_accuracy") && design.has("test_images"), "null while it is not trained");
        }
    }

    @Test
    void accuraciesOnTheChipStandBesideThoseOfTrainings() throws Exception {
        FrontReport before = report(SampleLadders.NOTHING_COMPARED);
        assertTrue(json(before).path("front").valueStream().allMatch(design -> design.path("on_chip_accuracy").isNull()));
        FrontReport.Row best = before.best().orElseThrow();
        trained.put(best.candidate().trial().architecture(), Accuracy.of(AccuracyKind.ON_CHIP, 0.85, "a chip"));
        FrontReport after = report(SampleLadders.NOTHING_COMPARED);
        JsonNode json = json(after).path("front");
        assertEquals(List.of(0.85), json.valueStream().filter(design -> design.hasNonNull("on_chip_accuracy"))
                .map(design -> design.path("on_chip_accuracy").asDouble()).toList());
        assertTrue(json.valueStream().filter(design -> design.hasNonNull("on_chip_accuracy"))
                .allMatch(design -> design.path("trained_accuracy").asDouble() == 0.9 && design.path("on_chip_source").asText().equals("a chip")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        after.text(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("85.00 % (85.00 to 85.00; a chip), trained 90.00 %"),
                bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void thePredictorIsJudgedOnceEnoughDesignsAreTrained() throws Exception {
        JsonNode few = json(report(PredictionRecord.of(9, Collections.nCopies(4, predicted()), List.of(0.9, 0.9, 0.9, 0.9)))).path("predictor");
        assertTrue(few.path("coverage").isNull() && few.path("mean_absolute_error").isNull(), few.toString());
        assertEquals(9, few.path("known").asInt());
        JsonNode enough =
                json(report(PredictionRecord.of(9, Collections.nCopies(5, predicted()), List.of(0.9, 0.9, 0.9, 0.9, 0.7)))).path("predictor");
        assertEquals(0.8, enough.path("coverage").asDouble(), 1e-12);
        assertEquals(0.04, enough.path("mean_absolute_error").asDouble(), 1e-12);
        assertEquals(5, enough.path("compared").asInt());
    }

    private static Accuracy predicted() {
        return new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.85, 0.95, "a test");
    }

    @Test
    void onlyTrainedDesignsAddToTheHypervolume() throws Exception {
        FrontReport report = report(SampleLadders.NOTHING_COMPARED);
        Map<Integer, Trial> byIndex = trials.stream().collect(Collectors.toMap(Trial::index, Function.identity()));
        double cheapest = report.rows().stream().filter(row -> row.outlook().isTrained())
                .mapToDouble(row -> Objects.requireNonNull(byIndex.get(row.outlook().trial())).cost().orElseThrow().energy().joules()).min()
                .orElseThrow();
        double dearest = trials.stream().flatMap(trial -> trial.cost().stream()).mapToDouble(cost -> cost.energy().joules()).max().orElseThrow();
        JsonNode hypervolume = json(report).path("hypervolume");
        assertEquals(0.8 * Math.log10(dearest / cheapest), hypervolume.path("value").asDouble(), 1e-9);
        assertEquals(0.1, hypervolume.path("reference_accuracy").asDouble(), 1e-12);
        assertEquals(dearest * 1e6, hypervolume.path("reference_energy_uJ").asDouble(), 1e-9);
    }
}
