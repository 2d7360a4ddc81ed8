package org.hasnas.training.layer;

/** Numbers that training changes, flat, with the gradient of the current batch. Padding is zero and stays so. */
public final class Parameter {
    public final String name;
    public final float[] value;
    public final float[] gradient;
    /** Whether weight decay acts: on weights, not on batch norms and biases. */
    public final boolean decays;
    /** What its gradient counts in a step whose length depends on it, as that of SGD does and Adam's does not. */
    public final double gradientShare;

    Parameter(String name, int length, boolean decays) {
        this(name, length, decays, 1);
    }

    Parameter(String name, int length, boolean decays, double gradientShare) {
        this.name = name;
        this.value = new float[length];
        this.gradient = new float[length];
        this.decays = decays;
        this.gradientShare = gradientShare;
    }
}
