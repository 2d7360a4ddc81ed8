package org.hasnas.files.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.EventSettings;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Dimension;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;

/** Builds a {@link Project} from YAML nodes; the format is described at {@link ProjectYaml}. */
final class ProjectReader {
    static final String VERSION_KEY = "hasnas-project";
    static final int VERSION = 1;
    static final String BENCHMARK_KEY = "spikenas-bench";
    static final String UNLIMITED = "unlimited";
    static final long DEFAULT_SUBSET_SEED = 1;

    private static final List<String> KEYS = List.of(VERSION_KEY, "name", "description", "dataset", "template", "space", "hardware",
            "limits", "search", "training", "benchmark");
    private static final List<String> LIMIT_KEYS = Stream.concat(Stream.of(CostKind.values()).map(CostKind::label), Stream.of("memory-counts"))
            .toList();
    private static final List<String> SEARCH_KEYS = List.of("algorithm", "budget", "batch-size", "batches", "precision", "score", "seed", "minutes",
            "side-by-side", RequestMapping.GIVEN, RequestMapping.ON_CHIP, RequestMapping.FRONT);
    private static final int DEFAULT_BUDGET = 200;
    private static final FitnessSettings DEFAULT_FITNESS = new FitnessSettings(32, 2);

    private ProjectReader() {}

    /** A template with the space it is published with, where it comes from a preset. */
    private record ChosenTemplate(NetworkTemplate template, Optional<SearchSpace> publishedSpace) {}

    /**
     * @param folder the project's folder
     * @param instead the data set that the project is to have instead of its own
     */
    static Project read(Value file, Path folder, DatasetShapes shapes, Optional<DatasetReference> instead) throws HasnasException {
        checkVersion(file);
        Fields fields = file.fields(KEYS);
        String name = fields.text("name");
        if (name.isBlank()) {
            throw fields.problem("name", "the project's name is empty");
        }
        String description = fields.text("description", "");
        DatasetReference dataset = instead.isPresent() ? instead.get() : dataset(fields);
        Optional<DatasetShape> images = shapes.of(dataset, folder);
        ChosenTemplate chosen = template(fields, images);
        requireFit(fields, chosen.template(), images);
        SearchSpace space = space(fields, chosen);
        requireBins(fields, dataset, chosen.template(), space);
        HardwareSettings hardware = ProjectHardware.read(fields, folder);
        ConstraintSet limits = limits(fields, ConstraintSet.usual(hardware.model()));
        TrainingSettings training = training(fields, dataset);
        SearchRequest search = search(fields, dataset, chosen.template(), space, hardware, limits, training);
        return new Project(folder, name, description, fields.source().checked(fields.at("space"), search::requireChoices), training,
                benchmark(fields, chosen.template(), space));
    }

    /** Frames of all designs are made of the same time bins. */
    private static void requireBins(Fields project, DatasetReference dataset, NetworkTemplate template, SearchSpace space) throws HasnasException {
        int bins = dataset.events().bins();
        List<Integer> steps = space.choices().options().getOrDefault(Dimension.TIME_STEPS, List.of(List.of(template.timeSteps()))).stream()
                .flatMap(List::stream).toList();
        if (dataset.format().hasEvents() && steps.stream().anyMatch(step -> bins % step != 0)) {
            throw project.problem("dataset", "its " + bins + " time bins can't be shared evenly among " + steps
                    + " time steps; set 'bins' to a multiple of all of them");
        }
    }

    private static TrainingSettings training(Fields project, DatasetReference dataset) throws HasnasException {
        TrainingSettings usual = TrainingSettings.defaults(dataset.format());
        return project.has("training") ? TrainingMapping.read(project.fields("training", TrainingMapping.KEYS), usual) : usual;
    }

