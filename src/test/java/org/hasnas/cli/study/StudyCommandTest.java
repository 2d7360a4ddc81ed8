package org.hasnas.cli.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void operationsAreReportedWithIntervalsAndARecommendation() {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        CliRun.Outcome outcome = cli.run("operations", "project", "--pairs", "20", "--space", "hasnas-operations");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("SCNN5x5"), outcome.out());
        assertTrue(outcome.out().contains("Recommended: Zeroize, SkipCon"), outcome.out());
        assertTrue(outcome.out().contains("it is not an accuracy"), outcome.out());
        JsonNode json = cli.run("operations", "project", "--table", "table.csv", "--score", "depth", "--seed", "9", "--json").json();
        assertEquals("hasnas-operations", json.path("document").asText());
        assertEquals("depth", json.path("score").asText());
        assertEquals(9, json.path("seed").asLong());
        JsonNode first = json.path("operations").get(0);
        assertEquals("SkipCon", first.path("operation").asText());
        assertEquals(20, first.path("fitness_change").path("samples").asInt());
        assertEquals(-0.1, first.path("cost_change").path("area_mm2").path("mean").asDouble(), 1e-12);
        assertEquals(-1000, first.path("cost_change").path("parameters").path("mean").asDouble(), 1e-9);
        assertEquals(1234, first.path("benchmark").path("pairs").asLong());
        assertTrue(json.path("benchmark_table").asText().endsWith("table.csv"));
    }

    @Test
    void templatesAreReportedWithWhatCanBeCompared() {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        CliRun.Outcome outcome = cli.run("templates", "project", "--candidates", "20", "--limits", "memory=2 M");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("20/20"), outcome.out());
        assertTrue(outcome.out().contains("not comparable"), outcome.out());
        assertFalse(outcome.out().contains("held-out"), outcome.out());
        CliRun.Outcome trained = cli.run("templates", "project", "--candidates", "20", "--train", "4", "--epochs", "3");
        assertTrue(trained.out().contains("Accuracy on held-out training images after 3 epochs (weights of the last): a short training"),
                trained.out());
        JsonNode json = cli.run("templates", "project", "--json", "--csv", "templates.csv").json();
        assertEquals("hasnas-templates", json.path("document").asText());
        assertEquals("unchanged", json.path("templates").get(0).path("verdict").asText());
        assertEquals(50, json.path("templates").get(0).path("costs").path("area_mm2").path("mean").asDouble(), 1e-9);
        assertTrue(Files.exists(folder.resolve("templates.csv")));
    }

    @Test
    void aFileOfTheUserIsReplacedOnlyIfThatIsWanted() throws Exception {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        Path mine = Files.writeString(folder.resolve("mine.csv"), "mine");
        for (String command : List.of("operations", "templates")) {
            CliRun.Outcome refused = cli.run(command, "project", "--csv", "mine.csv");
            assertEquals(2, refused.exitCode());
            assertTrue(refused.err().contains("mine.csv is there already; choose another name, or replace it with --force"), refused.err());
            assertEquals("", refused.out()); // before the work, not after it
            assertEquals("mine", Files.readString(mine));
            assertTrue(cli.run(command, "project", "--force").err().contains("--force has an effect only with --csv"));
        }
        assertEquals(0, cli.run("templates", "project", "--csv", "mine.csv", "--force").exitCode());
        assertNotEquals("mine", Files.readString(mine));
    }

    @Test
    void wrongInputIsToldInASentence() {
        CliRun cli = new CliRun(new FakeWorkbench(), folder);
        CliRun.Outcome few = cli.run("operations", "project", "--pairs", "1");
        assertEquals(2, few.exitCode());
        assertTrue(few.err().contains("--pairs must be at least 2, was 1"), few.err());
        CliRun.Outcome space = cli.run("operations", "project", "--space", "nowhere");
        assertEquals(2, space.exitCode());
        assertTrue(space.err().contains("there is no search space 'nowhere'; known: snasnet, snasnet-forward, spikenas-bench, hasnas-operations"),
                space.err());
        assertEquals(2, cli.run("templates", "project", "--candidates", "0").exitCode());
        CliRun.Outcome many = cli.run("templates", "project", "--candidates", "5", "--train", "6");
        assertEquals(2, many.exitCode());
        assertTrue(many.err().contains("--train 6 asks for more networks than the 5 candidates that are shared"), many.err());
        assertEquals(2, cli.run("templates", "project", "--train", "1").exitCode());
    }
}
