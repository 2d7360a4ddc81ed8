package org.hasnas.ui.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hasnas.search.model.DesignOutlook;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;

final class OutlookTextTest {
    private static final Accuracy EXPECTED = new Accuracy(AccuracyKind.PREDICTED, 0.9325, 0.9, 0.96, "test");

    private final Texts texts = new Texts();

    private static DesignOutlook after(int epochs, boolean running) {
        return new DesignOutlook(3, EXPECTED, epochs, 27, running);
    }

    @Test
    void theExpectedAccuracyComesWithItsInterval() {
        assertEquals("93.25 % (95 % interval 90.0 to 96.0 %)", OutlookText.expected(after(0, false), texts));
        assertEquals("93.25 (90.0 to 96.0 %)", OutlookText.brief(after(0, false), texts));
        DesignOutlook certain = new DesignOutlook(3, Accuracy.of(AccuracyKind.PREDICTED, 0.5, "test"), 27, 27, false);
        assertEquals("50.00 %", OutlookText.expected(certain, texts));
        assertEquals("50.00 %", OutlookText.brief(certain, texts));
    }

    @Test
    void howFarADesignIsTrainedIsSaid() {
        assertEquals("not trained: predicted only (27 epochs would be the whole training)", OutlookText.trained(after(0, false), texts));
        assertEquals("trained for 9 of 27 epochs; being trained now", OutlookText.trained(after(9, true), texts));
        assertEquals("trained to the end (27 epochs)", OutlookText.trained(after(27, false), texts));
    }
}
