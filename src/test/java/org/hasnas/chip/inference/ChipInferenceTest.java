package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.training.model.AccuracyKind;
import org.junit.jupiter.api.Test;

/** A small trained network on chips of several qualities. */
final class ChipInferenceTest {
    /** Made with this program: 14 epochs on the embedded digits. */
    private static final Path FILE = Path.of("src/test/resources/onchip/small-digits.hnw");
    private static final int SEEN = 150;

    private static final LabelledDataset DIGITS = digits();
    private static final QuantizedNetwork QUANTIZED = trained();

    private static LabelledDataset digits() {
        try {
            return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE);
        } catch (HasnasException e) {
            throw new AssertionError(e);
        }
    }

    private static QuantizedNetwork trained() {
        try {
            WeightsFile file = WeightsFiles.read(FILE);
            return QuantizedNetwork.of(file.network(), WeightArrays.read(file.network(), file.arrays()), DIGITS.training().normalization(), 8, 8);
        } catch (HasnasException e) {
            throw new AssertionError(e);
        }
    }

    private static ChipInference chip(HardwareProfile profile) {
        return new ChipInference(QUANTIZED, profile, DIGITS.training(), 8, Kernels.ofProgram().column(), Workers.CALLER, JobContext.NONE);
    }

    private static double accuracy(ChipInference chip, ChipConditions conditions) {
        return chip.measure(conditions, DIGITS.test(), SEEN, "held-out images", 1, 1, JobContext.NONE).accuracy().fraction();
    }

    @Test
    void accuracyFollowsTheQualityOfTheChip() {
        HardwareProfile profile = SampleNetworks.profile(64, 2, 8, HardwareProfile.SignCoding.DIFFERENTIAL, false);
        ChipInference chip = chip(profile);
        double exact = chip.quantizedFraction(DIGITS.test(), SEEN, JobContext.NONE);
        assertTrue(exact > 0.9, "the weights are bad: " + exact);
        ChipConditions good = ChipConditions.typical(8);
        assertEquals(exact, accuracy(chip, ChipConditions.ideal(8)));
        assertEquals(exact, accuracy(chip, good), 0.06);
        for (Map.Entry<ChipParameter, Double> ruin : Map.of(ChipParameter.ADC_BITS, 1.0, ChipParameter.SIGMA, 3.0, ChipParameter.STUCK_ON, 0.2,
                ChipParameter.READ_NOISE, 4.0, ChipParameter.WIRE_OHM, 400.0).entrySet()) {
            double ruined = accuracy(chip, ruin.getKey().set(good, ruin.getValue()));
            assertTrue(ruined < exact - 0.15, ruin + ": " + ruined + " of " + exact);
        }
        ChipConditions drifting = ChipParameter.DRIFT_RATE.set(good, 0.3);
        assertTrue(accuracy(chip, ChipParameter.AGE.set(drifting, 1e6)) < accuracy(chip, drifting) - 0.15);
    }

    @Test
    void compensationKeepsTheAccuracyOfAnAgedChip() {
        ChipInference chip = chip(SampleNetworks.profile(64, 2, 8, HardwareProfile.SignCoding.OFFSET, false));
        double exact = chip.quantizedFraction(DIGITS.test(), SEEN, JobContext.NONE);
        ChipConditions aged = ChipParameter.AGE.set(ChipParameter.DRIFT_RATE.set(ChipConditions.typical(8), 0.02), 1000);
        ChipConditions compensated = aged.withCompensation(ChipConditions.Compensation.ARRAY_GAIN);
        assertTrue(accuracy(chip, aged) < exact - 0.3);
        assertEquals(exact, accuracy(chip, compensated), 0.06);
        assertTrue(compensated.describe().endsWith("gains of arrays compensated"), compensated::describe);
    }

    /** Columns calibrated, the worst moved to spare ones, batch norm of the die; rows moved to other word lines; a new last layer. */
    @Test
    void repairsBringBackWhatADieLost() {
        ChipInference chip = chip(SampleNetworks.profile(64, 2, 8, HardwareProfile.SignCoding.OFFSET, false));
        ChipConditions bad = ChipParameter.STUCK_AT.set(ChipParameter.SIGMA.set(ChipConditions.typical(8), 0.2), 0.005);
        double exact = chip.quantizedFraction(DIGITS.test(), SEEN, JobContext.NONE);
        double asItIs = accuracy(chip, bad);
        double repaired = accuracy(chip, bad.withCompensation(ChipConditions.Compensation.BATCH_NORM));
        assertTrue(asItIs < exact - 0.3, "nothing was lost: " + asItIs);
        assertTrue(repaired > asItIs + 0.8 * (exact - asItIs), repaired + " of " + exact + ", from " + asItIs);
        ChipConditions worse = ChipParameter.STUCK_AT.set(ChipParameter.SIGMA.set(bad, 0.3), 0.05);
        double withoutMoves = accuracy(chip, worse.withCompensation(ChipConditions.Compensation.BATCH_NORM));
        double moved = accuracy(chip, worse.withCompensation(ChipConditions.Compensation.ROW_ORDER));
        assertTrue(moved > withoutMoves + 0.05, moved + " after " + withoutMoves);
        double trained = accuracy(chip, worse.withCompensation(ChipConditions.Compensation.LAST_LAYER));
        assertTrue(trained > moved - 0.02, trained + " after " + moved);
    }

    @Test
    void aPointHasItsIntervalAndItsSpikeRates() {
        ChipInference chip = chip(SampleNetworks.profile(32, 4, 8, HardwareProfile.SignCoding.OFFSET, true));
        ChipConditions spread = ChipParameter.SIGMA.set(ChipConditions.typical(7), 0.2);
        ChipPoint point = chip.measure(spread, DIGITS.test(), 40, "held-out images", 3, 1, JobContext.NONE);
        assertEquals(AccuracyKind.ON_CHIP, point.accuracy().kind());
        assertEquals(point.bySeed().stream().mapToDouble(Double::doubleValue).average().orElseThrow(), point.accuracy().fraction(), 1e-12);
        assertTrue(point.accuracy().lowFraction() < point.accuracy().fraction() - 0.03);
        assertTrue(point.accuracy().highFraction() > point.accuracy().fraction());
        assertTrue(point.rates().byLayer().values().stream().allMatch(rate -> rate > 0 && rate < 1), point.rates().toString());
        assertEquals(Set.of("stem", "cell1.0->1", "cell1.0->3", "cell1.1->2", "cell1.2->0", "cell1.2->3", "reduction1", "cell2.0->1", "cell2.0->3",
                "cell2.1->2", "cell2.2->0", "cell2.2->3", "output"), point.rates().byLayer().keySet());
        assertTrue(chip.programmingSeconds() > 0 && chip.inferenceSeconds() > 0 && chip.arrays() > 10);
    }

    @Test
    void aCancelledMeasurementEnds() {
        ChipInference chip = chip(SampleNetworks.profile(64, 2, 8, HardwareProfile.SignCoding.OFFSET, false));
        AtomicInteger left = new AtomicInteger(500);
        assertThrows(CancellationException.class, () -> chip.measure(ChipConditions.ideal(8), DIGITS.test(), SEEN, "held-out images", 1, 1, () -> {
            if (left.decrementAndGet() == 0) {
                throw new CancellationException();
            }
        }));
        assertEquals(0, left.get());
    }
}
