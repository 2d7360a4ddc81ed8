package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;

class NewProjectsTest {
    private static int epochs(int images, double minutes) {
        Preset preset = NetworkTemplates.nearest(new ImageShape(3, 32, 32), 10).orElseThrow();
        DatasetSummary summary = new DatasetSummary("CIFAR-10", new ImageShape(3, 32, 32), 10, images, 10_000, Collections.nCopies(10, images / 10));
        return NewProjects.of(Path.of("/mine"), preset, new DatasetReference(DatasetReference.Format.CIFAR10, "cifar"), summary,
                SpikeSimSettings.DEFAULT, minutes).training().epochs();
    }

    @Test
    void wholeTrainingsFitIntoTheMinutes() {
        int usual = TrainingSettings.defaults(DatasetReference.Format.CIFAR10).epochs();
        assertEquals(10, epochs(50_000, 60), "no fewer, though they don't fit");
        int some = epochs(5_000, 120);
        assertTrue(some > 10 && some < usual, "" + some);
        assertEquals(2.0, (double) epochs(5_000, 240) / some, 0.1, "twice the time, twice the epochs");
        assertEquals(usual, epochs(5_000, 6000), "no more than usual");
    }
}
