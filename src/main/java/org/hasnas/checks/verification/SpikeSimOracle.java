package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.chip.cost.ElaComponent;
import org.hasnas.chip.cost.ElaCost;
import org.hasnas.chip.cost.ElaInputs;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.mapping.Mapping;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
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
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            List<OracleFiles.Case> cases = OracleFiles.cases(OracleFiles.read(file).anyFields().value("cases"), "case");
            if (cases.isEmpty()) {
                throw OracleFiles.read(file).problem("the list 'cases' is empty; is this a file of SpikeSim cases?");
            }
            for (OracleFiles.Case given : cases) {
                job.checkpoint();
                results.add(new Case(given).result());
            }
        }
        return List.copyOf(results);
    }

    /** One case while it is recomputed; collects the worst difference. */
    private final class Case {
        private final Fields root;
        private final String name;
        private double worst;
        private String worstQuantity = "";
        private int numbersOfTool;
        private int numbersOfClosedForm;

        Case(OracleFiles.Case given) {
            this.name = given.name();
            this.root = given.fields();
        }

        VerificationResult result() throws HasnasException {
            ElaInputs inputs = inputs(root.anyFields("inputs"));
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
            Optional<Value> expected = expected("energy_pJ_layerwise");
            if (expected.isPresent()) {
                List<Value> energies = expected.get().items(cost.layers().size(), "layer");
                for (int layer = 0; layer < energies.size(); layer++) {
                    compare("energy_pJ_layerwise[" + layer + "]", energies.get(layer), cost.layers().get(layer).energyPicojoules());
                }
            }
        }

        private void compare(String quantity, double actual) throws HasnasException {
            Optional<Value> expected = expected(quantity);
            if (expected.isPresent()) {
                compare(quantity, expected.get(), actual);
            }
        }

        private void compare(String quantity, Value expected, double actual) throws HasnasException {
            double reference = expected.number();
            double difference = reference == actual ? 0 : Math.abs(actual - reference) / Math.max(Math.abs(reference), Double.MIN_NORMAL);
            if (difference > worst) {
                worst = difference;
                worstQuantity = String.format(Locale.ROOT, "%s is %s, expected %s", quantity, actual, reference);
            }
        }

        /** The tool's number or list where it gave one, else that of the closed form. */
        private Optional<Value> expected(String quantity) throws HasnasException {
            Optional<Value> ofTool = find("outputs", quantity);
            if (ofTool.isPresent()) {
                numbersOfTool += count(ofTool.get());
                return ofTool;
            }
            Optional<Value> ofClosedForm = find("reimplementation", quantity);
            if (ofClosedForm.isPresent()) {
                numbersOfClosedForm += count(ofClosedForm.get());
            }
            return ofClosedForm;
        }

        private static int count(Value numbers) throws HasnasException {
            return numbers.isList() ? numbers.items().size() : 1;
        }

        /** @param quantity keys with points between them */
        private Optional<Value> find(String group, String quantity) throws HasnasException {
            Optional<Value> found = root.has(group) ? Optional.of(root.value(group)) : Optional.empty();
            for (String key : quantity.split("\\.", -1)) {
                found = found.flatMap(value -> value.find(key));
            }
            return found.filter(value -> !value.isNothing());
        }
    }

    private ElaInputs inputs(Fields inputs) throws HasnasException {
        return new ElaInputs(mapping(inputs), OracleFiles.size(inputs, "time_steps"), device(inputs), cycle(inputs));
    }

    private static Mapping mapping(Fields inputs) throws HasnasException {
        List<Integer> in = OracleFiles.sizes(inputs, "in_ch_list");
        List<Integer> out = OracleFiles.sizes(inputs, "out_ch_list");
        List<Integer> inDims = OracleFiles.sizes(inputs, "in_dim_list");
        List<Integer> outDims = OracleFiles.sizes(inputs, "out_dim_list");
        if (in.size() != out.size() || in.size() != inDims.size() || in.size() != outDims.size()) {
            throw inputs.problem("in_ch_list, out_ch_list, in_dim_list and out_dim_list have " + in.size() + ", " + out.size() + ", "
                    + inDims.size() + " and " + outDims.size() + " numbers; all must have one for each layer");
        }
        int kernelSize = OracleFiles.size(inputs, "kernel_size");
        List<ConvolutionLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < in.size(); layer++) {
            int inDim = inDims.get(layer);
            int outDim = outDims.get(layer);
            layers.add(new ConvolutionLayer("layer" + (layer + 1), Role.STEM, -1, in.get(layer), out.get(layer), kernelSize, 1, inDim, inDim,
                    inDim, inDim, outDim, outDim));
        }
        return Mapping.of(layers, List.of(), OracleFiles.size(inputs, "xbar_size"), kernelSize, OracleFiles.size(inputs, "pe_per_tile"));
    }

    private static CellDevice device(Fields inputs) throws HasnasException {
        String device = inputs.text("device").toLowerCase(Locale.ROOT);
        return switch (device) {
            case "rram" -> CellDevice.RRAM;
            case "sram" -> CellDevice.SRAM;
            default -> throw inputs.value("device").wrong("rram or sram");
        };
    }

    /** The tool's latency takes the PE cycle; a case that has none means that many clocks of its clock frequency as the default has. */
    private double cycle(Fields inputs) throws HasnasException {
        if (inputs.has("PE_cycle_ns")) {
            return OracleFiles.positive(inputs, "PE_cycle_ns");
        }
        return inputs.has("clk_freq_MHz") ? model.peCycleNanoseconds(OracleFiles.positive(inputs, "clk_freq_MHz")) : model.peCycleNanoseconds();
    }
}
