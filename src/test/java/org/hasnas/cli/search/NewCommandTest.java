package org.hasnas.cli.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.training.model.ValidationSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NewCommandTest extends CommandFixture {
    @Test
    void aProjectForTheDigitsSuitsThem() {
        CliRun.Outcome outcome = cli.run("new", "mine", "--data", "digits");
        assertEquals(0, outcome.exitCode(), outcome.err());
        Project made = workbench.projects.saved.getFirst();
        assertEquals(folder.resolve("mine"), made.folder());
        assertEquals(DatasetReference.EMBEDDED_DIGITS, made.search().dataset());
        assertEquals("digits", made.search().template().name());
        assertEquals(new DesignChoices(List.of(4, 8, 16), List.of(1, 2, 4), List.of(4, 8)).with(Dimension.CELLS, List.of(1, 2))
                .with(Dimension.COLUMNS_PER_ADC, List.of(4, 8, 16, 32)), made.search().space().choices());
        assertEquals(SearchAlgorithmId.LADDER, made.search().algorithm());
        assertEquals(10, made.search().ladder().orElseThrow().minutes());
        assertEquals(made.training(), made.search().ladder().orElseThrow().training());
        assertEquals(new ValidationSplit(0.25, 4), made.training().validation());
        for (CostKind kind : CostKind.values()) {
            String limit = kind.quantity().formatExact(made.search().limits().limit(kind));
            assertTrue(outcome.out().contains(kind.label() + " " + limit + " (chosen)"), outcome.out());
        }
        assertTrue(outcome.out().contains("Three quarters of random designs stay within each limit that was chosen."), outcome.out());
        assertTrue(outcome.out().endsWith("Go on with: hasnas search mine" + System.lineSeparator()), outcome.out());
    }

    @Test
    void limitsThatAreGivenStayAndTheOthersLeaveThreeQuarters() {
        JsonNode json = cli.run("new", "mine", "--data", "digits", "--limits", "energy=0.04 uJ,area=unlimited", "--minutes", "2.5", "--json").json();
        assertEquals(List.of("memory", "latency"), json.path("limits_chosen").valueStream().map(JsonNode::asText).toList());
        Project made = workbench.projects.saved.getFirst();
        assertEquals(0.04e-6, made.search().limits().limit(CostKind.ENERGY));
        assertEquals(Double.POSITIVE_INFINITY, made.search().limits().limit(CostKind.AREA));
        assertEquals(2.5, made.search().ladder().orElseThrow().minutes());
        double share = json.path("feasibility").path("feasible_fraction").asDouble();
        assertTrue(share > 0.05 && share < 0.75, "share of designs: " + share);
        assertEquals(144, json.path("feasibility").path("combinations").size());
    }

    @Test
    void otherImagesGetThePresetMadeForThoseMostLikeThem() throws IOException {
        Files.createDirectories(folder.resolve("clothes"));
        Files.createFile(folder.resolve("clothes").resolve("train-images-idx3-ubyte"));
        assertEquals(0, cli.run("new", "mine", "--data", "clothes").exitCode());
        Project made = workbench.projects.saved.getFirst();
        assertEquals("fashion-mnist", made.search().template().name());
        assertEquals(DatasetReference.Format.IDX, made.search().dataset().format());
        assertEquals(folder.resolve("clothes"), Path.of(made.search().dataset().path()));
        CliRun.Outcome fitted = cli.run("new", "other", "--data", "clothes", "--preset", "digits", "--subset", "900");
        assertEquals(0, fitted.exitCode(), fitted.err());
        assertTrue(fitted.err().contains("digits fitted to 1x28x28"), fitted.err());
        Project subset = workbench.projects.saved.getLast();
        assertEquals(new ImageShape(1, 28, 28), subset.search().template().input());
        assertEquals(0.25, subset.training().validationFraction());
        assertEquals(0.1, made.training().validationFraction());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"--data nowhere; nowhere",
        "--data digits --minutes 0; minutes must be above 0",
        "--data digits --limits energy=3; has no unit",
        "--data digits --limits published; mean nothing beside costs of the physical model",
        "--data digits --subset 5000; take a smaller subset",
        "--data digits --format idx; leave out --format",
        "--data digits --preset cifar; cifar",
        "--preset digits; Missing required option: '--data=DIR'"})
    void whatIsWrongIsToldAndNothingIsMade(String options, String sentence) {
        String[] arguments = ("new mine " + options).split(" ", -1);
        CliRun.Outcome outcome = cli.run(arguments);
        assertTrue(outcome.exitCode() == 2 || outcome.exitCode() == 3, outcome.exitCode() + outcome.err());
        assertTrue(outcome.err().contains(sentence), outcome.err());
        assertEquals(List.of(), workbench.projects.saved);
        assertFalse(Files.exists(folder.resolve("mine")));
    }

    @Test
    void aProjectThatIsThereStays() {
        assertEquals(0, cli.run("new", "mine", "--data", "digits").exitCode());
        CliRun.Outcome again = cli.run("new", "mine", "--data", "digits", "--minutes", "3");
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("choose a new folder"), again.err());
        assertEquals(1, workbench.projects.saved.size());
    }
}
