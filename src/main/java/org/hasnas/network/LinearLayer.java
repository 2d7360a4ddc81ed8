package org.hasnas.network;

/** A linear layer of the classifier; only the last one has a bias. */
public record LinearLayer(String name, int inFeatures, int outFeatures, boolean bias) {
    /** Number of weights and biases. */
    public long parameters() {
        return (long) inFeatures * outFeatures + (bias ? outFeatures : 0);
    }
}
