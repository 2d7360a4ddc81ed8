package org.hasnas.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A command line over a workbench that only seems to compute, new for each test. */
abstract class CommandFixture {
    @TempDir
    Path folder = Path.of("");
    FakeWorkbench workbench = new FakeWorkbench();
    CliRun cli = new CliRun(workbench, folder);

    @BeforeEach
    final void freshWorkbench() {
        workbench = new FakeWorkbench();
        cli = new CliRun(workbench, folder);
    }
}
