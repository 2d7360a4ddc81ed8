package org.hasnas.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A command line over a workbench that only seems to compute, new for each test. */
public abstract class CommandFixture {
    @TempDir
    public Path folder = Path.of("");
    public FakeWorkbench workbench = new FakeWorkbench();
    public CliRun cli = new CliRun(workbench, folder);

    @BeforeEach
    final void freshWorkbench() {
        workbench = new FakeWorkbench();
        cli = new CliRun(workbench, folder);
    }
}
