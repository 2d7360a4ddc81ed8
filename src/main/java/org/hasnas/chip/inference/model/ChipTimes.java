package org.hasnas.chip.inference.model;

/**
 * Where the time of a measurement on a chip went; wall time, in seconds.
 *
 * @param threads that worked
 * @param calibrationSeconds on the images that the converters' steps are chosen on
 * @param referenceSeconds on the same images without the chip, in float32 and with exact sums
 * @param programmingSeconds on devices and circuits
 * @param inferenceSeconds on images on chips
 * @param wallSeconds in all, reading of files included
 */
public record ChipTimes(int threads, double calibrationSeconds, double referenceSeconds, double programmingSeconds, double inferenceSeconds,
        double wallSeconds) {}
