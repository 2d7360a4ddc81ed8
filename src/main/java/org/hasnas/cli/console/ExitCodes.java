package org.hasnas.cli.console;

/** Exit codes beside those of {@link org.hasnas.error.ErrorCode}. */
public final class ExitCodes {
    public static final int OK = 0;
    public static final int VERIFICATION_FAILED = 1;
    public static final int USAGE = 2;
    /** A bug; the number is EX_SOFTWARE of sysexits.h. */
    public static final int BUG = 70;
    /** What shells report for a process ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
