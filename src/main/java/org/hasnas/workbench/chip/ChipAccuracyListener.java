package org.hasnas.workbench.chip;

import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipReferences;

/** Follows the measurement of a trained network on a chip; called by the thread that measures. */
public interface ChipAccuracyListener {
    /** Waits for the report. */
    ChipAccuracyListener NONE = new ChipAccuracyListener() {
        @Override
        public void references(ChipReferences known) {
            // the report has them too
        }

        @Override
        public void point(ChipPoint point) {
            // the report has it too
        }
    };

    /** What the network achieves without the chip; known before the first point. */
    void references(ChipReferences known);

    /** A point of the sweep, in its order. */
    void point(ChipPoint point);
}
