package org.hasnas.data;

import java.io.Serializable;
import java.util.zip.CRC32C;

/**
 * A data set with its two parts.
 *
 * @param name for messages and reports
 * @param training images a search or a training may use
 * @param test held-out images; may be empty (size 0)
 */
public record LabelledDataset(String name, ImageSet training, ImageSet test) implements Serializable {
    /** Of all pixels and labels: other images have another one, as good as certainly. */
    public long checksum() {
        CRC32C sum = new CRC32C();
        training.addTo(sum);
        test.addTo(sum);
        return sum.getValue();
    }
}
