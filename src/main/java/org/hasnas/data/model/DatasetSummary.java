package org.hasnas.data.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * What a data set holds.
 *
 * @param trainingImages number of training images
 * @param testImages number of test images, 0 if there are none
 * @param imagesPerClass training images of each class, by label
 * @param recordings empty for images
 */
public record DatasetSummary(String name, ImageShape shape, int classes, int trainingImages, int testImages, List<Integer> imagesPerClass,
        Optional<RecordingFacts> recordings) {}
