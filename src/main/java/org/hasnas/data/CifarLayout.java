package org.hasnas.data;

import java.util.List;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.data.model.DatasetReference;

/**
 * What differs between CIFAR-10 and CIFAR-100 on disk.
 *
 * @param folder the folder in the official archive
 * @param trainingFiles in reading order; any of them may be absent, not all
 * @param textFiles names of classes, not needed
 * @param labels the label bytes of a record; the last is the class
 * @param normalization mean and standard deviation per channel, as in SNASNet's public code (utils.py)
 */
record CifarLayout(
        DatasetReference.Format format,
        String title,
        String folder,
        List<String> trainingFiles,
        String testFile,
        List<String> textFiles,
        List<LabelByte> labels,
        Normalization normalization) {

    static final CifarLayout CIFAR10 = new CifarLayout(DatasetReference.Format.CIFAR10, "CIFAR-10", "cifar-10-batches-bin",
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"), "test_batch.bin",
            List.of("batches.meta.txt"), List.of(new LabelByte("label", 10)),
            new Normalization(255, new float[] {0.4913f, 0.4821f, 0.4465f}, new float[] {0.2470f, 0.2434f, 0.2615f}));

    static final CifarLayout CIFAR100 = new CifarLayout(DatasetReference.Format.CIFAR100, "CIFAR-100", "cifar-100-binary",
            List.of("train.bin"), "test.bin",
            List.of("coarse_label_names.txt", "fine_label_names.txt"), List.of(new LabelByte("coarse label", 20), new LabelByte("fine label", 100)),
            new Normalization(255, new float[] {0.5071f, 0.4867f, 0.4408f}, new float[] {0.2673f, 0.2564f, 0.2762f}));

    /** A label byte of a record, 0 to {@code values - 1}. */
    record LabelByte(String name, int values) {}

    int classes() {
        return labels.getLast().values();
    }
}
