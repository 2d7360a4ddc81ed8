package org.hasnas.chip.model;

/** Which parameters the memory limit counts. */
public enum MemoryScope {
    /** All trained parameters, the classifier and batch norm included. */
    ALL_PARAMETERS("all parameters"),
    /** Weights of the convolutions only: what matches the published comparisons. */
    CONVOLUTIONS_ONLY("convolutions only");

    private final String label;

    MemoryScope(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public long parametersOf(HardwareCost cost) {
        return switch (this) {
            case ALL_PARAMETERS -> cost.parameters();
            case CONVOLUTIONS_ONLY -> cost.convolutionWeights();
        };
    }
}
