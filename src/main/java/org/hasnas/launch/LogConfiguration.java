package org.hasnas.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import org.hasnas.workbench.jobs.JobKernels;

/**
 * Where log messages go, once the launcher has told it ({@link LogFile}). Nothing ever goes to standard output: that is for results. Found as a service
 * when the first logger is made, which short commands and the start of the window never do; the same as XML takes a tenth of a second to read.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    /** System property: the log file. */
    static final String FILE = "hasnas.log.file";
    /** System property: the least level that goes to standard error, too. */
    static final String CONSOLE = "hasnas.log.console";

    private static final FileSize MOST_BYTES = FileSize.valueOf("5MB");
    private static final int FILES_KEPT = 2;
    /** No control character but end of line and tab. */
    private static final String MESSAGE = "%replace(%msg){'[\\p{Cc}&&[^\\n\\t]]','?'}%n";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        String file = System.getProperty(FILE);
        if (file == null) { // not started by the launcher
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        logs.getStatusManager().add(new NopStatusListener());
        Appender<ILoggingEvent> stored = file(logs, file);
        Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stored);
        root.addAppender(console(logs, Level.toLevel(System.getProperty(CONSOLE), Level.OFF), "%-5level %logger{24} - " + MESSAGE));
        logs.getLogger("org.hasnas").setLevel(Level.INFO);
        logs.getLogger("io.jhdf").setLevel(Level.ERROR); // it warns whenever it writes, and of bytes it leaves aside
        // whoever waits for slow simulations should know why, without asking for log messages
        Logger kernels = logs.getLogger(JobKernels.class);
        kernels.setAdditive(false);
        kernels.addAppender(stored);
        kernels.addAppender(console(logs, Level.WARN, "hasnas: %msg%n"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Appender<ILoggingEvent> file(LoggerContext logs, String file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(logs);
        appender.setName("file");
        appender.setFile(file);
        appender.setEncoder(encoder(logs, "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - " + MESSAGE));
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(logs);
        names.setParent(appender);
        names.setFileNamePattern(file + ".%i");
        names.setMaxIndex(FILES_KEPT);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(logs);
        size.setMaxFileSize(MOST_BYTES);
        size.start();
        appender.setRollingPolicy(names);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> console(LoggerContext logs, Level least, String pattern) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logs);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(least.levelStr);
        threshold.start();
        appender.addFilter(threshold);
        appender.setEncoder(encoder(logs, pattern));
        appender.start();
        return appender;
    }

    private static PatternLayoutEncoder encoder(LoggerContext logs, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern(pattern);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return encoder;
    }
}
