package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hasnas.cli.console.CliEnvironment.Registration;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;

final class LaunchTest {
    private static final Path HOME = Path.of("/home/ada").toAbsolutePath();

    @Test
    void foldersFollowTheOperatingSystem() {
        assertEquals(new UserFolders(HOME.resolve(".config/hasnas"), HOME.resolve(".local/state/hasnas")),
                UserFolders.of("Linux", HOME, Map.of("XDG_STATE_HOME", "relative", "XDG_CONFIG_HOME", "")));
        Path state = Path.of("/var/ada").toAbsolutePath();
        assertEquals(state.resolve("hasnas"), UserFolders.of("Linux", HOME, Map.of("XDG_STATE_HOME", state.toString())).state());
        assertEquals(HOME.resolve("Library/Logs/hasnas"), UserFolders.of("Mac OS X", HOME, Map.of()).state());
        assertEquals(state.resolve("hasnas"), UserFolders.of("Windows 11", HOME, Map.of("LOCALAPPDATA", state.toString())).state());
        assertEquals(HOME.resolve("AppData/Roaming/hasnas"), UserFolders.of("Windows 11", HOME, Map.of()).settings());
    }

    @Test
    void aUserWhomTheSystemDoesNotKnowLeavesNothingInTheFolderOfTheCommand() {
        UserFolders folders = UserFolders.of("Linux", Path.of("?"), Map.of());
        assertTrue(folders.state().isAbsolute() && folders.settings().isAbsolute(), folders.toString());
    }

    @Test
    void withoutDisplayOrGtkItSaysWhatToInstall() {
        for (Throwable problem : List.of(new UnsupportedOperationException("Unable to open DISPLAY"),
                new UnsupportedOperationException("Unable to load glass GTK library"),
                new UnsatisfiedLinkError("libgtk-3.so.0: cannot open shared object file"),
                new NoClassDefFoundError("javafx/application/Application"),
                new RuntimeException("Error initializing QuantumRenderer: no suitable pipeline found"))) {
            HasnasException failure = DesktopFailure.of(problem);
            assertEquals(ErrorCode.NOT_FOUND, failure.code());
            assertEquals(3, failure.code().exitCode());
            for (String part : List.of(String.valueOf(problem.getMessage()), "apt install libgtk-3-0", "xvfb", "xauth", "hasnas --help")) {
                assertTrue(failure.getMessage().contains(part), failure.getMessage());
            }
        }
    }

    @Test
    void theToolkitsFullStopIsNotRepeated() {
        assertTrue(DesktopFailure.of(new UnsupportedOperationException("Unable to load glass GTK library.")).getMessage()
                .startsWith("The desktop can't open a window (Unable to load glass GTK library). Install GTK"), "one full stop");
    }

    @Test
    void aFailureOfOurOwnIsPassedOnAndABugStaysABug() {
        HasnasException own = new HasnasException(ErrorCode.STORE, "locked");
        assertSame(own, DesktopFailure.of(new RuntimeException("Exception in Application start method", own)));
        RuntimeException bug = new IllegalStateException("oops");
        assertSame(bug, assertThrows(IllegalStateException.class, () -> DesktopFailure.of(bug)));
        NoClassDefFoundError missing = new NoClassDefFoundError("org/hasnas/Missing");
        assertSame(missing, assertThrows(NoClassDefFoundError.class, () -> DesktopFailure.of(missing)));
    }

    @Test
    void anInterruptRunsOnlyWhatIsStillRegistered() {
        ShutdownInterrupts interrupts = new ShutdownInterrupts();
        List<String> stopped = new ArrayList<>();
        interrupts.interrupt();
        Registration first = interrupts.onInterrupt(() -> stopped.add("first"));
        try (Registration _ = interrupts.onInterrupt(() -> stopped.add("second"))) {
            first.close();
            interrupts.commandEnded();
            interrupts.interrupt();
        }
        interrupts.interrupt();
        assertEquals(List.of("second"), stopped);
    }
}
