package org.hasnas.ui.plot.canvas;

import java.util.List;
import org.hasnas.search.model.DesignOutlook;

/** How far a design is trained whose accuracy is expected: each has a mark of its own, and those trained in part grow with their epochs. */
public enum TrainedPart {
    /** Its accuracy is predicted only. */
    NONE, BELOW_NINTH, BELOW_THIRD, BELOW_WHOLE, WHOLE;

    static final List<TrainedPart> IN_PART = List.of(BELOW_NINTH, BELOW_THIRD, BELOW_WHOLE);

    /** Of what a search knows of a design. */
    public static TrainedPart of(DesignOutlook outlook) {
        int epochs = outlook.epochs();
        int whole = outlook.wholeEpochs();
        return outlook.isTrained() ? WHOLE : epochs == 0 ? NONE : 9 * epochs < whole ? BELOW_NINTH : 3 * epochs < whole ? BELOW_THIRD : BELOW_WHOLE;
    }
}
