package org.hasnas.checks.model;

/**
 * Steps of a training (forward, back, change of weights), event-driven and with the convolutions and their gradients by a dense library;
 * both in turn in the same run, with the same images and first weights.
 *
 * @param eventDriven times of its steps
 * @param dense times of its steps
 * @param eventDrivenLoss of the last step
 * @param denseLoss of the last step; equal but for rounding, which grows from step to step
 */
public record TrainingSpeed(PassTimes eventDriven, PassTimes dense, double eventDrivenLoss, double denseLoss) {}
