package org.hasnas.training.model;

/** The function that is taken for the derivative of a spike. */
public enum SurrogateId {
    /** Arctan with alpha 2, SNASNet's. */
    ARCTAN,
    /** A triangle of half width 1: zero far from the threshold. */
    TRIANGLE
}
