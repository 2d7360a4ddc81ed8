package org.hasnas.score.model;

/** How the random weights of an untrained network are drawn for its score. */
public enum WeightPrecision {
    /** Integers of 8 bits, sums exact, values and membranes in fixed point: fast, and the same ranking. */
    INT8,
    /** Real numbers in float32 throughout, as the public code computes: exact, slow. */
    FLOAT32
}
