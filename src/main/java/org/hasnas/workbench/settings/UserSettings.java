package org.hasnas.workbench.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of the user that belong to no project.
 *
 * @param version version of the file's form
 * @param theme colours of the window
 * @param language of the window's texts
 * @param threads threads of a search, at least 1
 * @param recentProjects folders of the projects opened last, newest first
 * @param limits named by the user, in the order of their names; no two of a model have the same name
 * @param toured whether the tour of the window was seen or declined
 * @param notifications whether the desktop tells that long work has ended
 * @param window where it was left; empty before the first time
 * @param layout what it showed then
 */
public record UserSettings(int version, Theme theme, Language language, int threads, List<String> recentProjects, List<NamedLimits> limits,
        boolean toured, boolean notifications, Optional<WindowPlace> window, WindowLayout layout) {
    public static final int VERSION = 1;
    private static final int MAX_RECENT = 8;

    /** Colours of the window. */
    public enum Theme { LIGHT, DARK }

    /** Language of the window's texts. */
    public enum Language {
        SYSTEM, ENGLISH, GERMAN;

        /** The locale of the texts; English is their root. */
        public Locale locale() {
            return switch (this) {
                case SYSTEM -> Locale.getDefault().getLanguage().equals(Locale.GERMAN.getLanguage()) ? Locale.GERMAN : Locale.ROOT;
                case ENGLISH -> Locale.ROOT;
                case GERMAN -> Locale.GERMAN;
            };
        }
    }

    public UserSettings {
        if (version != VERSION) {
            throw new IllegalArgumentException("the settings have version " + version + "; this program reads version " + VERSION);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, was " + threads);
        }
        recentProjects = List.copyOf(recentProjects);
        limits = List.copyOf(limits);
    }

    public static UserSettings standard(int threads) {
        return new UserSettings(VERSION, Theme.LIGHT, Language.SYSTEM, threads, List.of(), List.of(), false, true, Optional.empty(),
                WindowLayout.STANDARD);
    }

    public UserSettings withTheme(Theme newTheme) {
        return new UserSettings(version, newTheme, language, threads, recentProjects, limits, toured, notifications, window, layout);
    }

    public UserSettings withLanguage(Language newLanguage) {
        return new UserSettings(version, theme, newLanguage, threads, recentProjects, limits, toured, notifications, window, layout);
    }

    public UserSettings withThreads(int newThreads) {
        return new UserSettings(version, theme, language, newThreads, recentProjects, limits, toured, notifications, window, layout);
    }

    public UserSettings withToured() {
        return new UserSettings(version, theme, language, threads, recentProjects, limits, true, notifications, window, layout);
    }

    public UserSettings withNotifications(boolean newNotifications) {
        return new UserSettings(version, theme, language, threads, recentProjects, limits, toured, newNotifications, window, layout);
    }

    /** With where the window is left, and what it shows. */
    public UserSettings withWindow(WindowPlace place, WindowLayout shown) {
        return new UserSettings(version, theme, language, threads, recentProjects, limits, toured, notifications, Optional.of(place), shown);
    }

    /** With a project put first among the recent ones. */
    public UserSettings withRecent(String folder) {
        List<String> recent = new ArrayList<>(recentProjects);
        recent.remove(folder);
        recent.addFirst(folder);
        return new UserSettings(version, theme, language, threads, recent.subList(0, Math.min(MAX_RECENT, recent.size())), limits, toured,
                notifications, window,
                layout);
    }

    public UserSettings withoutRecent() {
        return new UserSettings(version, theme, language, threads, List.of(), limits, toured, notifications, window, layout);
    }

    /** With limits in place of those of the same name and model. */
    public UserSettings withLimits(NamedLimits named) {
        List<NamedLimits> all = new ArrayList<>(withoutLimits(named).limits);
        all.add(named);
        all.sort(Comparator.comparing(NamedLimits::name));
        return new UserSettings(version, theme, language, threads, recentProjects, all, toured, notifications, window, layout);
    }

    /** Without the limits of the same name and model. */
    public UserSettings withoutLimits(NamedLimits named) {
        return new UserSettings(version, theme, language, threads, recentProjects,
                limits.stream().filter(other -> !(other.name().equals(named.name()) && other.model() == named.model())).toList(), toured,
                notifications, window,
                layout);
    }
}
