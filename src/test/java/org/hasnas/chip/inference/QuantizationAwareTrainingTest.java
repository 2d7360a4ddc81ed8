package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training with rounded weights rounds as a chip does. */
final class QuantizationAwareTrainingTest {
    private static final int BITS = 2;
    private static final int SEEN = 200;

    private static final Network NETWORK = Network.of(NetworkTemplates.DIGITS.template().withFirstWidth(8).withTimeSteps(2), SearchSpaces.SNASNET,
            Architecture.parse("0302 0030 3003 0000"));

    private static final Network SEPARABLE = Network.of(NetworkTemplates.DIGITS.template().withFirstWidth(8).withTimeSteps(2),
            SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("000a 0000 0000 0000"));

    private static LabelledDataset digits() throws HasnasException {
        return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE);
    }

    private static Trainer trainer(LabelledDataset digits, TrainingSettings settings, Workers workers) {
        return trainer(NETWORK, digits, settings, workers);
    }

    private static Trainer trainer(Network network, LabelledDataset digits, TrainingSettings settings, Workers workers) {
        return new Trainer(network, digits.training(), settings, Kernels.ofProgram().training(), workers);
    }

    private static TrainingState trained(TrainingOutcome outcome) {
        return assertInstanceOf(TrainingOutcome.Trained.class, outcome).state();
    }

    @Test
    void fineTuningRaisesTheAccuracyOfRoundedWeightsAndTheChipKeepsThem() throws HasnasException {
        LabelledDataset digits = digits();
        TrainingSettings settings = TrainingSettings.defaults(DatasetReference.Format.DIGITS).withEpochs(6);
        TrainingState before = trained(trainer(digits, settings, Workers.CALLER).run(Optional.empty(), TrainingListener.NONE, JobContext.NONE));

        TrainingSettings rounding = settings.withEpochs(4).withWeightBits(BITS).fineTuning();
        Trainer tuner = trainer(digits, rounding, Workers.CALLER);
        List<TrainingState> states = new ArrayList<>();
        TrainingState after = trained(tuner.run(Optional.of(tuner.beginWith(before.best())), new TrainingListener() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

            @Override
            public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {
                states.add(state);
            }
        }, JobContext.NONE));

        QuantizedNetwork plain = QuantizedNetwork.of(NETWORK, before.best(), digits.training().normalization(), BITS, 8);
        QuantizedNetwork tuned = QuantizedNetwork.of(NETWORK, after.best(), digits.training().normalization(), BITS, 8);
        double roundedOnly = fraction(plain, digits);
        double fineTuned = fraction(tuned, digits);
        assertTrue(fineTuned > roundedOnly + 0.2, roundedOnly + " before, " + fineTuned + " after");
        double asTrained = FloatReference.fraction(NETWORK, after.best(), digits.test(), SEEN, Workers.CALLER, JobContext.NONE);
        assertEquals(asTrained, fineTuned, 0.015, "the kept weights are those of the chip");

        try (var pool = Executors.newFixedThreadPool(2)) {
            TrainingState resumed = trained(trainer(digits, rounding, new Workers(pool, 3)).run(Optional.of(states.getFirst()), TrainingListener.NONE,
                    JobContext.NONE));
            WeightArrays.of(after.weights()).forEach((name, rows) -> assertArrayEquals(rows, WeightArrays.of(resumed.weights()).get(name), name));
            WeightArrays.of(after.best()).forEach((name, rows) -> assertArrayEquals(rows, WeightArrays.of(resumed.best()).get(name), name));
        }
    }

    /** Every kept weight is the value of the integer that the chip gets. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void keptWeightsLieOnTheGridOfTheChip(int bits) throws HasnasException {
        LabelledDataset digits = digits();
        for (Network network : List.of(NETWORK, SEPARABLE)) {
            TrainingSettings settings = TrainingSettings.defaults(DatasetReference.Format.DIGITS).withEpochs(1).withWeightBits(bits);
            TrainingState state = trained(trainer(network, digits, settings, Workers.CALLER).run(Optional.empty(), TrainingListener.NONE,
                    JobContext.NONE));
            QuantizedNetwork quantized = QuantizedNetwork.of(network, state.best(), digits.training().normalization(), bits, 8);
            for (QuantizedLayer layer : quantized.layers()) {
                float[][] rows = state.best().rows().getOrDefault(layer.name(), new float[0][]);
                assertEquals(layer.rows(), rows.length);
                boolean readsSums = layer.name().endsWith(".pointwise");
                double[] worth = readsSums ? quantized.layer(layer.name().replace(".pointwise", "")).scale()
                        : new double[] {layer.name().equals("stem") ? quantized.pixels().slope(0) : 1};
                for (int row = 0; row < rows.length; row++) {
                    for (int output = 0; output < layer.outputs(); output++) {
                        double onChip = layer.weights()[row][output] * layer.scale()[output];
                        assertEquals(onChip, rows[row][output] * worth[row % worth.length], 2e-6 * Math.abs(onChip), layer.name());
                    }
                }
            }
        }
    }

    private static double fraction(QuantizedNetwork network, LabelledDataset digits) {
        return new ImageRuns(network.classes(), Workers.CALLER).run(digits.test(), SEEN,
                () -> network.run(MatrixUnit.Exact::new, false, ReadNoise.of(0, 0)), 0, JobContext.NONE).fraction();
    }
}
