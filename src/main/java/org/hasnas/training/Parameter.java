package org.hasnas.training;

/** Numbers that training changes, flat, with the gradient of the current batch. Padding is zero and stays so. */
final class Parameter {
    final String name;
    final float[] value;
    final float[] gradient;
    /** Whether weight decay acts: on weights, not on batch norms and biases. */
    final boolean decays;

    Parameter(String name, int length, boolean decays) {
        this.name = name;
        this.value = new float[length];
        this.gradient = new float[length];
        this.decays = decays;
    }
}
