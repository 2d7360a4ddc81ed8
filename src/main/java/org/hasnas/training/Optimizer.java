package org.hasnas.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.domain.training.TrainingSettings;

/** Changes parameters by their gradients. Its arrays are part of a checkpoint. */
final class Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Parameter> parameters;
    private final TrainingSettings settings;
    /** Momentum, or Adam's first and second moments, per parameter. */
    private final List<List<float[]>> moments = new ArrayList<>();

    Optimizer(List<Parameter> parameters, TrainingSettings settings) {
        this.parameters = List.copyOf(parameters);
        this.settings = settings;
        int count = switch (settings.optimizer()) {
            case SGD -> 1;
            case ADAM -> 2;
        };
        for (int moment = 0; moment < count; moment++) {
            moments.add(this.parameters.stream().map(parameter -> new float[parameter.value.length]).toList());
        }
    }

    /** @param step steps made so far */
    void step(double learningRate, long step) {
        for (int index = 0; index < parameters.size(); index++) {
            Parameter parameter = parameters.get(index);
            float decay = parameter.decays ? (float) settings.weightDecay() : 0;
            switch (settings.optimizer()) {
                case SGD -> sgd(parameter.value, parameter.gradient, moments.getFirst().get(index), decay, (float) settings.momentum(),
                        (float) learningRate);
                case ADAM -> adam(parameter.value, parameter.gradient, moments.getFirst().get(index), moments.getLast().get(index), decay,
                        (float) (learningRate * Math.sqrt(1 - Math.pow(BETA2, step + 1.0)) / (1 - Math.pow(BETA1, step + 1.0))),
                        (float) (EPSILON * Math.sqrt(1 - Math.pow(BETA2, step + 1.0))));
            }
        }
    }

    private static void sgd(float[] value, float[] gradient, float[] momentum, float decay, float keep, float rate) {
        for (int i = 0; i < value.length; i++) {
            float m = momentum[i] * keep + (gradient[i] + value[i] * decay);
            momentum[i] = m;
            value[i] -= m * rate;
        }
    }

    private static void adam(float[] value, float[] gradient, float[] first, float[] second, float decay, float rate, float epsilon) {
        for (int i = 0; i < value.length; i++) {
            float g = gradient[i] + value[i] * decay;
            float m = first[i] + (g - first[i]) * (float) (1 - BETA1);
            float s = second[i] + (g * g - second[i]) * (float) (1 - BETA2);
            first[i] = m;
            second[i] = s;
            value[i] -= m * rate / ((float) Math.sqrt(s) + epsilon);
        }
    }

    /** The state between two steps as named arrays; not copied. */
    Map<String, float[][]> state() {
        Map<String, float[][]> state = new LinkedHashMap<>();
        for (int moment = 0; moment < moments.size(); moment++) {
            for (int index = 0; index < parameters.size(); index++) {
                state.put(name(moment, index), new float[][] {moments.get(moment).get(index)});
            }
        }
        return state;
    }

    void restore(Map<String, float[][]> state) {
        for (int moment = 0; moment < moments.size(); moment++) {
            for (int index = 0; index < parameters.size(); index++) {
                float[] target = moments.get(moment).get(index);
                float[][] from = state.get(name(moment, index));
                if (from == null || from.length != 1 || from[0].length != target.length) {
                    throw new IllegalArgumentException("the checkpoint lacks the optimiser's state of '" + parameters.get(index).name
                            + "': it was made with another optimiser");
                }
                System.arraycopy(from[0], 0, target, 0, target.length);
            }
        }
    }

    private String name(int moment, int index) {
        return "moment" + (moment + 1) + "/" + index + "/" + parameters.get(index).name;
    }
}
