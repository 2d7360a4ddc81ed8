package org.hasnas.checks.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.chip.cost.ElaComponent;
import org.hasnas.chip.cost.ElaCost;
import org.hasnas.chip.cost.ElaInputs;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.mapping.Mapping;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;

/**
 * Cases of the public SpikeSim ELA tool. A file is an object with {@code cases}, each with {@code name}, {@code inputs} as the tool takes
 * them and {@code outputs}; where the tool gave no number, {@code reimplementation} has that of the closed form.
 */
public final class SpikeSimOracle {
    private static final double TOLERANCE = 1e-12;
    private static final String QUANTITY = "PEs, tiles, area, energy, latency";

    private final SpikeSimElaModel model;

    public SpikeSimOracle(SpikeSimElaModel model) {
        this.model = model;
    }

    /**
     * Recomputes all cases of a file, or of all {@code *.json} files of a folder.
     *
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA with file, case and expectation if it is no such case
     */
    public List<VerificationResult> verify(Path path) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            JsonNode root = OracleFiles.read(file);
            JsonNode cases = root.path("cases");
            if (!cases.isArray() || cases.isEmpty()) {
                throw OracleFiles.problem(file, "", "there is no list 'cases' with at least one case; is this a file of SpikeSim cases?");
            }
            for (int index = 0; index < cases.size(); index++) {
                results.add(new Case(file, index, cases.get(index)).result());
            }
        }
        return List.copyOf(results);
    }

    /** One case while it is recomputed; collects the worst difference. */
    private final class Case {
        private final CaseFields root;
        private final String name;
        private double worst;
        private String worstQuantity = "";
        private int numbersOfTool;
        private int numbersOfClosedForm;

        Case(Path file, int index, JsonNode json) throws HasnasException {
            String place = "case " + (index + 1);
            this.name = json.path("name").asText(place);
            this.root = new CaseFields(file, place + (json.path("name").isTextual() ? " '" + name + "'" : ""), json);
        }

        VerificationResult result() throws HasnasException {
            ElaInputs inputs = inputs(root.object("inputs"));
            ElaCost cost = model.evaluate(inputs);
            compare("num_pe", (double) inputs.mapping().processingElements());
            compare("num_tiles", (double) inputs.mapping().tiles());
            compare("area_um2.total", cost.total().areaSquareMicrometres());
            compare("area_um2.neuron_mem", cost.areaSquareMicrometres(ElaComponent.NEURON_MEMORY));
            double pes = area(cost, ElaComponent.CROSSBAR, ElaComponent.ADC, ElaComponent.MULTIPLEXER);
            compare("area_um2.pe_plus_sub", pes + area(cost, ElaComponent.SUBTRACTOR));
            compare("area_um2.digital_area", pes + area(cost, ElaComponent.TEMPORARY_BUFFER, ElaComponent.TILE_BUFFER, ElaComponent.INPUT_MEMORY));
            compareLayers(cost);
            compare("energy_pJ_total", cost.total().energyPicojoules());
            compare("latency_ns", cost.total().latencyNanoseconds());
            if (numbersOfTool + numbersOfClosedForm == 0) {
                throw root.problem("there is no number to compare with; give 'outputs' or 'reimplementation'");
            }
            return new VerificationResult(name, QUANTITY, worst, TOLERANCE, detail());
        }

        private String detail() {
            String compared = numbersOfClosedForm == 0 ? numbersOfTool + " numbers of the tool"
                    : numbersOfTool + " numbers of the tool, " + numbersOfClosedForm + " of the closed form where the tool fails";
            return worst == 0 ? compared : compared + "; largest difference: " + worstQuantity;
        }

        private static double area(ElaCost cost, ElaComponent... components) {
            double sum = 0;
            for (ElaComponent component : components) {
                sum += cost.areaSquareMicrometres(component);
            }
            return sum;
        }

        private void compareLayers(ElaCost cost) throws HasnasException {
            JsonNode expected = expected("energy_pJ_layerwise");
            if (expected.isMissingNode()) {
                return;
            }
            if (!expected.isArray() || expected.size() != cost.layers().size()) {
                throw root.problem("energy_pJ_layerwise must be a list of " + cost.layers().size() + " numbers, one for each layer");
            }
            for (int layer = 0; layer < expected.size(); layer++) {
                compare("energy_pJ_layerwise[" + layer + "]", expected.get(layer), cost.layers().get(layer).energyPicojoules());
            }
        }

        private void compare(String quantity, double actual) throws HasnasException {
            JsonNode expected = expected(quantity);
            if (!expected.isMissingNode()) {
                compare(quantity, expected, actual);
            }
        }

        private void compare(String quantity, JsonNode expected, double actual) throws HasnasException {
            if (!expected.isNumber()) {
                throw root.bad(quantity, "a number", expected);
            }
            double reference = expected.doubleValue();
            double difference = reference == actual ? 0 : Math.abs(actual - reference) / Math.max(Math.abs(reference), Double.MIN_NORMAL);
            if (difference > worst) {
                worst = difference;
                worstQuantity = String.format(Locale.ROOT, "%s is %s, expected %s", quantity, actual, reference);
            }
        }

        /** The tool's number where it gave one, else that of the closed form, else a missing node. */
        private JsonNode expected(String quantity) {
            JsonNode ofTool = find("outputs", quantity);
            if (!ofTool.isMissingNode() && !ofTool.isNull()) {
                numbersOfTool += ofTool.isArray() ? ofTool.size() : 1;
                return ofTool;
            }
            JsonNode ofClosedForm = find("reimplementation", quantity);
            if (ofClosedForm.isMissingNode() || ofClosedForm.isNull()) {
                return MissingNode.getInstance();
            }
            numbersOfClosedForm += ofClosedForm.isArray() ? ofClosedForm.size() : 1;
            return ofClosedForm;
        }

        private JsonNode find(String group, String quantity) {
            return root.node().path(group).at("/" + quantity.replace('.', '/'));
        }
    }

    private ElaInputs inputs(CaseFields inputs) throws HasnasException {
        return new ElaInputs(mapping(inputs), inputs.size("time_steps"), device(inputs), cycle(inputs));
    }

    private static Mapping mapping(CaseFields inputs) throws HasnasException {
        List<Integer> in = inputs.sizes("in_ch_list");
        List<Integer> out = inputs.sizes("out_ch_list");
        List<Integer> inDims = inputs.sizes("in_dim_list");
        List<Integer> outDims = inputs.sizes("out_dim_list");
        if (in.size() != out.size() || in.size() != inDims.size() || in.size() != outDims.size()) {
            throw inputs.problem("in_ch_list, out_ch_list, in_dim_list and out_dim_list have " + in.size() + ", " + out.size() + ", "
                    + inDims.size() + " and " + outDims.size() + " numbers; all must have one for each layer");
        }
        int kernelSize = inputs.size("kernel_size");
        List<ConvolutionLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < in.size(); layer++) {
            int inDim = inDims.get(layer);
            int outDim = outDims.get(layer);
            layers.add(new ConvolutionLayer("layer" + (layer + 1), Role.STEM, -1, in.get(layer), out.get(layer), kernelSize, 1, inDim, inDim,
                    inDim, inDim, outDim, outDim));
        }
        return Mapping.of(layers, List.of(), inputs.size("xbar_size"), kernelSize, inputs.size("pe_per_tile"));
    }

    private static CellDevice device(CaseFields inputs) throws HasnasException {
        return switch (inputs.text("device").toLowerCase(Locale.ROOT)) {
            case "rram" -> CellDevice.RRAM;
            case "sram" -> CellDevice.SRAM;
            default -> throw inputs.problem("device is '" + inputs.text("device") + "'; it must be rram or sram");
        };
    }

    /** The tool's latency takes the PE cycle; a case that has none means that many clocks of its clock frequency as the default has. */
    private double cycle(CaseFields inputs) throws HasnasException {
        if (inputs.has("PE_cycle_ns")) {
            return inputs.positiveNumber("PE_cycle_ns");
        }
        return inputs.has("clk_freq_MHz") ? model.peCycleNanoseconds(inputs.positiveNumber("clk_freq_MHz")) : model.peCycleNanoseconds();
    }
}
