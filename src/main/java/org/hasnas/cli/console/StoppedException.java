package org.hasnas.cli.console;

import java.util.concurrent.CancellationException;

/** A command was ended by Ctrl-C; the message says how to go on. */
public final class StoppedException extends CancellationException {
    private static final long serialVersionUID = 1;

    public StoppedException(String message) {
        super(message);
    }
}
