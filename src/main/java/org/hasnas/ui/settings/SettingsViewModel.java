package org.hasnas.ui.settings;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.settings.NamedLimits;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.hasnas.workbench.settings.WindowLayout;
import org.hasnas.workbench.settings.WindowPlace;

/** The user's settings in the window; every change is written at once. */
public final class SettingsViewModel {
    private final SettingsFile file;
    private final Background background;
    private final Dialogs dialogs;
    private final ReadOnlyObjectWrapper<UserSettings> settings;
    /** What to write: the newest settings, also when two writes overtake each other. */
    private volatile UserSettings newest;

    /** A file that could not be read is told when the window is there. */
    public SettingsViewModel(SettingsFile file, SettingsFile.Start start, UiServices around) {
        this.file = file;
        this.background = around.background();
        this.dialogs = around.dialogs();
        settings = new ReadOnlyObjectWrapper<>(this, "userSettings", start.settings());
        newest = start.settings();
        start.problem().ifPresent(unreadable -> background.deliver(() -> dialogs.notice(unreadable)));
    }

    public ReadOnlyObjectProperty<UserSettings> userSettingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** Whether the window is dark. */
    public ObservableValue<Boolean> dark() {
        return settings.map(now -> now.theme() == UserSettings.Theme.DARK);
    }

    public UserSettings settings() {
        return settings.get();
    }

    public void setTheme(UserSettings.Theme theme) {
        change(now -> now.withTheme(theme));
    }

    public void toggleTheme() {
        change(now -> now.withTheme(switch (now.theme()) {
            case LIGHT -> UserSettings.Theme.DARK;
            case DARK -> UserSettings.Theme.LIGHT;
        }));
    }

    /** Holds from the next start on. */
    public void setLanguage(UserSettings.Language language) {
        change(now -> now.withLanguage(language));
    }

    public void setThreads(int threads) {
        change(now -> now.withThreads(threads));
    }

    /** Whether the desktop tells that long work has ended. */
    public void setNotifications(boolean wanted) {
        change(now -> now.withNotifications(wanted));
    }

    public void addRecent(Path folder) {
        change(now -> now.withRecent(folder.toString()));
    }

    public void clearRecent() {
        change(UserSettings::withoutRecent);
    }

    /** The tour of the window is not offered again. */
    public void setToured() {
        change(UserSettings::withToured);
    }

    /** Keeps limits under their name, in place of others of this name. */
    public void keep(NamedLimits named) {
        change(now -> now.withLimits(named));
    }

    public void forget(NamedLimits named) {
        change(now -> now.withoutLimits(named));
    }

    /**
     * Keeps where the window is left, and what it shows.
     *
     * @param then called when it is kept, or could not be
     */
    public void leaveWindow(WindowPlace place, WindowLayout layout, Runnable then) {
        take(settings.get().withWindow(place, layout), then, _ -> then.run());
    }

    private void change(UnaryOperator<UserSettings> change) {
        take(change.apply(settings.get()), () -> {}, dialogs::notice);
    }

    private void take(UserSettings next, Runnable done, Consumer<String> problem) {
        if (next.equals(settings.get())) {
            done.run();
        } else {
            settings.set(next);
            newest = next;
            background.perform(() -> file.write(newest), done, problem);
        }
    }
}
