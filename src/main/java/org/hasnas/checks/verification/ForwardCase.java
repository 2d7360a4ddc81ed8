package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.document.Fields;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.Weights;

/** A whole small SNASNet from {@code manifest.json} and {@code data.bin}: public names and layouts turned into ours. */
final class ForwardCase {
    private static final int NODES = 4;

    final Fields fields;
    final TensorFile tensors;
    final int images;
    final Network network;
    final Weights weights;
    /** Public name of every LIF layer by our name. */
    final Map<String, String> publicLif;

    ForwardCase(Path manifest) throws HasnasException {
        this.fields = OracleFiles.read(manifest).anyFields();
        this.tensors = new TensorFile(manifest, fields);
        this.images = OracleFiles.size(fields, "batch");
        if (fields.has("v_reset") && fields.number("v_reset") != 0) {
            throw fields.value("v_reset").wrong("0; other reset potentials are not simulated");
        }
        try {
            this.network = Network.of(template(), space(), Architecture.shared(matrix()));
        } catch (IllegalArgumentException e) {
            throw fields.problem("this describes no valid network: " + e.getMessage());
        }
        this.publicLif = publicLif(network);
        try {
            this.weights = weights();
        } catch (IllegalArgumentException e) {
            throw fields.problem("these are no weights of the network: " + e.getMessage());
        }
    }

    private NetworkTemplate template() throws HasnasException {
        int[] input = tensors.shape("input", 4);
        ImageShape shape = new ImageShape(OracleFiles.size(fields, "cin"), OracleFiles.size(fields, "img"), OracleFiles.size(fields, "img"));
        int width = OracleFiles.size(fields, "C");
        if (input[0] != images || input[1] != shape.channels() || input[2] != shape.height() || input[3] != shape.width()) {
            throw fields.problem("tensor 'input' must hold " + images + " images of " + shape);
        }
        LifParameters neuron = new LifParameters(fields.number("tau"), fields.number("threshold"));
        return new NetworkTemplate(fields.text("name"), shape, OracleFiles.size(fields, "ncls"), stemStride(shape.height()),
                List.of(new Stage(width, 1), new Stage(tensors.shape("w/downconv1.2.weight", 4)[0], 1)), CellSharing.SHARED,
                OracleFiles.size(fields, "second_avgpooling"), OracleFiles.size(fields, "inter"), OracleFiles.size(fields, "cluster"), 0.5,
                OracleFiles.size(fields, "T"), neuron, BatchNormStatistics.PER_TIME_STEP, 8);
    }

    /** The manifest has no field for it; the feature map before the reduction shows it. */
    private int stemStride(int side) throws HasnasException {
        int after = tensors.shape("train/spikes/downconv1.1", 5)[3];
        for (int stride = 1; stride <= side; stride++) {
            if ((side - 1) / stride + 1 == after) {
                return stride;
            }
        }
        throw fields.problem("no stride of the stem turns a side of " + side + " into the " + after
                + " of tensor 'train/spikes/downconv1.1'");
    }

    private SearchSpace space() throws HasnasException {
        double vThreshold = fields.number("threshold");
        return new SearchSpace("public code", NODES, List.of(new Operation.Zeroize(), new Operation.SkipConnection(),
                new Operation.SpikingConvolution(1, vThreshold), new Operation.SpikingConvolution(3, vThreshold), new Operation.AveragePool(3)),
                true);
    }

    private ConnectionMatrix matrix() throws HasnasException {
        ConnectionMatrix matrix = ConnectionMatrix.parse(String.join(" ", OracleFiles.texts(fields, "con_mat")));
        String kind = fields.text("celltype");
        switch (kind) {
            case "backward" -> {}
            case "forward" -> { // the public forward cell does not look below the diagonal
                for (Edge edge : matrix.edges()) {
                    if (!edge.isForward()) {
                        matrix = matrix.with(edge, 0);
                    }
                }
            }
            default -> throw fields.value("celltype").wrong("forward or backward");
        }
        return matrix;
    }

    private static String publicEdge(int cellIndex, Edge edge) {
        // both lists are ordered by target, then source
        int index = 0;
        for (int target = 0; target < NODES; target++) {
            for (int source = 0; source < NODES; source++) {
                boolean sameKind = edge.isForward() ? source < target : source > target;
                if (sameKind && target == edge.target() && source == edge.source()) {
                    return "cell" + (cellIndex + 1) + (edge.isForward() ? ".cell_architecture." : ".cell_architecture_back.") + index;
                }
                index += sameKind ? 1 : 0;
            }
        }
        throw new IllegalArgumentException("no edge of a cell: " + edge);
    }

