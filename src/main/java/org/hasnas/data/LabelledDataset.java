package org.hasnas.data;

import java.io.Serializable;

/**
 * A data set with its two parts.
 *
 * @param name for messages and reports
 * @param training images a search or a training may use
 * @param test held-out images; may be empty (size 0)
 */
public record LabelledDataset(String name, ImageSet training, ImageSet test) implements Serializable {}
