package org.hasnas.cli.option;

import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads a command uses. */
public final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "K", description = "Threads; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    public int count() throws HasnasException {
        return Options.threads(threads);
    }
}
