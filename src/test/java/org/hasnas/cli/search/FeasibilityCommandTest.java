package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.network.DesignChoices;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeasibilityCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void namesTheLimitToBlameAndHowFarItMustMove() {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        CliRun.Outcome outcome = cli.run("feasibility", "project", "--limits", "energy=1 pJ");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("No architecture of the space meets all four limits."), outcome.out());
        assertTrue(outcome.out().contains("To blame is energy: raise energy from"), outcome.out());
        JsonNode json = cli.run("feasibility", "project", "--limits", "energy=1 pJ", "--json").json();
        assertEquals("infeasible", json.path("answer").asText());
        assertEquals("energy", json.path("reaches").get(3).path("limit").asText());
        assertTrue(json.path("reaches").get(3).path("to_blame").asBoolean());
        assertEquals(0, json.path("feasible_architectures").asLong(-1));
        assertTrue(json.path("nearest_architecture").path("matrix").isTextual());
    }

    @Test
    void countsTheFeasibleArchitectures() {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        JsonNode json = cli.run("feasibility", "project", "--limits", "unlimited", "--json").json();
        assertEquals("feasible", json.path("answer").asText());
        assertEquals(1, json.path("feasible_fraction").asDouble());
        assertTrue(json.path("reaches").get(0).path("is").isNull());
        assertTrue(json.path("example").path("feasible").asBoolean());
    }

    @Test
    void tellsEveryCombinationOfChoices() {
        FakeWorkbench fake = new FakeWorkbench();
        SearchRequest request = Samples.digits(10);
        fake.projects.found = path -> Optional.of(request.withSpace(request.space().with(new DesignChoices(List.of(4, 16), List.of(1),
                List.of()))));
        CliRun cli = new CliRun(fake, folder);
        JsonNode json = cli.run("feasibility", "project", "--limits", "unlimited,memory=10k", "--json").json();
        assertEquals("feasible", json.path("answer").asText());
        assertTrue(json.path("example").path("matrix").asText().endsWith(" @ width=4 time-steps=1"), json::toPrettyString);
        JsonNode combinations = json.path("combinations");
        assertEquals(2, combinations.size());
        assertEquals(json.path("feasible_architectures").asLong(-1), combinations.get(0).path("feasible_architectures").asLong());
        assertEquals(json.path("architectures").asLong(-1), 2 * combinations.get(0).path("architectures").asLong());
        JsonNode wide = combinations.get(1);
        assertEquals(16, wide.path("width").asInt());
        assertEquals(1, wide.path("time_steps").asInt());
        assertTrue(wide.path("weight_bits").isNull());
        assertTrue(wide.path("feasible").isBoolean() && !wide.path("feasible").asBoolean());
        assertTrue(wide.path("least").path("parameters").asDouble() > 10_000);
        String text = cli.run("feasibility", "project", "--limits", "unlimited,memory=10k").out();
        assertTrue(text.contains("designs are feasible") && text.contains("1 of the 2 combinations of what designs choose beside their cells"), text);
    }
}
