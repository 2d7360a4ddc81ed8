package org.hasnas.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.LifParameters;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.units.EnumNames;

/** How reports name networks, data sets, chips, limits, scores and the machine: in text and as keys of JSON. */
public final class Naming {
    public static final String SCORE_MEANING = "training-free score of the untrained network, not an accuracy; higher is better";

    private Naming() {}

    public static String text(Network network) {
        return network.template().name() + ", cell " + network.architecture().text() + " (search space " + network.space().name() + ", "
                + network.template().timeSteps() + " time steps)";
    }

    public static JsonDocument json(Network network) {
        return new JsonDocument()
                .put("preset", network.template().name())
                .put("search_space", network.space().name())
                .put("matrix", network.architecture().text())
                .put("time_steps", network.template().timeSteps())
                .put("parameters_classifier", network.linearParameters())
                .put("parameters_batch_norm", network.batchNormParameters());
    }

    /** What a design chooses beside its cells, a number or one for each stage; {@code null} is left open. */
    public static JsonDocument json(MacroChoice macro) {
        JsonDocument document = new JsonDocument();
        for (Dimension dimension : Dimension.values()) {
            List<Integer> numbers = macro.chosen().get(dimension);
            document.put(key(dimension.key()), numbers == null ? null : json(dimension, numbers));
        }
        return document;
    }

    /** What designs may choose, an empty list where it is left open. */
    public static JsonDocument json(DesignChoices choices) {
        JsonDocument document = new JsonDocument();
        for (Dimension dimension : Dimension.values()) {
            document.put(key(dimension.listKey()),
                    choices.of(dimension).stream().map(numbers -> json(dimension, numbers)).toList());
        }
        return document;
    }

    /** A number or a name, or a list of a number for each stage. */
    public static Object json(Dimension dimension, List<Integer> numbers) {
        int first = numbers.getFirst();
        return numbers.size() > 1 ? numbers : dimension.names().isEmpty() ? first : dimension.text(first);
    }

    /** Constants of a LIF layer; the threshold is null where channels have their own. */
    public static JsonDocument json(LifParameters neurons) {
        boolean isOne = neurons.vThresholds().size() == 1;
        return new JsonDocument().put("tau_steps", neurons.tauSteps()).put("v_threshold", isOne ? neurons.vThreshold() : null)
                .put("v_threshold_per_channel", isOne ? List.of() : neurons.vThresholds());
    }

    private static String key(String name) {
        return name.replace('-', '_');
    }

    public static String text(DatasetReference dataset) {
        return EnumNames.of(dataset.format()) + (dataset.path().isEmpty() ? " (embedded)" : " " + dataset.path())
                + dataset.subset().map(subset -> ", " + subset).orElse("");
    }

    public static String text(HardwareSettings settings) {
        return "chip model " + settings.model().label() + switch (settings) {
            case SpikeSimSettings chip -> ": crossbars of " + chip.crossbarSize() + ", " + chip.pesPerTile() + " PEs per tile, "
                    + EnumNames.of(chip.device()) + ", classifier " + (chip.includeClassifier() ? "mapped too" : "not mapped");
            case PhysicalSettings chip -> ", profile " + chip.profile().id() + ": " + chip.profile().description() + "; "
                    + text(chip.spikeRates()) + "; catalogue " + chip.profile().catalog() + " " + chip.catalogHash().substring(0, 12);
        };
    }

    private static String text(SpikeRateSource source) {
        return switch (source) {
            case SpikeRateSource.Given(SpikeRates rates) -> "spike rate " + rates.commonRate()
                    + (rates.byLayer().isEmpty() ? "" : " and " + rates.byLayer().size() + " of layers");
            case SpikeRateSource.Measured(double least, SortedMap<Integer, Double> events) ->
                    "energy at every candidate's own firing rate, at " + least
                            + " before it is simulated" + (events.isEmpty() ? "" : "; of the values of events " + text(events) + " are ones");
        };
    }

    /** Rates of events by time steps. */
    public static String text(SortedMap<Integer, Double> events) {
        return events.entrySet().stream().map(rate -> Figures.percent(1, rate.getValue()) + " at " + Figures.count(rate.getKey(), "time step"))
                .collect(Collectors.joining(", "));
    }

