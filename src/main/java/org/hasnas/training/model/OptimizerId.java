package org.hasnas.training.model;

/** The rule by which gradients change weights. */
public enum OptimizerId {
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Adam (Kingma and Ba, 2015) with betas 0.9 and 0.999. */
    ADAM
}
