package org.hasnas.score.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.junit.jupiter.api.Test;

final class HeldOutPredictorTest {
    private static final NetworkTemplates.Preset PRESET = NetworkTemplates.DIGITS;
    private static final List<String> MATRICES = List.of("0300 0030 0003 0000", "0302 0030 3003 0000", "0303 0030 2002 0200", "0330 0033 0003 0000",
            "0003 0000 0000 0000", "0333 0033 0003 0000");

    private static List<KnownNetwork> known(int changed, double fraction) {
        List<KnownNetwork> networks = new ArrayList<>();
        for (int i = 0; i < MATRICES.size(); i++) {
            networks.add(new KnownNetwork(Architecture.parse(MATRICES.get(i)),
                    Accuracy.of(AccuracyKind.TRAINED, i == changed ? fraction : 0.9 + 0.01 * i, "test")));
        }
        return networks;
    }

    @Test
    void aPredictionDoesNotDependOnTheNetworksOwnAccuracy() {
        Architecture own = Architecture.parse(MATRICES.get(2));
        HeldOutPredictor one = new HeldOutPredictor(PRESET.template(), PRESET.space(), known(2, 0.2));
        HeldOutPredictor other = new HeldOutPredictor(PRESET.template(), PRESET.space(), known(2, 0.99));
        assertTrue(one.knows(own));
        assertEquals(one.predict(own, JobContext.NONE), other.predict(own, JobContext.NONE));
        Architecture elsewhere = Architecture.parse(MATRICES.get(3));
        assertNotEquals(one.predict(elsewhere, JobContext.NONE), other.predict(elsewhere, JobContext.NONE));
    }

    @Test
    void aNetworkThatIsNotKnownIsPredictedFromAll() {
        Architecture fresh = Architecture.parse("0320 0030 0003 0000");
        List<KnownNetwork> known = known(0, 0.9);
        HeldOutPredictor predictor = new HeldOutPredictor(PRESET.template(), PRESET.space(), known);
        assertFalse(predictor.knows(fresh));
        assertEquals(AccuracyPredictor.untrained(PRESET.template(), PRESET.space()).learn(known, JobContext.NONE).predict(fresh),
                predictor.predict(fresh, JobContext.NONE));
    }

    @Test
    void aCancelledLearningIsDoneAnewWhenAskedAgain() {
        HeldOutPredictor predictor = new HeldOutPredictor(PRESET.template(), PRESET.space(), known(0, 0.9));
        Architecture own = Architecture.parse(MATRICES.get(2));
        assertThrows(CancellationException.class, () -> predictor.predict(own, () -> {
            throw new CancellationException("stopped");
        }));
        assertEquals(new HeldOutPredictor(PRESET.template(), PRESET.space(), known(0, 0.9)).predict(own, JobContext.NONE),
                predictor.predict(own, JobContext.NONE));
    }

    @Test
    void theSameNetworkInAnotherWritingIsLeftOutToo() {
        HeldOutPredictor predictor = new HeldOutPredictor(PRESET.template(), PRESET.space(), known(0, 0.9));
        assertTrue(predictor.knows(Architecture.parse("0303 0000 0000 0000")), "the edge to node 2 leads nowhere");
    }
}
