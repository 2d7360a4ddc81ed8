package org.hasnas.training.layer;

/** Numbers that training changes, flat, with the gradient of the current batch. Padding is zero and stays so. */
public final class Parameter {
    public final String name;
    public final float[] value;
    public final float[] gradient;
    /** Whether weight decay acts: on weights, not on batch norms and biases. */
    public final boolean decays;
    /** Share of the learning rate that it is changed with. */
    public final double rateShare;

    Parameter(String name, int length, boolean decays) {
        this(name, length, decays, 1);
    }

    Parameter(String name, int length, boolean decays, double rateShare) {
        this.name = name;
        this.value = new float[length];
        this.gradient = new float[length];
        this.decays = decays;
        this.rateShare = rateShare;
    }
}
