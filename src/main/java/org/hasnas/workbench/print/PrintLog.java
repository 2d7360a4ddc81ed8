package org.hasnas.workbench.print;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the layout of pages has to say goes to the log of the program, below its warnings: whoever prints a page can do nothing about it. */
final class PrintLog implements XRLogger {
    @Override
    public void log(String where, Level level, String message) {
        log(where, level, message, null);
    }

    @Override
    public void log(String where, Level level, String message, @Nullable Throwable problem) {
        if (isShown(level)) {
            logger().debug("{}: {}", where, message, problem);
        }
    }

    @Override
    public void setLevel(String logger, Level level) {
        // as the log of the program has it
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return isShown(diagnostic.getLevel());
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(PrintLog.class);
    }

    private static boolean isShown(Level level) {
        return logger().isDebugEnabled() && level.intValue() >= Level.WARNING.intValue();
    }
}
