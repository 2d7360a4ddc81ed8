package org.hasnas.training.model;

import java.time.Duration;
import java.util.Optional;
import org.hasnas.job.RunStatus;

/**
 * How far a training is.
 *
 * @param epoch the current one, from 1; 0 before the first
 * @param epochs of all
 * @param batch done of the current epoch
 * @param batches of an epoch
 * @param loss mean cross-entropy of the current epoch so far; NaN before the first batch
 * @param trainingAccuracy of the current epoch so far, as a fraction; NaN before the first batch
 * @param imagesPerSecond trained in this session, tests not counted; 0 while unknown
 * @param remaining estimate of the time left
 * @param heldOut accuracy on held-out images; empty before the end
 */
public record TrainingProgress(RunStatus status, int epoch, int epochs, int batch, int batches, double loss, double trainingAccuracy,
        double imagesPerSecond, Optional<Duration> remaining, Optional<Accuracy> heldOut) {}
