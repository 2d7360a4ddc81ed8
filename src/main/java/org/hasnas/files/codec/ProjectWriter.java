package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.YamlLayout;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.units.EnumNames;

/** Lays out a project file for people: one block per part, names instead of presets spelt out, quantities with units. */
final class ProjectWriter {
    /** A template with more changes than these is spelt out. */
    private static final int MAX_OVERRIDES = 6;

    private final DatasetShapes shapes;

    ProjectWriter(DatasetShapes shapes) {
        this.shapes = shapes;
    }

    String text(Project project) {
        SearchRequest search = project.search();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put(ProjectReader.VERSION_KEY, ProjectReader.VERSION);
        tree.put("name", project.name());
        if (!project.description().isEmpty()) {
            tree.put("description", project.description());
        }
        tree.set("dataset", dataset(search.dataset()));
        tree.set("template", template(search.template(), shapes.of(search.dataset(), project.folder())));
        tree.set("space", space(search.space()));
        tree.set("hardware", ProjectHardware.write(search.hardware()));
        tree.set("limits", limits(search.limits()));
        ObjectNode searchTree = tree.putObject("search").put("algorithm", EnumNames.of(search.algorithm())).put("budget", search.budget())
                .put("batch-size", search.fitness().batchSize()).put("batches", search.fitness().batches());
        if (search.fitness().precision() != WeightPrecision.INT8) { // the default is left out
            searchTree.put("precision", EnumNames.of(search.fitness().precision()));
        }
        if (search.fitness().score() != ScoreId.SAHD) {
            searchTree.put("score", EnumNames.of(search.fitness().score()));
        }
        searchTree.put("seed", search.seed());
        search.ladder().ifPresent(ladder -> {
            searchTree.put("minutes", ladder.minutes()).put("side-by-side", ladder.sideBySide());
            RequestMapping.putGiven(ladder, searchTree);
        });
        ObjectNode training = TrainingMapping.differences(project.training(), TrainingSettings.defaults(search.dataset().format()));
        if (!training.isEmpty()) {
            tree.set("training", training);
        }
        project.benchmarkTable().ifPresent(table -> tree.putObject("benchmark").put(ProjectReader.BENCHMARK_KEY, table));
        return YamlLayout.text(tree);
    }

    private static ObjectNode dataset(DatasetReference dataset) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("format", EnumNames.of(dataset.format()));
        if (!dataset.path().isEmpty()) {
            tree.put("path", dataset.path());
        }
        dataset.subset().ifPresent(subset -> {
            tree.put("subset", subset.images());
            if (subset.seed() != ProjectReader.DEFAULT_SUBSET_SEED) {
                tree.put("subset-seed", subset.seed());
            }
        });
        RequestMapping.writeEvents(dataset.events(), tree);
        return tree;
    }

    /** @param images what the project's presets are fitted to */
    private static JsonNode template(NetworkTemplate template, Optional<DatasetShape> images) {
        List<NetworkTemplate> presets = new ArrayList<>();
        for (NetworkTemplates.Preset preset : NetworkTemplates.ALL) {
            images.filter(shape -> preset.template().fits(shape.image())).map(shape -> preset.template().fittedTo(shape.image(), shape.classes()))
                    .or(() -> Optional.of(preset.template())).ifPresent(presets::add);
        }
        for (NetworkTemplate preset : presets) {
            if (preset.equals(template)) {
                return TextNode.valueOf(preset.name());
            }
        }
        ObjectNode whole = TemplateMapping.write(template);
        ObjectNode shortest = whole;
        int fewest = MAX_OVERRIDES + 1;
        for (NetworkTemplate preset : presets) {
            ObjectNode overrides = overrides(preset, whole);
            if (overrides.size() < fewest) {
                shortest = overrides;
                fewest = overrides.size();
            }
        }
        return shortest;
    }

    private static ObjectNode overrides(NetworkTemplate preset, ObjectNode whole) {
        ObjectNode base = TemplateMapping.write(preset).put("name", preset.name() + NetworkTemplates.CUSTOM_SUFFIX);
        ObjectNode overrides = JsonNodeFactory.instance.objectNode().put("preset", preset.name());
        for (Map.Entry<String, JsonNode> component : whole.properties()) {
            if (!component.getValue().equals(base.get(component.getKey()))) {
                overrides.set(component.getKey(), component.getValue());
            }
        }
        return overrides;
    }

    private static JsonNode space(SearchSpace space) {
        Optional<SearchSpace> named = SearchSpaces.byName(space.name()).filter(space.with(DesignChoices.NONE)::equals);
        if (named.isEmpty()) {
            return SpaceMapping.write(space);
        }
        if (!space.choices().any()) {
            return TextNode.valueOf(space.name());
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("cells", space.name());
        SpaceMapping.writeChoices(space.choices(), tree);
        return tree;
    }

    private static ObjectNode limits(ConstraintSet limits) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (CostKind kind : CostKind.values()) {
            tree.put(kind.label(), kind.quantity().formatExact(limits.limit(kind)));
        }
        return tree.put("memory-counts", EnumNames.of(limits.memoryScope()));
    }
}
