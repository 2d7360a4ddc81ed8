package org.hasnas.engine;

/** Kinds of work of a simulation, for measuring where time goes. */
public enum WorkKind { STEM, CELL_CONVOLUTION, REDUCTION_CONVOLUTION, BATCH_NORM, LIF, POOLING, ADDITION, CLASSIFIER }
