package org.hasnas.training.model;

import org.hasnas.training.model.TrainingHealth.Verdict;

/** When a training ends before its last epoch. One whose loss is no number any more always ends. */
public enum StopWhen {
    NEVER,
    /** When nothing more can come of it: it diverged, is dead or does not learn. It then has failed. */
    HOPELESS,
    /** When it over-fits, too; it is then finished with the epochs it has done. */
    OVER_FITTING;

    /** Whether a training of this state ends. */
    public boolean stops(Verdict verdict) {
        return switch (this) {
            case NEVER -> false;
            case HOPELESS -> verdict.isHopeless();
            case OVER_FITTING -> verdict.isHopeless() || verdict == Verdict.OVER_FITTING;
        };
    }
}
