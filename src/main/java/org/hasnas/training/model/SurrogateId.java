package org.hasnas.training.model;

/** What stands for the derivative of a spike. */
public enum SurrogateId {
    /** Arctan with alpha 2, SNASNet's. */
    ARCTAN,
    /** A triangle of half width 1: zero far from the threshold. */
    TRIANGLE
}
