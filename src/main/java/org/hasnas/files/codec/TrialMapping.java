package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Latency;

/** A {@link Trial} as JSON; {@code outcome} says which of {@code cost}, {@code fitness} and {@code reason} are there. */
final class TrialMapping {
    private static final String EVALUATED = "evaluated";
    private static final String OVER_LIMITS = "over-limits";
    private static final String UNSCORED = "unscored";
    private static final String FAILED = "failed";

    private static final List<String> ALWAYS = List.of("index", "architecture", "outcome", "seconds");
    private static final Map<String, List<String>> KEYS_OF_OUTCOME = keysOfOutcome();
    private static final List<String> COST_KEYS = List.of("model", "parameters", "convolution-weights", "area-square-metres",
            "latency-seconds", "energy-joules");
    private static final List<String> FITNESS_KEYS = List.of("value", "mean-firing-rate");
    private static final String SINGULAR = "-infinity";

    private TrialMapping() {}

    private static Map<String, List<String>> keysOfOutcome() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put(EVALUATED, List.of("index", "architecture", "outcome", "cost", "fitness", "seconds"));
        keys.put(OVER_LIMITS, List.of("index", "architecture", "outcome", "cost", "seconds"));
        keys.put(UNSCORED, List.of("index", "architecture", "outcome", "cost", "seconds"));
        keys.put(FAILED, List.of("index", "architecture", "outcome", "reason", "seconds"));
        return keys;
    }

    static Trial read(Value trial) throws HasnasException {
        Fields any = trial.fields(List.of("index", "architecture", "outcome", "cost", "fitness", "reason", "seconds"));
        Map<String, String> outcomes = new LinkedHashMap<>();
        KEYS_OF_OUTCOME.keySet().forEach(outcome -> outcomes.put(outcome, outcome));
        String outcomeName = any.choice("outcome", outcomes);
        Fields fields = trial.fields(KEYS_OF_OUTCOME.getOrDefault(outcomeName, ALWAYS));
        int index = fields.integer("index", 0, Integer.MAX_VALUE);
        String text = fields.text("architecture");
        Architecture architecture = fields.source().checked(fields.at("architecture"), () -> Architecture.parse(text));
        TrialOutcome outcome = switch (outcomeName) {
            case EVALUATED -> new TrialOutcome.Evaluated(cost(fields), fitness(fields));
            case OVER_LIMITS -> new TrialOutcome.OverLimits(cost(fields));
            case UNSCORED -> new TrialOutcome.Unscored(cost(fields));
            case FAILED -> new TrialOutcome.Failed(fields.text("reason"));
            default -> throw new IllegalStateException("outcome " + outcomeName + " has no reader");
        };
        return new Trial(index, architecture, outcome, fields.number("seconds"));
    }

    private static HardwareCost cost(Fields trial) throws HasnasException {
        Fields fields = trial.fields("cost", COST_KEYS);
        CostModelId model = fields.choice("model", KnownNames.choices(CostModelId.values()));
        long parameters = fields.longInteger("parameters", 0, Long.MAX_VALUE);
        long weights = fields.longInteger("convolution-weights", 0, parameters);
        double area = fields.number("area-square-metres");
        double latency = fields.number("latency-seconds");
        double energy = fields.number("energy-joules");
        Area typedArea = fields.source().checked(fields.at("area-square-metres"), () -> new Area(area));
        Latency typedLatency = fields.source().checked(fields.at("latency-seconds"), () -> new Latency(latency));
        Energy typedEnergy = fields.source().checked(fields.at("energy-joules"), () -> new Energy(energy));
        return new HardwareCost(model, parameters, weights, typedArea, typedLatency, typedEnergy);
    }

    private static FitnessScore fitness(Fields trial) throws HasnasException {
        Fields fields = trial.fields("fitness", FITNESS_KEYS);
        double value = fields.value("value").number(SINGULAR, Double.NEGATIVE_INFINITY);
        double rate = fields.number("mean-firing-rate");
        return fields.source().checked(fields.at("mean-firing-rate"), () -> new FitnessScore(value, rate));
    }

    /** Keys with dashes. */
    static ObjectNode write(Trial trial) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("index", trial.index()).put("architecture", trial.architecture().text());
        switch (trial.outcome()) {
            case TrialOutcome.Evaluated(HardwareCost cost, FitnessScore fitness) -> {
                tree.put("outcome", EVALUATED).set("cost", cost(cost));
                ObjectNode score = tree.putObject("fitness");
                if (fitness.isSingular()) {
                    score.put("value", SINGULAR);
                } else {
                    score.put("value", fitness.value());
                }
                score.put("mean-firing-rate", fitness.meanFiringRate());
            }
            case TrialOutcome.OverLimits(HardwareCost cost) -> tree.put("outcome", OVER_LIMITS).set("cost", cost(cost));
            case TrialOutcome.Unscored(HardwareCost cost) -> tree.put("outcome", UNSCORED).set("cost", cost(cost));
            case TrialOutcome.Failed(String reason) -> tree.put("outcome", FAILED).put("reason", reason);
        }
        return tree.put("seconds", trial.seconds());
    }

    private static ObjectNode cost(HardwareCost cost) {
        return JsonNodeFactory.instance.objectNode().put("model", EnumNames.of(cost.model())).put("parameters", cost.parameters())
                .put("convolution-weights", cost.convolutionWeights()).put("area-square-metres", cost.area().squareMetres())
                .put("latency-seconds", cost.latency().seconds()).put("energy-joules", cost.energy().joules());
    }
}
