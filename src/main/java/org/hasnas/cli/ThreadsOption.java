package org.hasnas.cli;

import org.hasnas.domain.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads a command uses. */
final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "K", description = "Threads; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    int count() throws HasnasException {
        return Options.threads(threads);
    }
}
