package org.hasnas.training.model;

/** Which scores the cross-entropy of a training is taken of. */
public enum LossId {
    /** Their mean over time steps. */
    MEAN,
    /** Those of every time step, and its mean: TET (Deng et al., ICLR 2022). */
    EVERY_STEP
}
