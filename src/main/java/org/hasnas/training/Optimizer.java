package org.hasnas.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hasnas.training.layer.Parameter;
import org.hasnas.training.model.TrainingSettings;

/** Changes parameters by their gradients. Its arrays are part of a checkpoint. */
final class Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** Early steps count more, so that the mean leaves the first weights behind; as in TensorFlow. */
    private static final double AVERAGING_LEAD = 10;

    private final List<Parameter> parameters;
    private final TrainingSettings settings;
    /** Momentum, or Adam's first and second moments, per parameter. */
    private final List<List<float[]>> moments = new ArrayList<>();
    /** The running mean of the values, per parameter; empty if there is none. */
    private final List<float[]> averages;

    Optimizer(List<Parameter> parameters, TrainingSettings settings) {
        this.parameters = List.copyOf(parameters);
        this.settings = settings;
        int count = switch (settings.optimizer()) {
            case SGD -> 1;
            case ADAM, ADAMW -> 2;
        };
        for (int moment = 0; moment < count; moment++) {
            moments.add(arrays());
        }
        averages = settings.averaging() > 0 ? arrays() : List.of();
    }

    private List<float[]> arrays() {
        return parameters.stream().map(parameter -> new float[parameter.value.length]).toList();
    }

    /** @param step steps made so far */
    void step(double learningRate, long step) {
        for (int index = 0; index < parameters.size(); index++) {
            Parameter parameter = parameters.get(index);
            float decay = parameter.decays ? (float) settings.weightDecay() : 0;
            switch (settings.optimizer()) {
                case SGD -> sgd(parameter.value, parameter.gradient, moments.getFirst().get(index), decay, (float) settings.momentum(),
                        (float) (learningRate * parameter.gradientShare));
                case ADAM -> adam(parameter, index, decay, learningRate, step);
                case ADAMW -> {
                    shrink(parameter.value, (float) (1 - learningRate * decay));
                    adam(parameter, index, 0, learningRate, step);
                }
            }
        }
        for (int index = 0; index < averages.size(); index++) {
            average(averages.get(index), parameters.get(index).value, (float) Math.min(settings.averaging(), step / (step + AVERAGING_LEAD)));
        }
    }

    /** Puts the running mean in place of the parameters' values. */
    void useAverages() {
        for (int index = 0; index < averages.size(); index++) {
            System.arraycopy(averages.get(index), 0, parameters.get(index).value, 0, averages.get(index).length);
        }
    }

    private static void average(float[] mean, float[] value, float keep) {
        for (int i = 0; i < value.length; i++) {
            mean[i] = value[i] + (mean[i] - value[i]) * keep;
        }
    }

    private static void sgd(float[] value, float[] gradient, float[] momentum, float decay, float keep, float rate) {
        for (int i = 0; i < value.length; i++) {
            float m = momentum[i] * keep + (gradient[i] + value[i] * decay);
            momentum[i] = m;
            value[i] -= m * rate;
        }
    }

    private static void shrink(float[] value, float factor) {
        for (int i = 0; i < value.length; i++) {
            value[i] *= factor;
        }
    }

    private void adam(Parameter parameter, int index, float decay, double learningRate, long step) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, step + 1.0));
        adam(parameter.value, parameter.gradient, moments.getFirst().get(index), moments.getLast().get(index), decay,
                (float) (learningRate * correction / (1 - Math.pow(BETA1, step + 1.0))), (float) (EPSILON * correction));
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
        forEachArray((name, array) -> state.put(name, new float[][] {array}));
        return state;
    }

    void restore(Map<String, float[][]> state) {
        forEachArray((name, target) -> {
            float[][] from = state.get(name);
            if (from == null || from.length != 1 || from[0].length != target.length) {
                throw new IllegalArgumentException("the checkpoint lacks the optimiser's '" + name + "': it was made with other settings");
            }
            System.arraycopy(from[0], 0, target, 0, target.length);
        });
    }

    private void forEachArray(BiConsumer<String, float[]> use) {
        for (int index = 0; index < parameters.size(); index++) {
            String name = "/" + index + "/" + parameters.get(index).name;
            for (int moment = 0; moment < moments.size(); moment++) {
                use.accept("moment" + (moment + 1) + name, moments.get(moment).get(index));
            }
            if (!averages.isEmpty()) {
                use.accept("average" + name, averages.get(index));
            }
        }
    }
}
