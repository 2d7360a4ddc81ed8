package org.hasnas.testdata;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reference data that lie beside the project and are not part of it. */
public final class SharedData {
    private SharedData() {}

    /** A file or folder of the reference data; the calling test is skipped, and says so, where it is absent. */
    public static Path require(String relative) {
        String configured = System.getenv("HASNAS_SHARED");
        Path root = configured == null || configured.isBlank() ? Path.of("..", "shared") : Path.of(configured);
        Path path = root.resolve(relative).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            System.out.println("skipped: no data (" + relative + ")");
            Assumptions.abort("skipped: no data (" + relative + ")");
        }
        return path;
    }
}
