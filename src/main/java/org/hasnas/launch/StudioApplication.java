package org.hasnas.launch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.shell.Studio;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;

/** The desktop's life cycle: builds the workbench, shows the window, closes the workbench. The parameter without name, if any, is a project folder. */
public final class StudioApplication extends Application {
    /** Name of the parameter that asks for the time until the window is seen, and no more. */
    static final String STARTUP_TIME = "startup-time";
    /** The frame that shows the window: its call comes after the first one was drawn. */
    private static final int SEEN = 2;
    /** Two seconds later, when a project that was named is open, so that the class cache gets what that takes. */
    private static final int OPENED = 120;

    private final ExecutorService background = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("hasnas-io-", 0).factory());
    private volatile @Nullable Workbench workbench;

    /** Runs beside the start of the toolkit. */
    @Override
    public void init() throws HasnasException {
        workbench = Wiring.workbench();
    }

    @Override
    public void start(Stage stage) {
        Workbench opened = Objects.requireNonNull(workbench, "init is called before start");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(opened), "hasnas-close"));
        Studio studio = new Studio(opened, background, UserFolders.ofThisMachine().settings(), samplesFolder());
        studio.show(stage);
        List<String> parameters = getParameters().getUnnamed();
        if (getParameters().getNamed().containsKey(STARTUP_TIME)) {
            tellStartupTime(stage, parameters.isEmpty() ? SEEN : OPENED);
        }
        if (!parameters.isEmpty()) {
            studio.open(Path.of(parameters.getFirst()));
        }
    }

    /** Once a frame with the window has been drawn; closes the program after the last frame. */
    private static void tellStartupTime(Stage stage, int lastFrame) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (++frames == SEEN) {
                    ProcessHandle.Info process = ProcessHandle.current().info();
                    long seen = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
                    System.err.println(String.format(Locale.ROOT, "first window after %.2f s, %.2f s of the processors", seen / 1e3,
                            process.totalCpuDuration().map(used -> used.toMillis() / 1e3).orElse(Double.NaN)));
                }
                if (frames == lastFrame) {
                    stop();
                    stage.hide(); // the last window: what is open over it closes before it
                }
            }
        }.start();
    }

    @Override
    public void stop() throws HasnasException {
        background.shutdownNow();
        Workbench opened = workbench;
        if (opened != null) {
            opened.close();
        }
    }

    /**
     * Ctrl-C in the terminal and termination by signal end the process without {@link #stop}: the running search is stopped all the same.
     * The toolkit takes itself down at the same time and prints stack traces of what it still tries to draw; they are harmless.
     */
    private static void endBySignal(Workbench opened) {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Platform.exit();
        opened.close();
    }

    /** The sample projects of the distribution this program was started from, else of the working folder. */
    static Path samplesFolder() {
        return Path.of(System.getProperty("hasnas.home", "")).resolve("sample-projects");
    }
}
