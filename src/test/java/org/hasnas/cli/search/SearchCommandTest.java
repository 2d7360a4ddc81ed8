package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchCommandTest extends CommandFixture {
    @Test
    void endsWithTheBestFeasibleNetworkAndItsFourCosts() {
        CliRun.Outcome outcome = cli.run("search", "project");
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (String part : List.of("run 3 of", "Best feasible network: trial 0", FakeWorkbench.MATRICES.getFirst(), "fitness  10.500000",
                "not an accuracy", "memory", "area", "latency", "energy", "% left", "3 feasible", "trials/s", "Coverage:")) {
            assertTrue(outcome.out().contains(part), part + " in " + outcome.out());
        }
        assertTrue(outcome.err().contains("run 3: hasnas, 3 trials, seed 7"), outcome.err());
        assertEquals("open " + folder.resolve("project"), workbench.calls.getFirst());
        assertEquals("close", workbench.calls.getLast());
    }

    @Test
    void jsonIsOneDocumentOnStandardOutput() {
        CliRun.Outcome outcome = cli.run("search", "project", "--json", "--threads", "2");
        JsonNode json = outcome.json();
        assertEquals(3, json.path("run").asLong());
        assertEquals(3, json.path("feasible").asInt());
        assertTrue(json.path("feasible_found").asBoolean());
        assertEquals(10.5, json.path("best").path("fitness").asDouble());
        assertTrue(json.path("best").path("feasible").asBoolean());
        for (String key : List.of("parameters", "area_mm2", "latency_ms", "energy_uJ", "margins", "memory_scope")) {
            assertFalse(json.path("best").path(key).isMissingNode(), key);
        }
        for (String key : List.of("model", "coverage", "memory_scope", "catalog_hash", "limits", "score", "score_meaning", "seed", "budget",
                "algorithm", "trials_per_second", "seconds", "threads", "status")) {
            assertFalse(json.path(key).isMissingNode(), key);
        }
        assertTrue(json.path("nearest").isNull());
        assertTrue(workbench.calls.contains("search 2"));
    }

    @Test
    void optionsReplaceTheProjectsSettings() {
        cli.run("search", "project", "--budget", "9", "--algorithm", "snasnet-random", "--seed", "-4", "--limits", "area=7mm2");
        SearchRequest request = workbench.searches.started.getFirst();
        assertEquals(9, request.budget());
        assertEquals(SearchAlgorithmId.SNASNET_RANDOM, request.algorithm());
        assertEquals(-4, request.seed());
        assertEquals(7e-6, request.limits().limit(CostKind.AREA), 1e-15);
        assertEquals(4e6, request.limits().limit(CostKind.MEMORY));
    }

    @Test
    void minutesBelongToAlgorithmsThatPayForTrainings() {
        cli.run("search", "project", "--minutes", "2", "--algorithm", "asha", "--threads", "3");
        SearchRequest asha = workbench.searches.started.getFirst();
        assertEquals(SearchAlgorithmId.ASHA, asha.algorithm());
        assertEquals(2, asha.ladder().orElseThrow().minutes());
        assertEquals(3, asha.ladder().orElseThrow().sideBySide());
        cli.run("search", "project", "--minutes", "2");
        assertEquals(SearchAlgorithmId.LADDER, workbench.searches.started.get(1).algorithm());
        CliRun.Outcome refused = cli.run("search", "project", "--minutes", "2", "--algorithm", "nsga2");
        assertEquals(ErrorCode.BAD_INPUT.exitCode(), refused.exitCode());
        assertTrue(refused.err().contains("(ladder, random, asha, trained-evolution, trained-nsga2)"), refused.err());
    }

    @Test
    void designsOfEarlierRunsAndOnesOwnTakePartInASearchByTrainings() {
        CliRun.Outcome outcome = cli.run("search", "project", "--minutes", "2", "--from", "1", "--from", "trainings", "--design",
                "0302 0030 3003 0000 @ width=8");
        assertEquals(0, outcome.exitCode(), outcome.err());
        List<Architecture> given = workbench.searches.started.getFirst().ladder().orElseThrow().given();
        assertEquals(List.of(Architecture.parse("0302 0030 3003 0000 @ width=8"), Architecture.parse(FakeWorkbench.MATRICES.getFirst())), given);
        assertTrue(cli.run("search", "project", "--from", "1", "--algorithm", "hasnas").err().contains("add --minutes"));
        assertTrue(cli.run("search", "project", "--minutes", "2", "--from", "best").err().contains("the word trainings, not 'best'"));
        assertTrue(cli.run("search", "project", "--minutes", "2", "--design", "0302").err().contains("--design '0302'"));
    }

    @Test
    void onlySearchesByTrainingsOnAPhysicalChipEndOnTheChip() {
        assertTrue(cli.run("search", "project", "--minutes", "2", "--on-chip", "2").err().contains("--on-chip measures designs"));
        assertTrue(cli.run("search", "project", "--on-chip", "-1").err().contains("--on-chip"));
        assertTrue(workbench.searches.started.isEmpty(), "told before anything is trained");
    }

    @Test
    void theChipCanBeOneOfThePhysicalModel() {
        CliRun.Outcome outcome = cli.run("search", "project", "--model", "physical", "--hardware", "neurosim-22nm-rram", "--limits", "energy=1mJ");
        assertEquals(0, outcome.exitCode(), outcome.err());
        PhysicalSettings hardware = (PhysicalSettings) workbench.searches.started.getFirst().hardware();
        assertEquals(new SpikeRateSource.Measured(0), hardware.spikeRates());
        assertTrue(outcome.err().contains("limits of area, latency and energy are in units of the model spikesim-ela"), outcome.err());
        assertEquals(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 4e6).withLimit(CostKind.ENERGY, 1e-3),
                workbench.searches.started.getFirst().limits());
        assertTrue(outcome.out().contains("chip model physical, profile neurosim-22nm-rram"), outcome.out());
        assertFalse(outcome.err().contains("is the published one"), outcome.err());
        assertTrue(cli.run("search", "project", "--model", "physical", "--hardware", "neurosim-22nm-rram", "--limits", "area=100mm2").err()
                .contains("The limit of area is the published one, in units of the model spikesim-ela"));
        JsonNode json = cli.run("search", "project", "--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "0.2", "--json")
                .json();
        assertEquals("physical", json.path("model").asText());
        assertEquals("neurosim-22nm-rram", json.path("hardware").path("id").asText());
        assertEquals(0.2, json.path("spike_rate").asDouble());
        assertEquals(64, json.path("catalog_hash").asText().length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--model physical | needs a profile",
        "--hardware neurosim-22nm-rram | belong to --model physical",
        "--model physical --hardware neurosim-22nm-rram --limits published | the published limits are in units of the model spikesim-ela",
        "--resume 2 --model physical | leave out",
        "--resume 2 --subset 50 | leave out",
    })
    void aWrongChipIsExplained(String options, String expected) {
        List<String> words = new ArrayList<>(List.of("search", "project"));
        words.addAll(List.of(options.split(" ", -1)));
        CliRun.Outcome outcome = cli.run(words.toArray(String[]::new));
        assertEquals(2, outcome.exitCode(), outcome.out());
        assertTrue(outcome.err().contains(expected), outcome.err());
    }

    @Test
    void withoutAFeasibleNetworkTheLimitToBlameAndTheNearestAreShown() {
        workbench.limits = ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-15);
        CliRun.Outcome outcome = cli.run("search", "project");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("No feasible network was found. The limit exceeded most often is energy"), outcome.out());
        assertTrue(outcome.out().contains("by 3 of 3 candidates"), outcome.out());
        assertTrue(outcome.out().contains("Nearest to the limits: trial 2"), outcome.out());
        JsonNode json = cli.run("search", "project", "--json").json();
        assertFalse(json.path("feasible_found").asBoolean(true));
        assertTrue(json.path("best").isNull());
        assertEquals(2, json.path("nearest").path("trial").asInt());
        assertEquals(3, json.path("violations").path("energy").asInt());
        assertTrue(json.path("nearest").path("fitness").isNull());
    }

    @Test
    void resumeGoesOnWithAStoredRunAndTakesNoOtherRequest() {
        assertEquals(0, cli.run("search", "project", "--resume", "2").exitCode());
        assertTrue(workbench.calls.contains("continue 2"));
        CliRun.Outcome outcome = cli.run("search", "project", "--resume", "2", "--budget", "5");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("--resume goes on with the run's own request"), outcome.err());
    }

    @Test
    void anInterruptStopsTheSearchAndSaysHowToGoOn() {
        cli.with(action -> {
            action.run();
            return () -> {};
        });
        CliRun.Outcome outcome = cli.run("search", "project", "--budget", "50");
        assertEquals(130, outcome.exitCode());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("Stopped after 4 of 50 trials; all are stored. Go on with: hasnas search project --resume 3"),
                outcome.err());
    }

    @Test
    void aFailedSearchIsASentenceAndAnExitCode() {
        workbench.searches.failure = Optional.of(new HasnasException(ErrorCode.STORE, "the disk is full"));
        CliRun.Outcome outcome = cli.run("search", "project");
        assertEquals(6, outcome.exitCode());
        assertTrue(outcome.err().contains("hasnas: the disk is full."), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }

    @Test
    void aFolderThatCantBeWrittenToIsSaidBeforeTheSearch() {
        workbench.projects.storeProblem = Optional.of("the folder is read-only; copy the project");
        CliRun.Outcome outcome = cli.run("search", "project");
        assertEquals(5, outcome.exitCode());
        assertTrue(outcome.err().contains("read-only"), outcome.err());
        assertTrue(workbench.searches.started.isEmpty());
    }

    @Test
    void wrongOptionsAreSentences() {
        assertTrue(cli.run("search", "project", "--algorithm", "luck").err()
                .contains("there is no search algorithm 'luck'; known: snasnet-random, hasnas"));
        assertTrue(cli.run("search", "project", "--budget", "0").err().contains("--budget must be at least 1, was 0"));
        assertTrue(cli.run("search", "project", "--threads", "0").err().contains("--threads must be at least 1, was 0"));
        assertTrue(cli.run("search", "project", "--exact", "--score", "depth").err().contains("the score depth simulates none; leave it out"));
        assertEquals(2, cli.run("search").exitCode());
        CliRun.Outcome missing = cli.run("search", "missing");
        assertEquals(3, missing.exitCode());
        assertEquals("hasnas: " + folder.resolve("missing") + " holds no project.yaml; choose a project folder." + System.lineSeparator(),
                missing.err());
    }
}
