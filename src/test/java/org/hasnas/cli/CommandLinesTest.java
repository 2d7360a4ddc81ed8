package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions.AdcRange;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.CommandLines;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every line for the terminal is read by the real command line, which then asks the workbench for the same. */
final class CommandLinesTest extends CommandFixture {
    private static final Pattern QUOTED_OR_ESCAPED_OR_PLAIN = Pattern.compile("'([^']*)'|\\\\(.)|([^\\s'\\\\]+)|(\\s+)");

    /** In a folder whose name needs quotes. */
    private Project project() {
        try {
            return new FakeWorkbench().projects.open(folder.resolve("it's my project"));
        } catch (HasnasException e) {
            throw new AssertionError(e);
        }
    }

    /** Words of a line as a POSIX shell sees them, without the name of the program. */
    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Matcher part = QUOTED_OR_ESCAPED_OR_PLAIN.matcher(line + " ");
        while (part.find()) {
            if (part.group(4) != null) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(part.group(1) != null ? part.group(1) : part.group(2) != null ? part.group(2) : part.group(3));
            }
        }
        assertEquals("hasnas", words.removeFirst());
        return words.toArray(String[]::new);
    }

    private CliRun.Outcome run(String line) {
        CliRun.Outcome outcome = cli.run(words(line));
        assertEquals(0, outcome.exitCode(), line + ": " + outcome.err());
        assertEquals("open " + project().folder(), workbench.calls.getFirst(), line);
        return outcome;
    }

    @Test
    void aSearchByTrainingsIsTheSame() {
        Project project = project();
        SearchRequest wanted = project.search().withBudget(77).withLadder(new LadderSettings(2.5, 3, project.training()));
        run(CommandLines.search(project, wanted, 2));
        assertEquals(wanted, workbench.searches.started.getLast());
        SearchRequest more = wanted.withLadder(wanted.ladder().orElseThrow().withGiven(List.of(Architecture.parse("0003 0000 0000 0000 @ width=8"))));
        run(CommandLines.search(project, more, 2));
        assertEquals(more, workbench.searches.started.getLast());
    }

    @Test
    void aSearchIsTheSame() throws Exception {
        Project project = project();
        SearchRequest wanted = project.search().withAlgorithm(SearchAlgorithmId.NSGA2).withBudget(77).withSeed(-5);
        run(CommandLines.search(project, wanted, 2));
        assertEquals(List.of(wanted), workbench.searches.started);
        assertEquals("search 2", workbench.calls.get(1));
    }

    @Test
    void aSearchForAnotherChipIsTheSame() throws Exception {
        Project project = project();
        for (SpikeRateSource rates : List.of(new SpikeRateSource.Measured(0), new SpikeRateSource.Given(SpikeRates.of(0.125)))) {
            SearchRequest wanted = project.search().withLimits(ConstraintSet.UNLIMITED.withMemoryScope(project.search().limits().memoryScope()))
                    .withHardware(workbench.costs.physical("neurosim-32nm-rram", "neurosim-22nm", project.folder(), rates));
            String line = CommandLines.search(project, wanted, 1);
            workbench.calls.clear();
            run(line + " --limits unlimited");
            assertEquals(wanted, workbench.searches.started.getLast(), line);
        }
    }

    @Test
    void aRunIsGoneOnWith() {
        Project project = project();
        run(CommandLines.resume(project, 2, 1));
        assertEquals("continue 2", workbench.calls.get(1));
    }

    @Test
    void aMeasurementOnTheChipIsTheSame() {
        Project project = project();
        for (ChipAccuracyRequest wanted : List.of(
                new ChipAccuracyRequest(new ChipWeights.OfTraining(3), "neurosim-22nm-rram", false, Optional.empty(), Optional.empty(), Map.of(),
                        Optional.empty(), ChipImages.HELD_OUT, 0, 1, 1, 2),
                new ChipAccuracyRequest(new ChipWeights.OfFile(Path.of("/a b/net.hnw")), "neurosim-32nm-rram", true, Optional.of(AdcRange.FULL),
                        Optional.of(Compensation.COLUMN_GAIN), Map.of(ChipParameter.AGE, 86400.0, ChipParameter.SIGMA, 0.05),
                        Optional.of(ChipSweep.parse(ChipParameter.ADC_BITS, "3..8")), ChipImages.TRAINING, 100, 2, 9, 1))) {
            String line = CommandLines.chipAccuracy(project, wanted);
            workbench.calls.clear();
            run(line);
            assertEquals("chip-accuracy " + wanted, workbench.calls.get(1), line);
        }
    }

    @Test
    void aStudyIsTheSame() {
        Project project = project();
        SearchRequest search = project.search().withSeed(9).withSpace(SearchSpaces.HASNAS_OPERATIONS);
        search = search.withFitness(search.fitness().withScore(ScoreId.DEPTH));
        JsonNode operations = run(CommandLines.operations(project, new OperationStudyRequest(search, 70), Optional.of(folder.resolve("a b.csv")), 2)
                + " --json").json();
        assertStudies(search, operations);
        assertEquals(70, operations.path("pairs").asInt());
        assertEquals(folder.resolve("a b.csv").toString(), operations.path("benchmark_table").asText());
        workbench.calls.clear();
        JsonNode templates = run(CommandLines.templates(project, new TemplateStudyRequest(search, 20, new ShortTrainings(6, 8)), 2)
                + " --json").json();
        assertStudies(search, templates);
        assertEquals(20, templates.path("shared_candidates").asInt());
        assertEquals(6, templates.path("trained_networks").asInt());
        assertEquals(8, templates.path("epochs").asInt());
        workbench.calls.clear();
        assertStudies(project.search(), run(CommandLines.operations(project, new OperationStudyRequest(project.search(), 20), Optional.empty(), 2)
                + " --json").json());
    }

    private static void assertStudies(SearchRequest search, JsonNode study) {
        assertEquals(search.space().name(), study.path("space").asText());
        assertEquals(search.fitness().score().label(), study.path("score").asText());
        assertEquals(search.seed(), study.path("seed").asLong());
    }

    @Test
    void aTrainingHasTheSameSettings() {
        Project project = project();
        SearchRequest search = project.search();
        TrainingRequest wanted = new TrainingRequest(search.dataset(), search.template(), search.space(), Architecture.parse("0302 0030 3003 0000"),
                project.training().withOptimizer(OptimizerId.ADAM).withEpochs(4).withBatchSize(48).withLearningRate(0.0025).withSeed(12)
                        .withWeightBits(4));
        ParseResult train = parsed(CommandLines.train(project, wanted, 2));
        assertEquals(List.of("0302 0030 3003 0000"), train.matchedOptionValue("--matrix", List.of()));
        assertEquals(OptimizerId.ADAM, train.matchedOptionValue("--optimizer", OptimizerId.SGD));
        assertEquals(project.training().surrogate(), train.<Object>matchedOptionValue("--surrogate", ""));
        assertEquals(List.of(4, 48, 0.0025, 12L, 4, 2), List.of(train.matchedOptionValue("--epochs", 0), train.matchedOptionValue("--batch", 0),
                train.matchedOptionValue("--lr", 0.0), train.matchedOptionValue("--seed", 0L), train.matchedOptionValue("--weight-bits", 0),
                train.matchedOptionValue("--threads", 0)));
        ParseResult tuned = parsed(CommandLines.train(project, new TrainingRequest(search.dataset(), search.template(), search.space(),
                wanted.architecture(), wanted.settings(), OptionalLong.of(7)), 2));
        assertEquals(7L, tuned.matchedOptionValue("--from", 0L));
        assertFalse(tuned.hasMatchedOption("--set"));
        TrainingSettings rich = wanted.settings().withRecipe(new TrainingRecipe(2, LossId.EVERY_STEP, 0.1, 1, 0, 0.2, false, false, false, 0, 0.5));
        ParseResult recipe = parsed(CommandLines.train(project, new TrainingRequest(search.dataset(), search.template(), search.space(),
                wanted.architecture(), rich), 2));
        assertEquals(List.of("warm-up-epochs=2.0", "loss=every-step", "mse-share=0.1", "mixup=0.2"), recipe.matchedOptionValue("--set", List.of()));
        assertEquals(List.of(), tuned.matchedOptionValue("--matrix", List.of()));
    }

    private ParseResult parsed(String line) {
        ResultStream nowhere = new ResultStream(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        Session session = new Session(cli.environment(), nowhere, nowhere);
        CommandLine tree = Cli.commandLine(new RootCommand(session), session);
        return tree.parseArgs(words(line)).subcommand();
    }
}
