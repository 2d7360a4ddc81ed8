package org.hasnas.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;

/** Costs, limits and scores as JSON. The keys are stable and end in the unit; a limit of {@code null} is no limit. */
public final class CostDocument {
    public static final String SCORE_MEANING = "training-free score of the untrained network, not an accuracy; higher is better";

    private CostDocument() {}

    public static JsonDocument network(Network network) {
        return new JsonDocument()
                .put("preset", network.template().name())
                .put("search_space", network.space().name())
                .put("matrix", network.architecture().text())
                .put("time_steps", network.template().timeSteps())
                .put("parameters_classifier", network.linearParameters())
                .put("parameters_batch_norm", network.batchNormParameters());
    }

    public static JsonDocument hardware(HardwareSettings settings) {
        return switch (settings) {
            case SpikeSimSettings spikeSim -> spikeSim(spikeSim);
            case PhysicalSettings physical -> physical(physical);
        };
    }

    private static JsonDocument physical(PhysicalSettings settings) {
        JsonDocument document = new JsonDocument().put("model", settings.model().label()).put("profile", settings.profileName())
                .put("hardware", chip(settings.profile()).map()).put("catalog_hash", settings.catalogHash());
        return switch (settings.spikeRates()) {
            case SpikeRateSource.Given(SpikeRates rates) -> document.put("spike_rate_source", "given").put("spike_rate", rates.commonRate())
                    .put("spike_rate_by_layer", rates.byLayer());
            case SpikeRateSource.Measured(double least) -> document.put("spike_rate_source", "measured").put("spike_rate_at_least", least);
        };
    }

    /** A hardware profile. */
    public static JsonDocument chip(HardwareProfile profile) {
        return new JsonDocument().put("id", profile.id()).put("description", profile.description()).put("catalog", profile.catalog())
                .put("crossbar_size", profile.crossbarSize()).put("cell_bits", profile.cellBits()).put("weight_bits", profile.weightBits())
                .put("weight_coding", EnumNames.of(profile.coding())).put("adc", EnumNames.of(profile.adc())).put("adc_bits", profile.adcBits())
                .put("columns_per_adc", profile.columnsPerAdc()).put("on_resistance_ohm", profile.onResistanceOhms())
                .put("off_resistance_ohm", profile.offResistanceOhms()).put("read_V", profile.readVolts()).put("image_bits", profile.imageBits())
                .put("kernel_tiles", profile.kernelTiles()).put("include_classifier", profile.includeClassifier())
                .put("schedule", EnumNames.of(profile.schedule()));
    }

    private static JsonDocument spikeSim(SpikeSimSettings settings) {
        return new JsonDocument()
                .put("model", settings.model().label())
                .put("crossbar_size", settings.crossbarSize())
                .put("pes_per_tile", settings.pesPerTile())
                .put("device", EnumNames.of(settings.device()))
                .put("include_classifier", settings.includeClassifier());
    }

    public static JsonDocument cost(HardwareCost cost) {
        JsonDocument document = new JsonDocument().put(CostKind.MEMORY.key(), cost.parameters())
                .put("convolution_parameters", cost.convolutionWeights());
        CostKind.OF_THE_CHIP.forEach(kind -> document.put(kind.key(), kind.unit().factor() * kind.costOf(cost, MemoryScope.ALL_PARAMETERS)));
        return document;
    }

    /** The limits, in display units. */
    public static JsonDocument limits(ConstraintSet limits) {
        JsonDocument document = new JsonDocument();
        limits.limits().forEach((kind, limit) -> document.put(kind.key(), tidy(kind.unit().factor() * limit)));
        return document.put("memory_scope", limits.memoryScope().label());
    }

    /** Takes the last bits off a number that a user wrote, which the way through SI units left there. */
    private static double tidy(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(14)).doubleValue() : value;
    }

    /** Memory scope, verdict, and how much of each limit is left. */
    public static JsonDocument verdict(HardwareCost cost, ConstraintSet limits) {
        JsonDocument margins = new JsonDocument();
        for (Margin margin : limits.margins(cost)) {
            margins.put(margin.kind().label() + "_left_percent", 100 * margin.leftFraction());
        }
        return new JsonDocument()
                .put("memory_scope", limits.memoryScope().label())
                .put("feasible", limits.isMetBy(cost))
                .put("violated", limits.violations(cost).stream().map(margin -> margin.kind().label()).toList())
                .put("limits", limits(limits))
                .put("margins", margins);
    }

    /** The rest of a report: model and inputs, provenance, and what the model leaves out. */
    public static JsonDocument provenance(HardwareSettings settings, CostReport report) {
        return hardware(settings)
                .put("catalog_hash", report.catalogHash())
                .put("coverage", report.coverage())
                .put("known_limits", report.knownLimits());
    }

    public static JsonDocument score(FitnessScore score, ScoreId id) {
        return new JsonDocument()
                .put("fitness", score.value())
                .put("fitness_singular", score.isSingular())
                .put("mean_firing_rate", id.isSimulated() ? score.meanFiringRate() : null)
                .putAll(score(id));
    }

    /** Which score it is and what to think of it. */
    public static JsonDocument score(ScoreId id) {
        return new JsonDocument()
                .put("score", id.title())
                .put("score_meaning", SCORE_MEANING)
                .put("score_rank_correlation", id.rankCorrelation());
    }

    /** A score as text; why there is none where it is negative infinity. */
    public static String text(FitnessScore score, ScoreId id, int digits) {
        return score.isSingular() ? "-infinity (" + (id.isSimulated() ? "singular kernel" : "dead network: no way from input to output") + ")"
                : String.format(Locale.ROOT, "%." + digits + "f", score.value());
    }

    public static List<Map<String, @Nullable Object>> layers(SpikeSimCostReport report) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SpikeSimCostReport.LayerCost layer : report.layers()) {
            rows.add(new JsonDocument().put("layer", layer.layer()).put("parameters", layer.weights())
                    .put("processing_elements", layer.processingElements()).put("crossbars", layer.crossbars())
                    .put("pe_area_mm2", layer.peArea().squareMillimetres()).put("latency_ms", layer.latency().milliseconds())
                    .put("energy_uJ", layer.energy().microjoules()).map());
        }
        return rows;
    }

    public static List<Map<String, @Nullable Object>> components(SpikeSimCostReport report) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SpikeSimCostReport.ComponentCost component : report.components()) {
            rows.add(new JsonDocument().put("component", component.component()).put("area_mm2", component.area().squareMillimetres())
                    .put("energy_uJ", component.energy().microjoules()).map());
        }
        return rows;
    }

    /** What the memory limit would say if it counted the other way. */
    public static JsonDocument otherMemoryScope(HardwareCost cost, ConstraintSet limits) {
        MemoryScope other = otherScope(limits.memoryScope());
        Margin margin = limits.withMemoryScope(other).margin(CostKind.MEMORY, cost);
        return new JsonDocument().put("memory_scope", other.label()).put("parameters", other.parametersOf(cost))
                .put("passes", margin.passes()).put("memory_left_percent", 100 * margin.leftFraction());
    }

    public static MemoryScope otherScope(MemoryScope scope) {
        return switch (scope) {
            case ALL_PARAMETERS -> MemoryScope.CONVOLUTIONS_ONLY;
            case CONVOLUTIONS_ONLY -> MemoryScope.ALL_PARAMETERS;
        };
    }
}
