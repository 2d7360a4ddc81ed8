package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.checks.model.RecipeComparison;
import org.hasnas.checks.model.RecipeResult;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.TrainingSetOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.search.study.model.Interval;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.training.TrainingChanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark recipe}: what settings of a training are worth, on held-out blocks of the training images. */
@Command(name = "recipe", description = "Train one network with several settings and compare the accuracies on blocks of the training images that are"
        + " held out in turn; the test images are not used. Equal blocks and seeds make pairs.",
        footer = {
            "  hasnas benchmark recipe --preset digits --matrix '0302 0030 3003 0000' --options loss=every-step",
            "  hasnas benchmark recipe --preset digits --matrix '0302 0030 3003 0000' --options teacher-width=32,teacher-share=0.5"})
public final class BenchmarkRecipeCommand extends ReportCommand {
    private static final String BASE = "as it is";
    private static final String TEACHER = "teacher-width=";

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--options", paramLabel = "KEY=VALUE,...", description = "Settings that differ from the base, with their keys in project.yaml;"
            + " one --options for each variant that is compared with it. teacher-width=W beside them: it learns from the same cells with W channels"
            + " in the first stage, the others in proportion, trained first on the same images.")
    private List<String> options = List.of();

    @Mixin
    private TrainingSetOption set = new TrainingSetOption();

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images; default: what suits the data set.")
    private @Nullable Integer epochs;

    @Option(names = "--tau-steps", paramLabel = "T", description = "Membrane time constant of all neurons at the start; default: the preset's.")
    private @Nullable Double tauSteps;

    @Option(names = "--images", paramLabel = "N", description = "Take the first N training images; default: all.")
    private @Nullable Integer imageCount;

    @Option(names = "--blocks", paramLabel = "N", description = "Blocks that are held out in turn; default: 4.")
    private int blocks = 4;

    @Option(names = "--seeds", paramLabel = "N", description = "Trainings of each block and settings; default: 3.")
    private int seeds = 3;

    @Option(names = "--threads", paramLabel = "K", description = "Threads of a step; default: all cores.")
    private @Nullable Integer threads;

    public BenchmarkRecipeCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Network network = network();
        DatasetReference dataset = images.dataset(network.template(), session());
        TrainingSettings base = base(dataset);
        List<RecipeComparison.Variant> variants = new ArrayList<>();
        variants.add(new RecipeComparison.Variant(BASE, base, Optional.empty()));
        for (String changes : options) {
            variants.add(variant(network, base, changes));
        }
        Integer wantedImages = imageCount;
        RecipeComparison comparison = new RecipeComparison(dataset, network,
                wantedImages == null ? 0 : Options.atLeastOne("--images", wantedImages), Options.atLeast("--blocks", blocks, 2),
                Options.atLeastOne("--seeds", seeds), variants, Options.threads(threads));
        return new Compared(comparison, session().result(session().workbench().measurements().compareRecipes(comparison)));
    }

    private static RecipeComparison.Variant variant(Network network, TrainingSettings base, String text) throws HasnasException {
        List<String> changes = new ArrayList<>(List.of(text.split(",", -1)));
        Optional<String> width = changes.stream().filter(change -> change.startsWith(TEACHER)).findFirst();
        width.ifPresent(changes::remove);
        TrainingSettings settings = changes.isEmpty() ? base : TrainingChanges.apply(base, changes, "--options");
        if (settings.recipe().hasTeacher()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--options " + text + ": teacher is the number of a training of a project, and there is"
                    + " none here; write " + TEACHER + "W, the channels of the teacher's first stage.");
        }
        return new RecipeComparison.Variant(text, settings,
                width.isPresent() ? Optional.of(wider(network, width.get())) : Optional.empty());
    }

    private static Network wider(Network network, String option) throws HasnasException {
        int width;
        try {
            width = Integer.parseInt(option.substring(TEACHER.length()));
        } catch (NumberFormatException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--options " + option + ": write a whole number of channels, such as " + TEACHER
                    + 2 * network.template().stages().getFirst().width(), e);
        }
        try {
            return Network.of(network.template().withFirstWidth(width), network.space(), network.architecture());
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--options " + option + ": " + e.getMessage(), e);
        }
    }

    private Network network() throws HasnasException {
        Network named = choice.network(images, session());
        Double wanted = tauSteps;
        if (wanted == null) {
            return named;
        }
        try {
            LifParameters neuron = new LifParameters(wanted, named.template().neuron().vThreshold());
            return Network.of(named.template().withNeuron(neuron), named.space(), named.architecture());
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--tau-steps: " + e.getMessage(), e);
        }
    }

    private TrainingSettings base(DatasetReference dataset) throws HasnasException {
        try {
            return Options.with(set.apply(TrainingSettings.defaults(dataset.format())), epochs, TrainingSettings::withEpochs);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--epochs: " + e.getMessage(), e);
        }
    }

    /** Accuracies by settings. */
    private record Compared(RecipeComparison comparison, RecipeResult result) implements Report {
        @Override
        public JsonDocument json() {
            TrainingSettings base = comparison.variants().getFirst().settings();
            return JsonDocument.of("hasnas-benchmark-recipe", 1).putAll(Naming.machine()).putAll(Naming.json(comparison.network()))
                    .put("dataset", Naming.text(comparison.dataset())).put("held_out_images", result.images()).put("blocks", comparison.blocks())
                    .put("seeds", comparison.seeds()).put("threads", comparison.threads())
                    .put("tau_steps", comparison.network().template().neuron().tauSteps())
                    .put("base", TrainingChanges.between(TrainingSettings.defaults(comparison.dataset().format()), base))
                    .put("variants", result.outcomes().stream().map(Compared::json).toList());
        }

        private static JsonDocument json(RecipeResult.Outcome outcome) {
            return new JsonDocument().put("options", outcome.variant().name()).put("accuracy", outcome.accuracy().fraction())
                    .put("accuracy_low_95", outcome.accuracy().lowFraction()).put("accuracy_high_95", outcome.accuracy().highFraction())
                    .put("gain_points", points(outcome.gain().mean())).put("gain_low_95_points", points(outcome.gain().low()))
                    .put("gain_high_95_points", points(outcome.gain().high()))
                    .put("trainings", outcome.runs().stream().map(run -> new JsonDocument().put("block", run.block()).put("seed", run.seed())
                            .put("accuracy", run.fraction()).put("given_up", run.givenUp()).put("spike_rate", run.meanRate())
                            .put("active_neurons", run.activeNeurons()).put("teacher_accuracy", run.teacher())
                            .put("seconds", run.seconds())
                            .put("neurons", run.neurons().entrySet().stream().map(Compared::json).toList())).toList());
        }

        private static JsonDocument json(Map.Entry<String, LifParameters> layer) {
            return new JsonDocument().put("layer", layer.getKey()).putAll(Naming.json(layer.getValue()));
        }

        private static @Nullable Double points(double fraction) {
            return Double.isFinite(fraction) ? 100 * fraction : null;
        }

        @Override
        public void text(PrintStream out) {
            out.println(Naming.text(comparison.network()) + " on " + Naming.text(comparison.dataset()) + ": " + result.images()
                    + " training images, held out in " + comparison.blocks() + " blocks, " + comparison.seeds() + " seeds");
            out.println();
            TextTable table = new TextTable("<settings", "accuracy %", "95 % interval", "gain (points)", "95 % interval", "given up",
                    "spike rate", "active neurons", "teacher %", "<tau of layers", "<thresholds");
            for (int place = 0; place < result.outcomes().size(); place++) {
                RecipeResult.Outcome outcome = result.outcomes().get(place);
                Interval gain = outcome.gain();
                boolean isBase = place == 0;
                table.row(outcome.variant().name(), Figures.percent(2, outcome.accuracy().fraction()),
                        Figures.format("%.2f to %.2f", 100 * outcome.accuracy().lowFraction(), 100 * outcome.accuracy().highFraction()),
                        isBase ? "" : Figures.format("%+.2f", 100 * gain.mean()),
                        isBase ? "" : Figures.format("%+.2f to %+.2f", 100 * gain.low(), 100 * gain.high()),
                        outcome.runs().stream().filter(run -> run.givenUp().isPresent()).count(),
                        Figures.decimals(3, outcome.meanRate()), Figures.decimals(3, outcome.activeNeurons()),
                        Double.isNaN(outcome.teacher()) ? "-" : Figures.percent(2, outcome.teacher()),
                        range(outcome, neurons -> Stream.of(neurons.tauSteps())), range(outcome, neurons -> neurons.vThresholds().stream()));
            }
            table.print(out);
        }

        private static String range(RecipeResult.Outcome outcome, Function<LifParameters, Stream<Double>> constants) {
            List<Double> all = outcome.runs().stream().flatMap(run -> run.neurons().values().stream()).flatMap(constants).toList();
            return all.isEmpty() ? "-" : Numbers.range(2, all);
        }
    }
}