    public static JsonDocument json(HardwareSettings settings) {
        JsonDocument document = new JsonDocument().put("model", settings.model().label());
        return switch (settings) {
            case SpikeSimSettings chip -> document.put("crossbar_size", chip.crossbarSize()).put("pes_per_tile", chip.pesPerTile())
                    .put("device", chip.device()).put("include_classifier", chip.includeClassifier());
            case PhysicalSettings chip -> document.put("profile", chip.profileName()).put("hardware", json(chip.profile()))
                    .put("catalog_hash", chip.catalogHash()).putAll(json(chip.spikeRates()));
        };
    }

    private static JsonDocument json(SpikeRateSource source) {
        return switch (source) {
            case SpikeRateSource.Given(SpikeRates rates) -> new JsonDocument().put("spike_rate_source", "given")
                    .put("spike_rate", rates.commonRate()).put("spike_rate_by_layer", rates.byLayer());
            case SpikeRateSource.Measured measured -> {
                JsonDocument rates = new JsonDocument().put("spike_rate_source", "measured").put("spike_rate_at_least", measured.leastRate());
                yield measured.eventRates().isEmpty() ? rates : rates.put("event_rate_by_time_steps", measured.eventRates());
            }
        };
    }

    public static JsonDocument json(HardwareProfile profile) {
        Array array = profile.array();
        Converter converter = profile.converter();
        Device device = profile.device();
        Layout layout = profile.layout();
        JsonDocument document = new JsonDocument().put("id", profile.id()).put("description", profile.description()).put("catalog", profile.catalog())
                .put("crossbar_size", array.size()).put("cell_bits", array.cellBits()).put("weight_bits", array.weightBits())
                .put("weight_coding", array.coding()).put("adc", converter.kind()).put("adc_bits", converter.bits())
                .put("columns_per_adc", converter.columns()).put("on_resistance_ohm", device.onResistanceOhms())
                .put("off_resistance_ohm", device.offResistanceOhms()).put("read_V", device.readVolts()).put("image_bits", layout.imageBits())
                .put("kernel_tiles", layout.kernelTiles()).put("include_classifier", layout.includeClassifier())
                .put("schedule", layout.schedule());
        Fabric fabric = layout.fabric();
        return fabric.equals(Fabric.USUAL) ? document : document.put("interconnect", fabric.interconnect()).put("layer_copies", fabric.layerCopies())
                .put("most_tiles", fabric.mostTiles());
    }

    /** Limits in the units of the keys; {@code null} is no limit. */
    public static JsonDocument json(ConstraintSet limits) {
        JsonDocument document = new JsonDocument();
        limits.limits().forEach((kind, limit) -> document.put(kind.key(), tidy(kind.unit().factor() * limit)));
        return document.put("memory_scope", limits.memoryScope().label());
    }

    /** Rounds off the last bits, which the conversion to SI units and back changes in a number that a user wrote. */
    private static double tidy(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(14)).doubleValue() : value;
    }

    /** A score; why there is none where it is negative infinity. */
    public static String text(FitnessScore score, ScoreId id, int decimals) {
        return score.isSingular() ? "-infinity (" + (id.isSimulated() ? "singular kernel" : "dead network: no path from input to output") + ")"
                : Figures.decimals(decimals, score.value());
    }

    public static JsonDocument json(FitnessScore score, ScoreId id) {
        return new JsonDocument()
                .put("fitness", score.value())
                .put("fitness_singular", score.isSingular())
                .put("mean_firing_rate", id.isSimulated() ? score.meanFiringRate() : null)
                .putAll(json(id));
    }

    /** Which score it is and what it means. */
    public static JsonDocument json(ScoreId id) {
        return new JsonDocument()
                .put("score", id.title())
                .put("score_meaning", SCORE_MEANING)
                .put("score_rank_correlation", id.rankCorrelation());
    }

    /** The machine that measures. */
    public static JsonDocument machine() {
        return new JsonDocument().put("machine", new JsonDocument().put("processors", Runtime.getRuntime().availableProcessors())
                .put("architecture", System.getProperty("os.arch")).put("operating_system", System.getProperty("os.name"))
                .put("java_version", System.getProperty("java.version")).put("max_heap_bytes", Runtime.getRuntime().maxMemory()));
    }
}
