package org.hasnas.launch;

import java.util.Locale;
import java.util.Objects;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;

/**
 * Tells why the desktop did not start.
 *
 * <p>JavaFX 26 on Linux says without a display {@code UnsupportedOperationException: Unable to open DISPLAY}, with a display but without GTK
 * {@code UnsupportedOperationException: Unable to load glass GTK library.}; without its native libraries an
 * {@code UnsatisfiedLinkError}, without its modules a {@code NoClassDefFoundError}; without a usable pipeline a {@code RuntimeException} that
 * speaks of QuantumRenderer. An exception of our own start-up comes wrapped in a {@code RuntimeException} with a cause.
 */
final class DesktopFailure {
    private static final String ADVICE = " Install GTK with 'apt install libgtk-3-0'; on a server also a virtual display, 'apt install xvfb xauth',"
            + " and start with 'xvfb-run'. The command line needs neither: see 'hasnas --help'.";

    private DesktopFailure() {}

    /**
     * @return the sentence for the user
     * @throws RuntimeException or LinkageError: {@code problem} itself if it is a bug
     */
    static HasnasException of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof HasnasException failure) {
                return failure;
            }
        }
        if (isToolkit(problem)) {
            String reason = Objects.requireNonNullElse(problem.getMessage(), problem.toString()).replaceAll("[.\\s]+$", "");
            return new HasnasException(ErrorCode.NOT_FOUND, "The desktop can't open a window (" + reason + ")." + ADVICE, problem);
        }
        if (problem instanceof LinkageError error) {
            throw error;
        }
        throw problem instanceof RuntimeException bug ? bug : new IllegalStateException(problem);
    }

    private static boolean isToolkit(Throwable problem) {
        if (problem instanceof UnsupportedOperationException || problem instanceof UnsatisfiedLinkError) {
            return true;
        }
        @Nullable
        String message = problem.getMessage();
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return problem instanceof LinkageError ? text.contains("javafx") || text.contains("glass")
                : text.contains("quantumrenderer") || text.contains("no toolkit found") || text.contains("pipeline");
    }
}
