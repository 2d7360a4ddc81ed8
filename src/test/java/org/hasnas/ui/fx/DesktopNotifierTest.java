package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the desktop is asked to show, and by what. */
final class DesktopNotifierTest {
    private static final String HOSTILE = "$(touch owned) `id` \"; <b>x</b> & --urgency=critical";

    @TempDir
    private Path folder = Path.of("");

    private Path program(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namesReachTheProgramAsOneArgumentEachAndAreNoMarks() throws Exception {
        Path told = folder.resolve("told");
        program("notify-send", "printf '%s\\n' \"$@\" > " + told + "\n");
        new DesktopNotifier("Linux", List.of(folder.resolve("missing"), folder)).show("HASNAS Studio", HOSTILE);
        assertEquals(List.of("--app-name=HASNAS Studio", "--icon=hasnas-studio", "--", "HASNAS Studio",
                "$(touch owned) `id` \"; &lt;b&gt;x&lt;/b&gt; &amp; --urgency=critical"), Files.readAllLines(told));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onAMacWordsAreNoPartOfTheScript() throws Exception {
        Path osascript = program("osascript", "exit 1\n");
        DesktopNotifier mac = new DesktopNotifier("Mac OS X", List.of(folder));
        List<String> command = mac.command("HASNAS Studio", HOSTILE).orElseThrow();
        assertEquals(osascript.toString(), command.getFirst());
        assertEquals(List.of("--", "HASNAS Studio", HOSTILE), command.subList(command.size() - 3, command.size()));
        assertTrue(command.subList(0, command.size() - 1).stream().noneMatch(word -> word.contains("touch")), command::toString);
        mac.show("HASNAS Studio", HOSTILE); // that fails, which nobody hears of
    }

    @Test
    void whereNothingIsThereNothingIsShown() {
        for (String system : List.of("Linux", "Mac OS X", "Windows 11", "")) {
            DesktopNotifier none = new DesktopNotifier(system, List.of(folder));
            assertEquals(Optional.empty(), none.command("a", "b"));
            none.show("a", "b");
        }
    }
}
