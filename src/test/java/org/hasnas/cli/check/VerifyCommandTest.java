package org.hasnas.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.junit.jupiter.api.Test;

final class VerifyCommandTest extends CommandFixture {
    private static final VerificationResult GOOD = new VerificationResult("vgg9", "area, energy", 1e-15, 1e-12, "");
    private static final VerificationResult BAD = new VerificationResult("odd", "latency", 0.5, 1e-12, "latency 2 instead of 1");

    @Test
    void passesWithExitCodeZero() {
        workbench.measurements.verification = List.of(GOOD);
        CliRun.Outcome outcome = cli.run("verify", "spikesim", "cases.json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("vgg9") && outcome.out().contains("1.0e-15") && outcome.out().contains("pass"), outcome.out());
        assertEquals("verify SPIKESIM " + folder.resolve("cases.json"), workbench.calls.getFirst());
    }

    @Test
    void aDifferenceBeyondToleranceGivesExitCodeOne() {
        workbench.measurements.verification = List.of(GOOD, BAD);
        CliRun.Outcome outcome = cli.run("verify", "FITNESS", "cases.json");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.out().contains("FAIL") && outcome.out().contains("latency 2 instead of 1"), outcome.out());
        assertTrue(outcome.out().contains("1 of 2 comparisons differ beyond tolerance"), outcome.out());
    }

    @Test
    void jsonListsEveryCase() {
        workbench.measurements.verification = List.of(GOOD, BAD);
        CliRun.Outcome outcome = cli.run("verify", "forward", "cases", "--json");
        assertEquals(1, outcome.exitCode());
        JsonNode json = outcome.json();
        assertEquals(false, json.path("passes").asBoolean(true));
        assertEquals(1, json.path("failed").asInt());
        assertEquals(0.5, json.path("worst_relative_difference").asDouble());
        assertEquals("odd", json.path("cases").path(1).path("case").asText());
        assertEquals(1e-12, json.path("cases").path(0).path("tolerance").asDouble());
    }

    @Test
    void jsonHasTheNumbersBehindADifference() {
        workbench.measurements.verification = List.of(new VerificationResult("c01", "area", 0.1, 0.15, "", List.of(
                new VerificationResult.Part("area", "um2", 110, 100), new VerificationResult.Part("ADC", "um2", 0, 0))));
        JsonNode parts = cli.run("verify", "neurosim", "runs.json", "--json").json().path("cases").path(0).path("parts");
        assertEquals(0.1, parts.path(0).path("relative_difference").asDouble(), 1e-12);
        assertEquals(110, parts.path(0).path("ours").asDouble());
        assertEquals(100, parts.path(0).path("reference").asDouble());
        assertTrue(parts.path(1).path("relative_difference").isNull());
    }

    @Test
    void nothingToCompareIsAnError() {
        CliRun.Outcome outcome = cli.run("verify", "forward", "cases");
        assertEquals(4, outcome.exitCode());
        assertTrue(outcome.err().contains("holds no forward case"), outcome.err());
    }

    @Test
    void anUnknownKindNamesTheKnownOnes() {
        CliRun.Outcome outcome = cli.run("verify", "magic", "cases");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("'magic'; known: spikesim, fitness, forward"), outcome.err());
    }
}
