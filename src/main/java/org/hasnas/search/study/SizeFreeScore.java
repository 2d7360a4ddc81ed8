package org.hasnas.search.study;

import java.util.OptionalDouble;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.score.model.FitnessSettings;

/**
 * What of a score does not depend on the size of the network.
 *
 * <p>SAHD's kernel is K = n 1 1' - D, where n is the mean number of neurons of its terms (one per LIF layer and time step) and D the mean of
 * the rescaled distances, which are near 1/2 for any size of layer. By the matrix determinant lemma det K = det(-D) (1 - n 1' D^-1 1), so for
 * large n, log |det K| = ln n + a function of D alone. SAHD-sum is the same kernel times the number of terms. The classifier's LIF layer does
 * not fire at initialisation, so of its terms D has zeros: D is the mean over the L - 1 other layers times (L - 1) / L, and for B images the
 * function of D is (B - 1) ln((L - 1) / L) less than that of theirs.
 */
final class SizeFreeScore {
    private SizeFreeScore() {}

    /** Empty if nothing of the score can be compared between networks of different sizes. */
    static OptionalDouble of(Network network, FitnessSettings settings, double score) {
        return switch (settings.score()) {
            case SAHD -> OptionalDouble.of(ofSahd(network, settings.batchSize(), score));
            case SAHD_SUM -> OptionalDouble.of(ofSahd(network, settings.batchSize(),
                    score - settings.batchSize() * Math.log((double) layers(network) * network.template().timeSteps())));
            case PARAMETERS, CLASS_DISTANCE, SNIP -> OptionalDouble.empty();
            case CONVOLUTIONS, DEPTH, CHAIN, HASNAS -> OptionalDouble.of(score);
        };
    }

    private static double ofSahd(Network network, int images, double score) {
        double layers = layers(network);
        double silent = hiddenLayers(network);
        return score - Math.log(meanNeurons(network)) + (images - 1) * Math.log(layers / (layers - silent));
    }

    /** Mean number of neurons of a LIF layer. */
    static double meanNeurons(Network network) {
        return NetworkPlan.of(network).lifNeurons().values().stream().mapToDouble(Integer::doubleValue).average().orElseThrow();
    }

    private static int layers(Network network) {
        return NetworkPlan.of(network).lifNeurons().size();
    }

    private static int hiddenLayers(Network network) {
        return NetworkPlan.of(network).classifier().hidden().isPresent() ? 1 : 0;
    }
}
