package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
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
}
