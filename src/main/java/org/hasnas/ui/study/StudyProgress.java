package org.hasnas.ui.study;

import java.util.Optional;
import org.hasnas.job.Progress;

/**
 * How far a study is.
 *
 * @param known what can be shown before its end
 */
record StudyProgress(Progress steps, Optional<StudyOutcome> known) {}
