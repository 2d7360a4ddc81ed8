package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long a set of CIFAR-10's full size takes and how much heap; files are written first, so they are in the system's cache.
 * Run it with {@code mvn -B test -Dtest=CifarLoadMeasurementTest -Dhasnas.measure=true}.
 */
@EnabledIfSystemProperty(named = "hasnas.measure", matches = "true")
final class CifarLoadMeasurementTest {
    private static final int LOADS = 7;

    @TempDir
    private Path folder;

    @Test
    void fullSize() throws Exception {
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(folder.resolve("data_batch_" + batch + ".bin"), CifarReaderTest.records(10_000, 1, 10, batch));
        }
        Files.write(folder.resolve("test_batch.bin"), CifarReaderTest.records(10_000, 1, 10, 6));
        DatasetReference reference = new DatasetReference(Format.CIFAR10, folder.toString());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int load = 1; load <= LOADS; load++) {
            long allocatedBefore = thread.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            LabelledDataset set = new DatasetLoader().load(reference, folder, JobContext.NONE);
            long nanoseconds = System.nanoTime() - started;
            long allocated = thread.getCurrentThreadAllocatedBytes() - allocatedBefore;
            System.out.printf("load %d: %d + %d images, %d ms, %.1f MB allocated%n", load, set.training().size(), set.test().size(),
                    nanoseconds / 1_000_000, allocated / 1e6);
            assertEquals(60_000, set.training().size() + set.test().size());
            assertTrue(allocated <= 200_000_000);
        }
    }
}