    private static Optional<String> benchmark(Fields project, NetworkTemplate template, SearchSpace space) throws HasnasException {
        if (!project.has("benchmark")) {
            return Optional.empty();
        }
        Fields fields = project.fields("benchmark", List.of(BENCHMARK_KEY));
        String path = fields.text(BENCHMARK_KEY);
        if (path.isBlank()) {
            throw fields.problem(BENCHMARK_KEY, "the path of the table is empty");
        }
        List<NetworkTemplates.Preset> trained = NetworkTemplates.SPIKENAS_BENCH;
        if (trained.stream().noneMatch(preset -> template.equals(preset.template()) && space.equals(preset.space()))) {
            throw fields.problem(BENCHMARK_KEY, "such tables hold networks of a template "
                    + trained.stream().map(preset -> "'" + preset.name() + "'").collect(Collectors.joining(", ")) + " and space '"
                    + trained.getFirst().space().name() + "'; the project has '" + template.name() + "' and '" + space.name()
                    + "', of which they know nothing");
        }
        return Optional.of(path);
    }

    private static void checkVersion(Value file) throws HasnasException {
        Header.checkVersion(file.find(VERSION_KEY).orElseThrow(() -> file.problem("this is no project file: it must have the key '" + VERSION_KEY
                + ": " + VERSION + "'")), VERSION);
    }

    private static DatasetReference dataset(Fields project) throws HasnasException {
        Fields fields = project.fields("dataset", RequestMapping.DATASET_KEYS);
        Format format = fields.choice("format", KnownNames.choices(Format.values()));
        String path = format.isEmbedded() ? fields.text("path", "") : fields.text("path");
        if (format.isEmbedded() && !path.isEmpty()) {
            throw fields.problem("path", "the digits come with the program and have no path; remove it");
        }
        EventSettings events = RequestMapping.events(fields, format);
        DatasetReference whole = fields.source().checked(fields.at("path"), () -> new DatasetReference(format, path).withEvents(events));
        if (!fields.has("subset") && !fields.has("subset-seed")) {
            return whole;
        }
        int images = fields.integer("subset", 2, Integer.MAX_VALUE);
        return whole.withSubset(Optional
                .of(new DatasetReference.Subset(images, fields.longInteger("subset-seed", DEFAULT_SUBSET_SEED, Long.MIN_VALUE, Long.MAX_VALUE))));
    }

    /** A preset takes the project's images, unless the file gives it others. */
    private static ChosenTemplate template(Fields project, Optional<DatasetShape> images) throws HasnasException {
        if (project.value("template").isSingle()) {
            NetworkTemplates.Preset preset = project.choice("template", presets());
            return new ChosenTemplate(fitted(project, preset, images), Optional.of(preset.space()));
        }
        List<String> keys = new ArrayList<>(List.of("preset"));
        keys.addAll(TemplateMapping.KEYS);
        Fields fields = project.fields("template", keys);
        if (fields.has("preset")) {
            NetworkTemplates.Preset preset = fields.choice("preset", presets());
            NetworkTemplate base = fields.has("input") ? preset.template() : fitted(project, preset, images);
            return new ChosenTemplate(TemplateMapping.read(fields, base, preset.name() + NetworkTemplates.CUSTOM_SUFFIX),
                    Optional.of(preset.space()));
        }
        for (String needed : List.of("name", "input", "classes", "stages")) {
            fields.value(needed);
        }
        return new ChosenTemplate(TemplateMapping.read(fields, NetworkTemplates.SNASNET_CIFAR10.template(), ""), Optional.empty());
    }

    private static NetworkTemplate fitted(Fields project, NetworkTemplates.Preset preset, Optional<DatasetShape> images) throws HasnasException {
        return project.source().checked(project.at("template"),
                () -> images.map(shape -> preset.template().fittedTo(shape.image(), shape.classes())).orElse(preset.template()));
    }

    private static void requireFit(Fields project, NetworkTemplate template, Optional<DatasetShape> images) throws HasnasException {
        DatasetShape taken = new DatasetShape(template.input(), template.classes());
        if (images.isPresent() && !images.get().equals(taken)) {
            throw project.problem("template",
                    "template '" + template.name() + "' takes images of " + taken + " (channels x height x width),"
                            + " but the data set has " + images.get()
                            + "; leave out 'input' and 'classes' of a preset, and it is fitted to the data set");
        }
    }

    private static Map<String, NetworkTemplates.Preset> presets() {
        Map<String, NetworkTemplates.Preset> presets = new LinkedHashMap<>();
        NetworkTemplates.ALL.forEach(preset -> presets.put(preset.name(), preset));
        return presets;
    }

