package org.hasnas.chip.model;

import java.time.Instant;
import org.hasnas.training.model.Accuracy;

/**
 * An accuracy of a candidate that was measured, kept with the project.
 *
 * @param candidateHash 64 hexadecimal digits, the candidate's one name
 * @param measured when
 */
public record MeasuredAccuracy(String candidateHash, Accuracy accuracy, Instant measured) {}
