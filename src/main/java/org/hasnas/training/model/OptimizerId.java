package org.hasnas.training.model;

/** The rule by which gradients change weights. */
public enum OptimizerId {
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Adam (Kingma and Ba, 2015) with betas 0.9 and 0.999; weight decay is part of the gradient. */
    ADAM,
    /** Adam with weight decay beside the gradient's step, in proportion to the learning rate (Loshchilov and Hutter, 2019). */
    ADAMW
}
