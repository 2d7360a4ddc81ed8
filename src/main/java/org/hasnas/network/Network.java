package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Operation.Kernel;

/**
 * A whole network, expanded from template, space and architecture into its layers. Everybody who needs shapes or counts reads them
 * here, so that they can't disagree.
 *
 * @param template with what the architecture chooses beside its cells
 * @param convolutions all convolutions in network order; within a cell forward edges first, by target, then source
 * @param linears the classifier's layers
 * @param batchNormParameters gains and offsets of all batch norms
 */
public record Network(
        NetworkTemplate template,
        SearchSpace space,
        Architecture architecture,
        List<ConvolutionLayer> convolutions,
        List<LinearLayer> linears,
        long batchNormParameters) {

    public Network {
        convolutions = List.copyOf(convolutions);
        linears = List.copyOf(linears);
    }

    /**
     * Expands an architecture.
     *
     * @throws IllegalArgumentException with a sentence for the user if the architecture does not belong to space and template
     */
    public static Network of(NetworkTemplate template, SearchSpace space, Architecture architecture) {
        NetworkTemplate chosen = architecture.macro().appliedTo(template);
        chosen.requireCells(architecture);
        architecture.matrices().forEach(space::check);
        return new Expansion(chosen, space, architecture).network();
    }

    /** All trained parameters: weights, biases, batch norm. */
    public long parameters() {
        return convolutionWeights() + linearParameters() + batchNormParameters;
    }

    public long convolutionWeights() {
        return convolutions.stream().mapToLong(ConvolutionLayer::weights).sum();
    }

    public long linearParameters() {
        return linears.stream().mapToLong(LinearLayer::parameters).sum();
    }

    /** Collects the layers while walking through the network once. */
    private static final class Expansion {
        private static final Kernel FULL = new Kernel(3, false);

        private final NetworkTemplate template;
        private final SearchSpace space;
        private final Architecture architecture;
        private final List<ConvolutionLayer> convolutions = new ArrayList<>();
        private final List<LinearLayer> linears = new ArrayList<>();
        private long batchNormChannels;
        private int height;
        private int width;

        Expansion(NetworkTemplate template, SearchSpace space, Architecture architecture) {
            this.template = template;
            this.space = space;
            this.architecture = architecture;
            this.height = template.input().height();
            this.width = template.input().width();
        }

        Network network() {
            List<NetworkTemplate.Stage> stages = template.stages();
            int channels = stages.getFirst().width();
            convolve(LayerNames.STEM, Role.STEM, -1, template.input().channels(), channels, FULL, template.stemStride(), 1, false);
            int cellIndex = 0;
            for (int stage = 0; stage < stages.size(); stage++) {
                int stageWidth = stages.get(stage).width();
                if (stage > 0) {
                    batchNormChannels += channels; // before the reduction's LIF
                    convolve(LayerNames.reduction(stage), Role.REDUCTION, -1, channels, stageWidth, FULL, 1, 2, false);
                    channels = stageWidth;
                }
                for (int cell = 0; cell < stages.get(stage).cells(); cell++) {
                    addCell(cellIndex++, channels);
                }
            }
            batchNormChannels += channels; // before the last LIF
            addClassifier(channels);
            return new Network(template, space, architecture, convolutions, linears, 2 * batchNormChannels);
        }

        private void addCell(int cellIndex, int channels) {
            ConnectionMatrix matrix = architecture.cell(cellIndex);
            for (Edge edge : matrix.edges()) {
                String name = LayerNames.edge(cellIndex, edge);
                boolean readsSums = false;
                for (Kernel kernel : space.operation(matrix, edge).kernels()) {
                    convolve(name, Role.CELL_EDGE, cellIndex, channels, channels, kernel, 1, 1, readsSums);
                    name = LayerNames.behind(name);
                    readsSums = true;
                }
            }
        }

        private void convolve(String name, Role role, int cellIndex, int in, int out, Kernel kernel, int stride, int pool,
                boolean readsSums) {
            int outHeight = NetworkTemplate.strided(height, stride);
            int outWidth = NetworkTemplate.strided(width, stride);
            convolutions.add(new ConvolutionLayer(name, role, cellIndex, in, out, kernel.size(), stride, height, width, outHeight, outWidth,
                    outHeight / pool, outWidth / pool, kernel.depthwise(), readsSums));
            batchNormChannels += readsSums ? 0 : out; // one for all that read each other's sums
            height = outHeight / pool;
            width = outWidth / pool;
        }

        private void addClassifier(int channels) {
            int features = channels * (height / template.finalPool()) * (width / template.finalPool());
            if (template.hiddenWidth() == 0) {
                linears.add(new LinearLayer(LayerNames.OUTPUT, features, template.voters(), true));
            } else {
                linears.add(new LinearLayer(LayerNames.HIDDEN, features, template.hiddenWidth(), false));
                linears.add(new LinearLayer(LayerNames.OUTPUT, template.hiddenWidth(), template.voters(), true));
            }
        }
    }
}
