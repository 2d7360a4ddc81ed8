package org.hasnas.ui.fx;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Notifications of the desktop, by the programs that desktops have for that: {@code notify-send} on Linux, {@code osascript} on macOS. JavaFX has
 * none, and AWT's would start AWT beside it. Where there is no such program, as on Windows, nothing is shown.
 */
public final class DesktopNotifier {
    private static final long PATIENCE_SECONDS = 5;
    /** Takes the words as arguments, so that none of them is ever read as a script. */
    private static final List<String> APPLE_SCRIPT = List.of("-e", "on run words", "-e",
            "display notification (item 2 of words) with title (item 1 of words)", "-e", "end run");

    private final String system;
    private final List<Path> places;

    /** Of this machine. */
    public DesktopNotifier() {
        this(System.getProperty("os.name", ""), Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(place -> !place.isEmpty()).map(Path::of).toList());
    }

    /**
     * Of a machine.
     *
     * @param system name of the operating system, as Java has it
     * @param places folders in which programs are looked for, the first ones first
     */
    DesktopNotifier(String system, List<Path> places) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.places = List.copyOf(places);
    }

    /** Shows words on the desktop; waits until the desktop has taken them, so it is called in the background. Fails silently. */
    public void show(String headline, String sentence) {
        command(headline, sentence).ifPresent(DesktopNotifier::run);
    }

    private static void run(List<String> command) {
        try {
            Process program =
                    new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            program.getOutputStream().close();
            if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                program.destroy();
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(DesktopNotifier.class).debug("no notification of the desktop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program is closing
        }
    }

    /** The program with its arguments, one for each text; empty where there is none. */
    Optional<List<String>> command(String headline, String sentence) {
        if (system.startsWith("linux")) {
            return program("notify-send").map(program -> List.of(program, "--app-name=HASNAS Studio", "--icon=hasnas-studio", "--", headline,
                    escaped(sentence)));
        }
        if (system.startsWith("mac")) {
            return program("osascript").map(program -> Stream.of(List.of(program), APPLE_SCRIPT, List.of("--", headline, sentence))
                    .flatMap(List::stream).toList());
        }
        return Optional.empty();
    }

    private Optional<String> program(String name) {
        return places.stream().map(place -> place.resolve(name)).filter(Files::isExecutable).map(Path::toString).findFirst();
    }

    /** Desktops of Linux read marks of HTML in the sentence, though not in the headline. */
    private static String escaped(String sentence) {
        return sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