    private static final List<String> ANY_SPACE =
            Stream.concat(SpaceMapping.KEYS.stream(), SpaceMapping.KEYS_OF_NAMED.stream()).distinct().toList();

    private static SearchSpace space(Fields project, ChosenTemplate chosen) throws HasnasException {
        if (!project.has("space") && chosen.publishedSpace().isPresent()) {
            return chosen.publishedSpace().get();
        }
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        SearchSpaces.ALL.forEach(space -> spaces.put(space.name(), space));
        if (project.value("space").isSingle()) {
            return project.choice("space", spaces);
        }
        Fields any = project.fields("space", ANY_SPACE);
        if (!any.has("cells")) {
            return SpaceMapping.read(project.fields("space", SpaceMapping.KEYS));
        }
        Fields named = project.fields("space", SpaceMapping.KEYS_OF_NAMED);
        return named.choice("cells", spaces).with(SpaceMapping.choices(named));
    }

    private static ConstraintSet limits(Fields project, ConstraintSet usual) throws HasnasException {
        if (!project.has("limits")) {
            return usual;
        }
        if (project.value("limits").is(UNLIMITED)) {
            return ConstraintSet.UNLIMITED;
        }
        if (project.value("limits").isSingle()) {
            throw project.value("limits").wrong("'" + UNLIMITED + "' or a mapping with the keys " + String.join(", ", LIMIT_KEYS));
        }
        Fields fields = project.fields("limits", LIMIT_KEYS);
        ConstraintSet limits = usual;
        for (CostKind kind : CostKind.values()) {
            if (fields.has(kind.label())) {
                String text = fields.text(kind.label());
                double limit = fields.source().checked(fields.at(kind.label()), () -> kind.quantity().parse(text));
                limits = limits.withLimit(kind, limit);
            }
        }
        return limits.withMemoryScope(fields.choice("memory-counts", limits.memoryScope(), KnownNames.choices(MemoryScope.values())));
    }

    private static SearchRequest search(Fields project, DatasetReference dataset, NetworkTemplate template, SearchSpace space,
            HardwareSettings hardware, ConstraintSet limits, TrainingSettings training) throws HasnasException {
        if (!project.has("search")) {
            return new SearchRequest(dataset, template, space, hardware, limits, SearchAlgorithmId.HASNAS, DEFAULT_BUDGET, DEFAULT_FITNESS, 1);
        }
        Fields fields = project.fields("search", SEARCH_KEYS);
        SearchAlgorithmId algorithm = fields.choice("algorithm", SearchAlgorithmId.HASNAS, KnownNames.choices(SearchAlgorithmId.values()));
        int budget = fields.integer("budget", DEFAULT_BUDGET, 1, Integer.MAX_VALUE);
        int batchSize = fields.integer("batch-size", DEFAULT_FITNESS.batchSize(), 2, 256);
        int batches = fields.integer("batches", DEFAULT_FITNESS.batches(), 1, 10_000);
        WeightPrecision precision = fields.choice("precision", DEFAULT_FITNESS.precision(), KnownNames.choices(WeightPrecision.values()));
        ScoreId score = fields.choice("score", DEFAULT_FITNESS.score(), KnownNames.choices(ScoreId.values()));
        long seed = fields.longInteger("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<LadderSettings> ladder = algorithm.paysForTrainings() ? Optional.of(ladder(fields, training)) : Optional.empty();
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget,
                new FitnessSettings(batchSize, batches, precision, score), seed, ladder);
    }

    private static LadderSettings ladder(Fields fields, TrainingSettings training) throws HasnasException {
        double minutes = fields.number("minutes", LadderSettings.USUAL_MINUTES);
        int sideBySide = fields.integer("side-by-side", LadderSettings.USUAL_SIDE_BY_SIDE, 1, LadderSettings.MAX_SIDE_BY_SIDE);
        int onChip = fields.integer(RequestMapping.ON_CHIP, 0, 0, LadderSettings.MAX_ON_CHIP);
        List<Architecture> given = RequestMapping.given(fields);
        FrontCost front = RequestMapping.front(fields);
        return fields.source().checked(fields.position(), () -> new LadderSettings(minutes, sideBySide, training, onChip, given, front));
    }
}
