package org.hasnas.study;

import java.util.OptionalDouble;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.ConvolutionLayer.Role;
import org.hasnas.domain.architecture.LinearLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.run.FitnessSettings;

/**
 * What of a score does not depend on the size of the network.
 *
 * <p>SAHD's kernel is K = n 1 1' - D, where n is the mean number of neurons of its terms (one per LIF layer and time step) and D the mean of
 * the rescaled distances, which are near 1/2 for any size of layer. By the matrix determinant lemma det K = det(-D) (1 - n 1' D^-1 1), so for
 * large n, log |det K| = ln n + a function of D alone. SAHD-sum is the same kernel times the number of terms.
 */
final class SizeFreeScore {
    private SizeFreeScore() {}

    /** Empty if nothing of the score can be compared between networks of different sizes. */
    static OptionalDouble of(Network network, FitnessSettings settings, double score) {
        return switch (settings.score()) {
            case SAHD -> OptionalDouble.of(score - Math.log(meanNeurons(network)));
            case SAHD_SUM -> OptionalDouble.of(score - settings.batchSize() * Math.log((double) layers(network) * network.template().timeSteps())
                    - Math.log(meanNeurons(network)));
            case PARAMETERS -> OptionalDouble.empty();
            case CONVOLUTIONS, DEPTH, HASNAS -> OptionalDouble.of(score);
        };
    }

    /** Mean number of neurons of a LIF layer. */
    static double meanNeurons(Network network) {
        NetworkTemplate template = network.template();
        double neurons = 0;
        ConvolutionLayer map = network.convolutions().getFirst();
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() != Role.STEM) {
                neurons += (double) layer.inChannels() * layer.inHeight() * layer.inWidth();
            }
            if (layer.role() != Role.CELL_EDGE) {
                map = layer;
            }
        }
        neurons += (double) template.stages().getLast().width() * map.pooledHeight() * map.pooledWidth() + template.hiddenWidth();
        return neurons / layers(network);
    }

    private static int layers(Network network) {
        int hidden = (int) network.linears().stream().map(LinearLayer::name).filter("hidden"::equals).count();
        return network.convolutions().size() - 1 + 1 + hidden; // without the stem, with the one before the classifier
    }
}
