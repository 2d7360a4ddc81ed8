package org.hasnas.cli.console;

import java.nio.file.Path;

/**
 * What surrounds the command line.
 *
 * @param workingFolder absolute folder that relative paths are resolved against: the caller's
 * @param logFile where details of unexpected errors are
 * @param version version of the program
 * @param terminal whether standard error is a terminal, so that a progress bar may redraw its line
 */
public record CliEnvironment(WorkbenchSource workbench, GuiStarter gui, Interrupts interrupts, Path workingFolder, Path logFile,
        String version, boolean terminal) {}
