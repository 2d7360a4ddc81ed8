package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.LifParameters;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.units.EnumNames;

/** A {@link NetworkTemplate} as a mapping: every component spelt out, the same in JSON and YAML but for the spelling of keys. */
final class TemplateMapping {
    static final List<String> KEYS = List.of("name", "input", "classes", "stem-stride", "stages", "cell-sharing", "final-pool",
            "hidden-width", "voters-per-class", "dropout-probability", "time-steps", "neuron", "batch-norm", "weight-bits");

    private static final List<String> INPUT_KEYS = List.of("channels", "height", "width", "kind");
    private static final List<String> STAGE_KEYS = List.of("width", "cells");
    private static final List<String> NEURON_KEYS = List.of("tau-steps", "v-threshold");

    // Bounds that only keep the arithmetic of shapes and counts far from overflow.
    private static final int MAX_CHANNELS = 1 << 14;
    private static final int MAX_PIXELS = 1 << 12;
    private static final int MAX_CLASSES = 1 << 16;
    private static final int MAX_STEPS = 1 << 12;
    private static final int MAX_STAGES = 12;

    private TemplateMapping() {}

    /** Reads a template of which nothing is omitted. */
    static NetworkTemplate read(Fields owner) throws HasnasException {
        return read(owner.fields("template", KEYS), NetworkTemplates.DIGITS.template(), ""); // of which nothing is taken
    }

    /** Reads a template; where the format may omit a key, {@code base} has its value. */
    static NetworkTemplate read(Fields fields, NetworkTemplate base, String defaultName) throws HasnasException {
        String name = fields.text("name", defaultName);
        ImageShape input = fields.has("input") || !fields.source().mayOmit() ? shape(fields) : base.input();
        int classes = fields.integer("classes", base.classes(), 1, MAX_CLASSES);
        int stemStride = fields.integer("stem-stride", base.stemStride(), 1, MAX_PIXELS);
        List<Stage> stages = fields.has("stages") || !fields.source().mayOmit() ? stages(fields) : base.stages();
        CellSharing sharing = fields.choice("cell-sharing", base.cellSharing(), KnownNames.choices(CellSharing.values()));
        int finalPool = fields.integer("final-pool", base.finalPool(), 1, MAX_PIXELS);
        int hiddenWidth = fields.integer("hidden-width", base.hiddenWidth(), 0, MAX_CLASSES);
        int voters = fields.integer("voters-per-class", base.votersPerClass(), 1, MAX_CLASSES);
        double dropout = fields.number("dropout-probability", base.dropoutProbability());
        if (!(dropout >= 0 && dropout < 1)) {
            throw fields.problem("dropout-probability", "a probability of dropout is at least 0 and below 1, not " + dropout);
        }
        int timeSteps = fields.integer("time-steps", base.timeSteps(), 1, MAX_STEPS);
        LifParameters neuron = fields.has("neuron") || !fields.source().mayOmit() ? neuron(fields, base.neuron()) : base.neuron();
        BatchNormStatistics batchNorm = fields.choice("batch-norm", base.batchNorm(), KnownNames.choices(BatchNormStatistics.values()));
        int weightBits = fields.integer("weight-bits", base.weightBits(), 1, 16);
        return fields.source().checked(fields.at("final-pool"), () -> new NetworkTemplate(name, input, classes, stemStride, stages, sharing,
                finalPool, hiddenWidth, voters, dropout, timeSteps, neuron, batchNorm, weightBits));
    }

    private static ImageShape shape(Fields template) throws HasnasException {
        Fields fields = template.fields("input", INPUT_KEYS);
        return new ImageShape(fields.integer("channels", 1, MAX_CHANNELS), fields.integer("height", 1, MAX_PIXELS),
                fields.integer("width", 1, MAX_PIXELS),
                fields.has("kind") ? fields.choice("kind", InputKind.IMAGE, KnownNames.choices(InputKind.values())) : InputKind.IMAGE);
    }

    private static List<Stage> stages(Fields template) throws HasnasException {
        List<Stage> stages = new ArrayList<>();
        for (Value item : template.items("stages")) {
            Fields fields = item.fields(STAGE_KEYS);
            stages.add(new Stage(fields.integer("width", 1, MAX_CHANNELS), fields.integer("cells", 1, 1, 64)));
        }
        if (stages.isEmpty() || stages.size() > MAX_STAGES) {
            throw template.problem("stages", "a template has 1 to " + MAX_STAGES + " stages, not " + stages.size());
        }
        return stages;
    }

    private static LifParameters neuron(Fields template, LifParameters base) throws HasnasException {
        Fields fields = template.fields("neuron", NEURON_KEYS);
        double tauSteps = fields.number("tau-steps", base.tauSteps());
        double vThreshold = fields.number("v-threshold", base.vThreshold());
        if (tauSteps < 1) {
            throw fields.problem("tau-steps", "the membrane time constant is at least 1 time step, not " + tauSteps);
        }
        if (!(vThreshold > 0)) {
            throw fields.problem("v-threshold", "the threshold is above 0, not " + vThreshold);
        }
        return new LifParameters(tauSteps, vThreshold);
    }

    /** All components, keys with dashes. */
    static ObjectNode write(NetworkTemplate template) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode stages = nodes.arrayNode();
        template.stages().forEach(stage -> stages.addObject().put("width", stage.width()).put("cells", stage.cells()));
        ObjectNode tree = nodes.objectNode();
        tree.put("name", template.name());
        ObjectNode input = tree.putObject("input").put("channels", template.input().channels()).put("height", template.input().height())
                .put("width", template.input().width());
        if (template.input().kind() != InputKind.IMAGE) { // which all were before there were others
            input.put("kind", EnumNames.of(template.input().kind()));
        }
        tree.put("classes", template.classes());
        tree.put("stem-stride", template.stemStride());
        tree.set("stages", stages);
        tree.put("cell-sharing", EnumNames.of(template.cellSharing()));
        tree.put("final-pool", template.finalPool());
        tree.put("hidden-width", template.hiddenWidth());
        tree.put("voters-per-class", template.votersPerClass());
        tree.put("dropout-probability", template.dropoutProbability());
        tree.put("time-steps", template.timeSteps());
        tree.putObject("neuron").put("tau-steps", template.neuron().tauSteps()).put("v-threshold", template.neuron().vThreshold());
        tree.put("batch-norm", EnumNames.of(template.batchNorm()));
        tree.put("weight-bits", template.weightBits());
        return tree;
    }
}
