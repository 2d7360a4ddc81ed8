package org.hasnas.testdata;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Catches what a class logs, so that a test asserts it instead of printing it. */
public final class CaughtLog implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> caught = new ListAppender<>();

    /** Catches everything from {@link Level#INFO} on until it is closed. */
    public CaughtLog(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
        caught.start();
        logger.addAppender(caught);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    /** What was logged, a line for each event such as {@code WARN Run 1 failed}. */
    public List<String> lines() {
        return List.copyOf(caught.list).stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(caught);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
