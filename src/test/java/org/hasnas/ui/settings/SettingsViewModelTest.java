package org.hasnas.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.settings.NamedLimits;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.hasnas.workbench.settings.WindowLayout;
import org.hasnas.workbench.settings.WindowPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private SettingsViewModel start() {
        SettingsFile file = new SettingsFile(temporary.resolve("config"), 3);
        return new SettingsViewModel(file, file.start(), new UiServices(new Background(Runnable::run, Runnable::run), dialogs, new Texts()));
    }

    @Test
    void withoutAFileTheStandardHolds() {
        assertEquals(UserSettings.standard(3), start().settings());
        assertEquals(List.of(), dialogs.notices);
    }

    @Test
    void everyChangeIsThereAfterARestart() {
        SettingsViewModel first = start();
        first.toggleTheme();
        first.setLanguage(UserSettings.Language.GERMAN);
        first.setThreads(7);
        first.addRecent(Path.of("/a"));
        first.addRecent(Path.of("/b"));
        first.addRecent(Path.of("/a"));
        UserSettings again = start().settings();
        assertEquals(Theme.DARK, again.theme());
        assertEquals(UserSettings.Language.GERMAN, again.language());
        assertEquals(7, again.threads());
        assertEquals(List.of(Path.of("/a").toString(), Path.of("/b").toString()), again.recentProjects());
        first.clearRecent();
        assertEquals(List.of(), start().settings().recentProjects());
    }

    @Test
    void whereTheWindowWasLeftIsKeptBeforeTheProgramEnds() throws Exception {
        WindowPlace place = new WindowPlace(-1200.5, 40, 1600, 1000, true, false);
        WindowLayout layout = new WindowLayout("workspace-train", Map.of("train", List.of(0.4), "explore-rows", List.of(0.25, 0.75)));
        List<Optional<WindowPlace>> ends = new ArrayList<>();
        start().leaveWindow(place, layout, () -> ends.add(start().settings().window()));
        assertEquals(List.of(Optional.of(place)), ends);
        assertEquals(layout, start().settings().layout());
        start().leaveWindow(place, layout, () -> ends.add(Optional.empty()));
        assertEquals(2, ends.size(), "nothing was to be kept, and the program ends all the same");
        Path file = temporary.resolve("config").resolve("settings.json");
        Files.writeString(file, Files.readString(file).replace("1600", "0"));
        assertEquals(Optional.empty(), start().settings().window());
        assertTrue(dialogs.notices.getFirst().contains("a window of 0.0 x 1000.0"), dialogs.notices.toString());
    }

    @Test
    void aPartedWindowThatCannotBeIsLeftOutAndTheOtherSettingsHold() throws Exception {
        Files.createDirectories(temporary.resolve("config"));
        Path file = temporary.resolve("config").resolve("settings.json");
        for (String layout : List.of("7", "[]", "{}", "{\"page\": [1], \"dividers\": 3}",
                "{\"page\": 5, \"dividers\": {\"train\": [\"x\"], \"chip\": 0.5}}")) {
            Files.writeString(file, "{\"version\": 1, \"theme\": \"DARK\", \"threads\": 4, \"recentProjects\": [], \"layout\": " + layout + "}");
            UserSettings read = start().settings();
            assertEquals(Theme.DARK, read.theme(), layout);
            assertEquals(Map.of(), read.layout().dividers(), layout);
        }
        Files.writeString(file,
                "{\"version\": 1, \"theme\": \"DARK\", \"threads\": 4, \"recentProjects\": [], \"layout\": {\"page\": \"workspace-chip\","
                        + " \"dividers\": {\"train\": [1.5], \"network\": [0.5], \"explore\": [-1, 0.5]}, \"later\": true}}");
        assertEquals(new WindowLayout("workspace-chip", Map.of("network", List.of(0.5))), start().settings().layout());
        assertEquals(List.of(), dialogs.notices);
    }

    @Test
    void onlyTheLastFewProjectsAreKept() {
        SettingsViewModel settings = start();
        for (int i = 0; i < 20; i++) {
            settings.addRecent(Path.of("/project" + i));
        }
        assertEquals(8, settings.settings().recentProjects().size());
        assertEquals(Path.of("/project19").toString(), settings.settings().recentProjects().getFirst());
    }

    @Test
    void aDamagedFileIsToldAndReplacedByTheStandard() throws Exception {
        Files.createDirectories(temporary.resolve("config"));
        Files.writeString(temporary.resolve("config").resolve("settings.json"), "{ \"version\": 99 ");
        SettingsViewModel settings = start();
        assertEquals(UserSettings.standard(3), settings.settings());
        assertTrue(dialogs.notices.getFirst().contains("settings.json"), dialogs.notices.toString());
        settings.setThreads(5);
        assertEquals(5, start().settings().threads());
    }

    @Test
    void namedLimitsAreThereAfterARestartAndOnlyOnceByNameAndModel() {
        SettingsViewModel first = start();
        NamedLimits camera = new NamedLimits("edge camera", CostModelId.SPIKESIM_ELA, ConstraintSet.PUBLISHED.withLimit(CostKind.AREA, 1e-5));
        NamedLimits physical = new NamedLimits("edge camera", CostModelId.PHYSICAL,
                ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 1e-6).withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY));
        first.keep(new NamedLimits("edge camera", CostModelId.SPIKESIM_ELA, ConstraintSet.UNLIMITED));
        first.keep(camera);
        first.keep(physical);
        assertEquals(Set.of(camera, physical), Set.copyOf(start().settings().limits()));
        first.forget(camera);
        assertEquals(List.of(physical), start().settings().limits());
    }

    @Test
    void notificationsOfTheDesktopStaySwitchedOff() {
        assertTrue(start().settings().notifications());
        start().setNotifications(false);
        assertFalse(start().settings().notifications());
    }

    @Test
    void aFileFromBeforeNamedLimitsIsRead() throws Exception {
        Files.createDirectories(temporary.resolve("config"));
        Files.writeString(temporary.resolve("config").resolve("settings.json"),
                "{\"version\": 1, \"theme\": \"DARK\", \"threads\": 4, \"recentProjects\": []}");
        assertEquals(new UserSettings(1, Theme.DARK, UserSettings.Language.SYSTEM, 4, List.of(), List.of(), false, true, Optional.empty(),
                WindowLayout.STANDARD),
                start().settings());
        assertEquals(List.of(), dialogs.notices);
    }
}
