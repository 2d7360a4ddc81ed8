package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hasnas.chip.model.CostKind;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.search.model.ConstraintSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class RunAndDataCommandTest extends CommandFixture {
    private static final String MATRIX = "0302 0030 3003 0000";

    @Test
    void runsAreListed() {
        CliRun.Outcome outcome = cli.run("runs", "project");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(3, outcome.out().lines().count());
        assertTrue(outcome.out().contains("interrupted") && outcome.out().contains("digits (embedded)"), outcome.out());
        JsonNode json = cli.run("runs", "project", "--json").json();
        assertEquals(2, json.path("runs").path(0).path("run").asInt());
        assertEquals("finished", json.path("runs").path(1).path("status").asText());
    }

    @Test
    void oneRunIsShownWithItsTrials() {
        assertTrue(cli.run("runs", "project", "--run", "1").out().contains("Best feasible network: trial 0"));
        assertTrue(cli.run("runs", "project", "--run", "1", "--note", "wide cells #edge").out().contains("#edge"));
        assertEquals(1, cli.run("runs", "project", "--find", "#edge", "--json").json().path("runs").size());
        assertEquals(1, cli.run("runs", "project", "--run", "1", "--delete", "--json").json().path("runs").size());
        assertEquals(2, cli.run("runs", "project", "--run", "1", "--restore", "--json").json().path("runs").size());
        JsonNode json = cli.run("runs", "project", "--run", "1", "--json").json();
        assertEquals(3, json.path("trial_list").size());
        assertEquals("evaluated", json.path("trial_list").path(2).path("outcome").asText());
        assertEquals(8.5, json.path("trial_list").path(2).path("fitness").asDouble());
        assertEquals(3, cli.run("runs", "project", "--run", "7").exitCode());
    }

    @Test
    void theFrontOfARunIsWhatNoOtherTrialBeats() {
        String text = cli.run("runs", "project", "--run", "1", "--pareto").out();
        JsonNode front = cli.run("runs", "project", "--run", "1", "--pareto", "--json").json().path("pareto_front");
        List<Integer> trials = new ArrayList<>();
        front.forEach(trial -> trials.add(trial.path("trial").asInt()));
        // trial 0 is the fittest, trial 2, without convolutions, the cheapest; trial 1 is dearer than trial 0 and less fit
        assertEquals(List.of(0, 2), trials, front::toString);
        assertTrue(text.contains("2 of 3 scored networks are beaten by no other") && text.contains("0001 0000 0000 0000")
                && !text.contains("0302 0030 3003 0000"), text);
    }

    @Test
    void theClosestFeasibleTrialToAPointIsShown() {
        JsonNode cheap = cli.run("runs", "project", "--run", "1", "--closest", "memory=1,area=0.001 mm2", "--json").json();
        assertEquals(2, cheap.path("closest").path("trial").asInt());
        assertEquals("memory=1,area=0.001 mm2", cheap.path("closest_to").asText());
        JsonNode dear = cli.run("runs", "project", "--run", "1", "--closest", "memory=1 M,area=1000 mm2", "--json").json();
        assertEquals(1, dear.path("closest").path("trial").asInt());
        JsonNode onTheFront = cli.run("runs", "project", "--run", "1", "--pareto", "--closest", "memory=1 M,area=1000 mm2", "--json").json();
        assertEquals(0, onTheFront.path("closest").path("trial").asInt());
        assertEquals(2, onTheFront.path("pareto_front").size());
        String text = cli.run("runs", "project", "--run", "1", "--closest", "energy=1 nJ").out();
        assertTrue(text.contains("Closest feasible network to energy=1 nJ:") && text.contains("0001 0000 0000 0000"), text);
        CliRun.Outcome wrong = cli.run("runs", "project", "--run", "1", "--closest", "weight=3");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains("--closest: 'weight=3' is not understood") && !wrong.err().contains("published"), wrong.err());
        assertEquals(text.replace("1 nJ:", "1 nJ,:"), cli.run("runs", "project", "--run", "1", "--closest", "energy=1 nJ,").out());
        assertEquals(2, cli.run("runs", "project", "--run", "1", "--closest", ",").exitCode());
        assertEquals(2, cli.run("runs", "project", "--pareto").exitCode());
    }

    @Test
    void theBestOrANamedTrialIsExported() throws IOException {
        CliRun.Outcome outcome = cli.run("export", "project", "--run", "1", "--to", "best.json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals("", outcome.out());
        assertEquals("0;" + FakeWorkbench.MATRICES.get(0), Files.readString(folder.resolve("best.json")));
        cli.run("export", "project", "--run", "1", "--trial", "2", "--to", "two.json");
        assertEquals("2;" + FakeWorkbench.MATRICES.get(2), Files.readString(folder.resolve("two.json")));
        cli.run("export", "project", "--run", "1", "--trial", "2", "--to", "two.CSV");
        assertTrue(Files.readString(folder.resolve("two.CSV")).startsWith("# cost model: spikesim-ela"));
    }

    @Test
    void aRunIsReportedAsOnePageWithTheNumbersOfTheRun() throws Exception {
        CliRun.Outcome outcome = cli.run("report", "project", "--run", "1", "--to", "run.html");
        assertEquals(0, outcome.exitCode(), outcome.err());
        String page = Files.readString(folder.resolve("run.html"));
        Document html = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        JsonNode best = cli.run("runs", "project", "--run", "1", "--json").json().path("best");
        for (CostKind kind : CostKind.values()) {
            double expected = best.path(kind.key()).asDouble();
            assertEquals(expected, costInPage(html, kind), 1e-3 * expected, kind.label());
        }
        assertTrue(page.contains(best.path("matrix").asText()) && page.contains(best.path("candidate").asText()), page);
        assertTrue(page.matches("(?s).*, started \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC by version .*"), page);
        assertTrue(html.getElementsByTagName("circle").getLength() >= FakeWorkbench.MATRICES.size(), "a point for each design");
        assertFalse(page.contains("<script") || page.contains("src=") || page.contains("href="), "it needs something from elsewhere");
    }

    @Test
    void aReportIsAPdfIfItsNameSaysSo() throws Exception {
        CliRun.Outcome outcome = cli.run("report", "project", "--run", "1", "--to", "run.PDF");
        assertEquals(0, outcome.exitCode(), outcome.err());
        byte[] pdf = Files.readAllBytes(folder.resolve("run.PDF"));
        assertEquals("%PDF-", new String(pdf, 0, 5, StandardCharsets.ISO_8859_1));
        assertTrue(pdf.length > 20_000, "a page with its font, charts and tables has more than " + pdf.length + " bytes");
    }

    @Test
    void designsOfChoiceAreComparedInTheReport() throws Exception {
        assertEquals(0, cli.run("report", "project", "--run", "1", "--trial", "2", "--trial", "0", "--to", "run.html").exitCode());
        String page = Files.readString(folder.resolve("run.html"));
        assertTrue(page.indexOf("Comparison") < page.indexOf("Design #2") && page.indexOf("Design #2") < page.indexOf("Design #0"), page);
        assertFalse(page.contains("Design #1"));
        CliRun.Outcome unknown = cli.run("report", "project", "--run", "1", "--trial", "9", "--to", "none.html");
        assertEquals(3, unknown.exitCode());
        assertTrue(unknown.err().contains("no trial 9"), unknown.err());
    }

    @Test
    void aReportReplacesNoFileByItself() {
        assertEquals(0, cli.run("report", "project", "--run", "1", "--to", "run.html").exitCode());
        CliRun.Outcome again = cli.run("report", "project", "--run", "1", "--to", "run.html");
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("--force"), again.err());
        assertEquals(0, cli.run("report", "project", "--run", "1", "--to", "run.html", "--force").exitCode());
        assertEquals(3, cli.run("report", "project", "--run", "7", "--to", "none.html").exitCode());
        assertFalse(Files.exists(folder.resolve("none.html")));
    }

    /** The cost in the row of its unit among the costs and limits. */
    private static double costInPage(Document html, CostKind kind) {
        NodeList rows = html.getElementsByTagName("tr");
        for (int i = 0; i < rows.getLength(); i++) {
            NodeList cells = rows.item(i).getChildNodes();
            if (cells.getLength() == 4 && cells.item(0).getTextContent().endsWith(kind.unit().symbol()) && cells.item(0).getNodeName().equals("td")) {
                return Double.parseDouble(cells.item(1).getTextContent());
            }
        }
        throw new AssertionError("no row of " + kind.label());
    }

    @Test
    void whatCantBeExportedIsSaid() {
        assertTrue(cli.run("export", "project", "--run", "1", "--to", "best.txt").err().contains("must end in .json (candidate), .csv"));
        assertTrue(cli.run("export", "project", "--run", "1", "--trial", "9", "--to", "a.json").err().contains("it has the trials 0 to 2"));
        assertTrue(cli.run("export", "project", "--run", "1", "--trial", "x", "--to", "a.json").err().contains("neither"));
        assertTrue(cli.run("export", "project", "--run", "1", "--trial", "0,2,0", "--to", "some.zip").err().contains("2 designs written to"));
        assertTrue(cli.run("export", "project", "--run", "1", "--trial", "0,9", "--to", "none.zip").err().contains("it has the trials 0 to 2"));
    }

    @Test
    void aRunWithoutAFeasibleNetworkHasNoBestOneToExport() {
        workbench.limits = ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, 0);
        assertEquals(3, cli.run("export", "project", "--run", "1", "--to", "a.json").exitCode());
        assertFalse(Files.exists(folder.resolve("a.json")));
    }

    @Test
    void fitnessTakesTheEmbeddedDigitsWhereTheyFit() {
        CliRun.Outcome outcome = cli.run("fitness", "--preset", "digits", "--matrix", MATRIX, "--batch", "16", "--seed", "3", "--batches", "2",
                "--threads", "1", "--json");
        JsonNode json = outcome.json();
        assertEquals(123.456789, json.path("fitness").asDouble());
        assertEquals("SAHD", json.path("score").asText());
        assertTrue(json.path("score_meaning").asText().contains("not an accuracy"));
        assertEquals(0.15, json.path("layers").path(0).path("firing_rate_per_time_step").path(1).asDouble());
        assertEquals("spikesim-ela", json.path("model").asText());
        assertTrue(json.path("area_mm2").isNumber());
        assertEquals(List.of(DatasetReference.EMBEDDED_DIGITS), workbench.asked);
        assertTrue(workbench.calls.contains("fitness batch 16 x 2 seed 3 threads 1"), workbench.calls.toString());
        CliRun.Outcome cifar = cli.run("fitness", "--preset", "hasnas-cifar10", "--matrix", MATRIX);
        assertEquals(2, cifar.exitCode());
        assertTrue(cifar.err().contains("takes images of 3x32x32"), cifar.err());
    }

    @Test
    void aPresetIsFittedToTheImagesThatAreNamed() throws IOException {
        String there = Files.createDirectory(folder.resolve("there")).toString();
        Files.createFile(folder.resolve("there").resolve("test.bin"));
        CliRun.Outcome byNames = cli.run("fitness", "--preset", "hasnas-cifar10", "--matrix", MATRIX, "--data", "there");
        assertTrue(byNames.err().contains("hasnas-cifar10 fitted to 3x32x32, 100 classes"), byNames.err());
        CliRun.Outcome grey = cli.run("cost", "--preset", "digits", "--matrix", MATRIX, "--data", "there", "--format", "idx");
        assertTrue(grey.err().contains("digits fitted to 1x28x28, 10 classes"), grey.err());
        CliRun.Outcome embedded = cli.run("fitness", "--preset", "snasnet-cifar100", "--matrix", MATRIX, "--format", "digits");
        assertTrue(embedded.err().contains("snasnet-cifar100 fitted to 1x8x8, 10 classes"), embedded.err());
        assertEquals(List.of(new DatasetReference(Format.CIFAR100, there), DatasetReference.EMBEDDED_DIGITS), workbench.asked);
    }

    @Test
    void fitnessPrintsTheScoreForPeople() {
        String out = cli.run("fitness", "--preset", "digits", "--matrix", MATRIX).out();
        assertTrue(out.contains("fitness 123.456789000") && out.contains("not an accuracy") && out.contains("0.100 0.150"), out);
        assertTrue(cli.run("fitness", "--preset", "digits", "--matrix", MATRIX, "--batch", "1").err().contains("batchSize must be 2 to 256"));
    }

    @Test
    void aStoppedFitnessEndsAsInterrupted() {
        workbench.scores.jobs.hold();
        cli.with(action -> {
            action.run();
            return () -> {};
        });
        CliRun.Outcome outcome = cli.run("fitness", "--preset", "digits", "--matrix", MATRIX);
        assertEquals(130, outcome.exitCode());
        assertEquals(List.of("needs about 13 MB of memory", "hasnas: stopped."), outcome.err().lines().toList());
    }

    @Test
    void onATerminalProgressIsDrawnAndRemoved() {
        String err = cli.onTerminal().run("fitness", "--preset", "digits", "--matrix", MATRIX).err();
        assertTrue(err.contains("[########........] 1/2"), err);
        assertTrue(err.endsWith("\r"), err);
    }

    @Test
    void dataInfoRecognisesTheFiles() throws IOException {
        Path cifar = Files.createDirectory(folder.resolve("cifar"));
        Files.createFile(cifar.resolve("batches.meta.txt"));
        Files.createFile(cifar.resolve("data_batch_1.bin"));
        CliRun.Outcome outcome = cli.run("data", "info", "cifar");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("CIFAR-10: 10000 training and 2000 test images of 3x32x32, 10 classes"), outcome.out());
        assertEquals(Format.CIFAR10, workbench.asked.getFirst().format());
        assertEquals(1797, cli.run("data", "info", "--json").json().path("training_images").asInt());
        assertEquals(3, cli.run("data", "info", "nowhere").exitCode());
        Path strange = Files.createDirectory(folder.resolve("strange"));
        assertTrue(cli.run("data", "info", strange.toString()).err().contains("looks like no known data set"));
        Files.write(folder.resolve("set.zip"), new byte[] {'P', 'K', 3, 4});
        String packed = cli.run("data", "info", "set.zip").err();
        assertTrue(packed.contains("set.zip is an archive. Unpack it") && packed.contains("hasnas data import "), packed);
    }

    @Test
    void dataImportGivesADataSetToAProjectAndFitsItsTemplate() throws IOException {
        Path grey = Files.createDirectory(folder.resolve("grey"));
        Files.createFile(grey.resolve("train-images-idx3-ubyte.gz"));
        CliRun.Outcome fitted = cli.run("data", "import", "grey", "--in-place", "--project", "project");
        assertEquals(0, fitted.exitCode(), fitted.err());
        assertTrue(fitted.err().contains("digits fitted to 1x28x28, 10 classes: maps of 28x28, 14x14; final pool 7 instead of 2 -> 2x2"),
                fitted.err());
        assertEquals(new ImageShape(1, 28, 28), workbench.projects.saved.removeFirst().search().template().input());
        Path digits = Files.createFile(folder.resolve("digits.csv"));
        assertEquals(0, cli.run("data", "import", "digits.csv", "--in-place", "--project", "project").exitCode());
        assertEquals(new DatasetReference(Format.DIGITS, digits.toString()), workbench.projects.saved.getFirst().search().dataset());
        assertEquals(0, cli.run("data", "import", "digits.csv", "--project", "project").exitCode());
        assertEquals("data/imported", workbench.projects.saved.getLast().search().dataset().path());
        assertEquals(2, cli.run("data", "import", "digits.csv").exitCode());
        assertTrue(cli.run("data", "import", "digits.csv").err().contains("there is no project.yaml in " + folder));
    }
}
