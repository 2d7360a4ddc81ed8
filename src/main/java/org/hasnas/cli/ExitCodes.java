package org.hasnas.cli;

/** Exit codes beside those of {@link org.hasnas.domain.error.ErrorCode}. */
final class ExitCodes {
    static final int OK = 0;
    static final int VERIFICATION_FAILED = 1;
    static final int USAGE = 2;
    /** A bug; the number is EX_SOFTWARE of sysexits.h. */
    static final int BUG = 70;
    /** What shells report for a process ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
