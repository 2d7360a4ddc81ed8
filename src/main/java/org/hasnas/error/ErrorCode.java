package org.hasnas.error;

/** Why an operation could not be done, with the exit code the command line ends with. */
public enum ErrorCode {
    /** A file or folder does not exist. */
    NOT_FOUND(3),
    /** A file exists but its content is not what its format says. */
    BAD_DATA(4),
    /** A project, request or option has a wrong value. */
    BAD_INPUT(2),
    /** A file or folder can't be read or written. */
    IO(5),
    /** The run store is damaged, locked or of another version. */
    STORE(6),
    /** A computation that was checked against a reference differs from it. */
    VERIFICATION_FAILED(1);

    private final int exitCode;

    ErrorCode(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