    /** Public prefix of every edge of the network by our layer name. */
    private static Map<String, String> publicEdges(Network network) {
        Map<String, String> names = new HashMap<>();
        for (int cell = 0; cell < network.template().cellCount(); cell++) {
            for (Edge edge : network.architecture().cell(cell).edges()) {
                names.put(LayerNames.edge(cell, edge), publicEdge(cell, edge));
            }
        }
        return names;
    }

    private static Map<String, String> publicLif(Network network) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> edges = publicEdges(network);
        for (ConvolutionLayer layer : network.convolutions()) {
            switch (layer.role()) {
                case STEM -> {}
                case CELL_EDGE -> names.put(layer.name(), edges.get(layer.name()) + ".0");
                case REDUCTION -> names.put(layer.name(), "downconv1.1");
            }
        }
        names.put(LayerNames.LAST, "last_act.1");
        names.put(LayerNames.HIDDEN, "classifier.2");
        return names;
    }

    private Weights weights() throws HasnasException {
        Map<String, float[][]> rows = new HashMap<>();
        Map<String, NormParameters> norms = new HashMap<>();
        Map<String, String> edges = publicEdges(network);
        for (ConvolutionLayer layer : network.convolutions()) {
            String convolution = switch (layer.role()) {
                case STEM -> "stem.0";
                case CELL_EDGE -> edges.get(layer.name()) + ".1";
                case REDUCTION -> "downconv1.2";
            };
            String norm = switch (layer.role()) {
                case STEM -> "stem.1";
                case CELL_EDGE -> edges.get(layer.name()) + ".2";
                case REDUCTION -> "downconv1.3";
            };
            if (layer.role() == Role.REDUCTION) {
                norms.put(LayerNames.inputNorm(layer.name()), norm("downconv1.0", layer.inChannels()));
            }
            rows.put(layer.name(), convolutionRows(convolution, layer));
            norms.put(LayerNames.norm(layer.name()), norm(norm, layer.outChannels()));
        }
        norms.put(LayerNames.norm(LayerNames.LAST), norm("last_act.0", network.template().stages().getLast().width()));
        LinearLayer hidden = network.linears().getFirst();
        LinearLayer output = network.linears().getLast();
        rows.put(hidden.name(), linearRows("classifier.1", hidden));
        rows.put(output.name(), linearRows("classifier.3", output));
        return new Weights(rows, Map.of(output.name(), tensors.floats("w/classifier.3.bias", output.outFeatures())), norms);
    }

    private NormParameters norm(String name, int channels) throws HasnasException {
        double epsilon = OracleFiles.positive(fields, "bn_eps");
        String prefix = "w/" + name + ".";
        return new NormParameters(tensors.floats(prefix + "weight", channels), tensors.floats(prefix + "bias", channels),
                tensors.floats(prefix + "running_mean", channels), tensors.floats(prefix + "running_var", channels), epsilon);
    }

    /** [out][in][ky][kx] to rows [(ky * kernelSize + kx) * in][out]. */
    private float[][] convolutionRows(String name, ConvolutionLayer layer) throws HasnasException {
        int in = layer.inChannels();
        int out = layer.outChannels();
        int area = layer.kernelSize() * layer.kernelSize();
        float[] values = tensors.floats("w/" + name + ".weight", out, in, layer.kernelSize(), layer.kernelSize());
        float[][] rows = new float[area * in][out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int position = 0; position < area; position++) {
                    rows[position * in + i][o] = values[(o * in + i) * area + position];
                }
            }
        }
        return rows;
    }

    private float[][] linearRows(String name, LinearLayer layer) throws HasnasException {
        float[] values = tensors.floats("w/" + name + ".weight", layer.outFeatures(), layer.inFeatures());
        float[][] rows = new float[layer.inFeatures()][layer.outFeatures()];
        for (int o = 0; o < layer.outFeatures(); o++) {
            for (int i = 0; i < layer.inFeatures(); i++) {
                rows[i][o] = values[o * layer.inFeatures() + i];
            }
        }
        return rows;
    }

    /** Images as [row, column, channel]. */
    float[][] pixels() throws HasnasException {
        ImageShape shape = network.template().input();
        int plane = shape.height() * shape.width();
        float[] values = tensors.floats("input", images, shape.channels(), shape.height(), shape.width());
        float[][] pixels = new float[images][shape.size()];
        for (int image = 0; image < images; image++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < plane; position++) {
                    pixels[image][position * shape.channels() + channel] = values[(image * shape.channels() + channel) * plane + position];
                }
            }
        }
        return pixels;
    }

    float[][] dropout(int features) throws HasnasException {
        float[] values = tensors.floats("dropout_mask", images, features);
        float[][] rows = new float[images][features];
        for (int image = 0; image < images; image++) {
            System.arraycopy(values, image * features, rows[image], 0, features);
        }
        return rows;
    }
}
