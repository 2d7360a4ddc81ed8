package org.hasnas.domain.accuracy;

import java.time.Instant;

/**
 * An accuracy of a candidate that was measured, kept with the project.
 *
 * @param candidateHash 64 hexadecimal digits, the candidate's one name
 * @param measured when
 */
public record MeasuredAccuracy(String candidateHash, Accuracy accuracy, Instant measured) {}
