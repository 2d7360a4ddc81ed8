package org.hasnas.score.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hipparchus.stat.StatUtils;

/**
 * Covariance of networks in what they choose beside their cells: {@code exp(-d^2 / 2)} with d the distance of the logarithms of width (of the first
 * stage, and of the last one beside it), time steps, weight bits and cells, each in units of its spread over all networks, less what all networks have in common, so that it is 0 where all choose the same.
 */
final class MacroKernel {
    /** Width of the first stage, time steps, weight bits, width of the last stage over that of the first, cells. */
    static final int FEATURES = 5;

    private final double[][] features = new double[FEATURES][];
    private final int[] choice;
    private final double[][] covariance;

    MacroKernel(List<Network> networks) {
        List<NetworkTemplate> templates = networks.stream().map(Network::template).toList();
        features[0] = standardised(templates.stream().mapToDouble(template -> Math.log(template.stages().getFirst().width())).toArray());
        features[1] = standardised(templates.stream().mapToDouble(template -> Math.log(template.timeSteps())).toArray());
        features[2] = standardised(templates.stream().mapToDouble(template -> Math.log(template.weightBits())).toArray());
        features[3] = standardised(templates.stream()
                .mapToDouble(template -> Math.log((double) template.stages().getLast().width() / template.stages().getFirst().width())).toArray());
        features[4] = standardised(templates.stream().mapToDouble(template -> Math.log(template.cellCount())).toArray());
        List<double[]> choices = new ArrayList<>();
        this.choice = new int[networks.size()];
        for (int network = 0; network < choice.length; network++) {
            int position = network;
            double[] own = Arrays.stream(features).mapToDouble(values -> values[position]).toArray();
            int known = 0;
            while (known < choices.size() && !Arrays.equals(choices.get(known), own)) {
                known++;
            }
            if (known == choices.size()) {
                choices.add(own);
            }
            choice[network] = known;
        }
        double[][] similarity = new double[choices.size()][choices.size()];
        for (int one = 0; one < choices.size(); one++) {
            for (int other = 0; other < choices.size(); other++) {
                double squares = 0;
                for (int feature = 0; feature < FEATURES; feature++) {
                    double distance = choices.get(one)[feature] - choices.get(other)[feature];
                    squares += distance * distance;
                }
                similarity[one][other] = Math.exp(-squares / 2);
            }
        }
        this.covariance = centred(similarity);
    }

    /** Of the differences from the mean of all networks. */
    private double[][] centred(double[][] similarity) {
        double[] shares = new double[similarity.length];
        Arrays.stream(choice).forEach(chosen -> shares[chosen] += 1.0 / choice.length);
        double[] means = new double[similarity.length];
        double mean = 0;
        for (int one = 0; one < means.length; one++) {
            for (int other = 0; other < means.length; other++) {
                means[one] += shares[other] * similarity[one][other];
            }
            mean += shares[one] * means[one];
        }
        double[][] centred = new double[means.length][means.length];
        for (int one = 0; one < means.length; one++) {
            for (int other = 0; other < means.length; other++) {
                centred[one][other] = similarity[one][other] - means[one] - means[other] + mean;
            }
        }
        return centred;
    }

    private static double[] standardised(double[] values) {
        double mean = StatUtils.mean(values);
        double spread = Math.sqrt(StatUtils.populationVariance(values));
        // equal values differ from their mean by rounding alone
        return Arrays.stream(values).map(value -> spread < 1e-9 ? 0 : (value - mean) / spread).toArray();
    }

    /** A feature of each network, in units of its spread; 0 where all have the same. */
    double[] standardised(int feature) {
        return features[feature];
    }

    double covariance(int one, int other) {
        return covariance[choice[one]][choice[other]];
    }
}
