package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.data.model.Binning;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.EventSettings;
import org.hasnas.data.model.Orientation;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.units.EnumNames;

/** A {@link SearchRequest} as JSON: template and space embedded whole, all quantities in SI with the unit in the key. */
final class RequestMapping {
    static final List<String> KEYS =
            List.of("dataset", "template", "space", "hardware", "limits", "algorithm", "budget", "fitness", "seed", "ladder");

    /** Designs that take part in a search by trainings. */
    static final String GIVEN = "designs";

    /** How many of them run on the chip in the end. */
    static final String ON_CHIP = "on-chip";

    /** What their front sets against accuracy. */
    static final String FRONT = "front";

    private static final List<String> LADDER_KEYS = List.of("minutes", "side-by-side", "training", ON_CHIP, FRONT, GIVEN);

    static final List<String> DATASET_KEYS = List.of("format", "path", "subset", "subset-seed", "bins", "binning", "pool", "orientation",
            "split-seed");
    private static final List<String> FITNESS_KEYS = List.of("batch-size", "batches", "precision", "score");

    private RequestMapping() {}

    static SearchRequest read(Fields fields) throws HasnasException {
        DatasetReference dataset = dataset(fields);
        NetworkTemplate template = TemplateMapping.read(fields);
        SearchSpace space = SpaceMapping.read(fields.fields("space", SpaceMapping.KEYS));
        HardwareSettings hardware = HardwareMapping.read(fields);
        ConstraintSet limits = LimitsMapping.read(fields.fields("limits", LimitsMapping.KEYS));
        SearchAlgorithmId algorithm = fields.choice("algorithm", KnownNames.choices(SearchAlgorithmId.values()));
        int budget = fields.integer("budget", 1, Integer.MAX_VALUE);
        Fields fitness = fields.fields("fitness", FITNESS_KEYS);
        int batchSize = fitness.integer("batch-size", 2, 256);
        int batches = fitness.integer("batches", 1, Integer.MAX_VALUE);
        // Requests of programs that knew no other precision lack the key.
        WeightPrecision precision = fitness.has("precision") ? fitness.choice("precision", KnownNames.choices(WeightPrecision.values()))
                : WeightPrecision.FLOAT32;
        // Requests of programs that knew no other score lack the key.
        ScoreId score = fitness.has("score") ? fitness.choice("score", KnownNames.choices(ScoreId.values())) : ScoreId.SAHD;
        long seed = fields.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<LadderSettings> ladder = algorithm.paysForTrainings() ? Optional.of(ladder(fields, dataset)) : Optional.empty();
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget,
                new FitnessSettings(batchSize, batches, precision, score), seed, ladder);
    }

    private static LadderSettings ladder(Fields request, DatasetReference dataset) throws HasnasException {
        Fields fields = request.fields("ladder", LADDER_KEYS);
        double minutes = fields.number("minutes");
        int sideBySide = fields.integer("side-by-side", 1, LadderSettings.MAX_SIDE_BY_SIDE);
        TrainingSettings training = TrainingMapping.read(fields.fields("training", TrainingMapping.KEYS),
                TrainingSettings.defaults(dataset.format()));
        int onChip = fields.has(ON_CHIP) ? fields.integer(ON_CHIP, 0, LadderSettings.MAX_ON_CHIP) : 0; // requests without any lack the key
        List<Architecture> given = given(fields);
        FrontCost front = front(fields);
        return fields.source().checked(fields.at("minutes"), () -> new LadderSettings(minutes, sideBySide, training, onChip, given, front));
    }

    /** Requests and projects of a front of energy lack the key. */
    static FrontCost front(Fields fields) throws HasnasException {
        return fields.has(FRONT) ? fields.choice(FRONT, KnownNames.choices(FrontCost.values())) : FrontCost.ENERGY;
    }

    /** Designs as texts; requests and projects without any lack the key. */
    static List<Architecture> given(Fields fields) throws HasnasException {
        List<Architecture> given = new ArrayList<>();
        if (fields.has(GIVEN)) {
            for (Value item : fields.items(GIVEN)) {
                String text = item.text();
                given.add(fields.source().checked(item.position(), () -> Architecture.parse(text)));
            }
        }
        return List.copyOf(given);
    }

    /** Writes the front unless it is of energy, designs, and how many run on the chip, unless there are none. */
    static void putGiven(LadderSettings ladder, ObjectNode tree) {
        if (ladder.front() != FrontCost.ENERGY) {
            tree.put(FRONT, ladder.front().label());
        }
        if (ladder.onChip() > 0) {
            tree.put(ON_CHIP, ladder.onChip());
        }
        if (!ladder.given().isEmpty()) {
            ArrayNode texts = tree.putArray(GIVEN);
            ladder.given().forEach(design -> texts.add(design.text()));
        }
    }

    /** The {@code dataset} of a request. */
    static DatasetReference dataset(Fields request) throws HasnasException {
        Fields fields = request.fields("dataset", DATASET_KEYS);
        DatasetReference.Format format = fields.choice("format", KnownNames.choices(DatasetReference.Format.values()));
        String path = fields.text("path");
        EventSettings events = events(fields, format);
        DatasetReference whole = fields.source().checked(fields.at("path"), () -> new DatasetReference(format, path).withEvents(events));
        return fields.has("subset") ? whole.withSubset(Optional.of(new DatasetReference.Subset(fields.integer("subset", 2, Integer.MAX_VALUE),
                fields.longInteger("subset-seed", Long.MIN_VALUE, Long.MAX_VALUE)))) : whole;
    }

    /** How recordings become frames; what is not said is as usual. */
    static EventSettings events(Fields dataset, DatasetReference.Format format) throws HasnasException {
        EventSettings usual = EventSettings.DEFAULT;
        for (String key : List.of("bins", "binning", "pool", "orientation", "split-seed")) {
            if (dataset.has(key) && !format.hasEvents()) {
                throw dataset.problem(key, "format " + EnumNames.of(format) + " has images, not events; remove this key");
            }
        }
        int bins = dataset.has("bins") ? dataset.integer("bins", 1, EventSettings.MOST_BINS) : usual.bins();
        int pool = dataset.has("pool") ? dataset.integer("pool", 1, 4) : usual.pool();
        Binning binning = dataset.has("binning") ? dataset.choice("binning", KnownNames.choices(Binning.values())) : usual.binning();
        Orientation orientation =
                dataset.has("orientation") ? dataset.choice("orientation", KnownNames.choices(Orientation.values())) : usual.orientation();
        long seed = dataset.has("split-seed") ? dataset.longInteger("split-seed", Long.MIN_VALUE, Long.MAX_VALUE) : usual.splitSeed();
        return dataset.source().checked(dataset.at("pool"), () -> new EventSettings(bins, binning, pool, orientation, seed));
    }

    /** Writes what is not as usual. */
    static void writeEvents(EventSettings events, ObjectNode tree) {
        EventSettings usual = EventSettings.DEFAULT;
        if (events.bins() != usual.bins()) {
            tree.put("bins", events.bins());
        }
        if (events.binning() != usual.binning()) {
            tree.put("binning", EnumNames.of(events.binning()));
        }
        if (events.pool() != usual.pool()) {
            tree.put("pool", events.pool());
        }
        if (events.orientation() != usual.orientation()) {
            tree.put("orientation", EnumNames.of(events.orientation()));
        }
        if (events.splitSeed() != usual.splitSeed()) {
            tree.put("split-seed", events.splitSeed());
        }
    }

    /** The {@code dataset} of a request; requests of programs that knew no subsets have none. */
    static ObjectNode write(DatasetReference dataset) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("format", EnumNames.of(dataset.format())).put("path", dataset.path());
        dataset.subset().ifPresent(subset -> tree.put("subset", subset.images()).put("subset-seed", subset.seed()));
        writeEvents(dataset.events(), tree);
        return tree;
    }

    /** Adds the components of a request to a tree, keys with dashes. */
    static void write(SearchRequest request, ObjectNode tree) {
        tree.set("dataset", write(request.dataset()));
        tree.set("template", TemplateMapping.write(request.template()));
        tree.set("space", SpaceMapping.write(request.space()));
        tree.set("hardware", HardwareMapping.write(request.hardware()));
        tree.set("limits", LimitsMapping.write(request.limits()));
        tree.put("algorithm", EnumNames.of(request.algorithm()));
        tree.put("budget", request.budget());
        tree.putObject("fitness").put("batch-size", request.fitness().batchSize()).put("batches", request.fitness().batches())
                .put("precision", EnumNames.of(request.fitness().precision())).put("score", EnumNames.of(request.fitness().score()));
        tree.put("seed", request.seed());
        request.ladder().ifPresent(ladder -> {
            ObjectNode ladderTree = tree.putObject("ladder").put("minutes", ladder.minutes()).put("side-by-side", ladder.sideBySide());
            ladderTree.set("training", TrainingMapping.write(ladder.training()));
            putGiven(ladder, ladderTree);
        });
    }

}
