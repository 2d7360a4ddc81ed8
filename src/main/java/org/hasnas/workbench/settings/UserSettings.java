package org.hasnas.workbench.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the user that belong to no project.
 *
 * @param version version of the file's form
 * @param theme colours of the window
 * @param threads threads of a search, at least 1
 * @param recentProjects folders of the projects opened last, newest first
 */
public record UserSettings(int version, Theme theme, int threads, List<String> recentProjects) {
    public static final int VERSION = 1;
    private static final int MAX_RECENT = 8;

    /** Colours of the window. */
    public enum Theme { LIGHT, DARK }

    public UserSettings {
        if (version != VERSION) {
            throw new IllegalArgumentException("the settings have version " + version + "; this program reads version " + VERSION);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, was " + threads);
        }
        recentProjects = List.copyOf(recentProjects);
    }

    public static UserSettings standard(int threads) {
        return new UserSettings(VERSION, Theme.LIGHT, threads, List.of());
    }

    public UserSettings withTheme(Theme newTheme) {
        return new UserSettings(version, newTheme, threads, recentProjects);
    }

    public UserSettings withThreads(int newThreads) {
        return new UserSettings(version, theme, newThreads, recentProjects);
    }

    /** With a project put first among the recent ones. */
    public UserSettings withRecent(String folder) {
        List<String> recent = new ArrayList<>(recentProjects);
        recent.remove(folder);
        recent.addFirst(folder);
        return new UserSettings(version, theme, threads, recent.subList(0, Math.min(MAX_RECENT, recent.size())));
    }

    public UserSettings withoutRecent() {
        return new UserSettings(version, theme, threads, List.of());
    }
}
