package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Tests with the window over a workbench. A subclass shows it in a method {@code @Start}, which TestFX finds in the class of the test alone.
 */
@ExtendWith(ApplicationExtension.class)
abstract class WindowTest {
    /** Longest wait for anything: the machine may do other things, too. */
    static final long SECONDS = 180;

    /** The window sets its own. */
    private final Locale locale = Locale.getDefault();
    final FakeDialogs dialogs = new FakeDialogs();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path temporary;
    @SuppressWarnings("NullAway.Init") // set by show
    Workbench workbench;
    @SuppressWarnings("NullAway.Init") // set by show
    Studio studio;
    @SuppressWarnings("NullAway.Init") // set by show
    Stage stage;

    /** Shows the window in its usual size, as one who has used the program before sees it. */
    final void show(Stage primary, Workbench opened) {
        SettingsFile settings = new SettingsFile(temporary.resolve("settings"), 1);
        try {
            settings.write(UserSettings.standard(1).withToured());
        } catch (HasnasException impossible) {
            throw new AssertionError(impossible);
        }
        showFirst(primary, opened);
    }

    /** Shows the window as it is seen the first time. */
    final void showFirst(Stage primary, Workbench opened) {
        stage = primary;
        workbench = opened;
        studio = new Studio(workbench, executor, temporary.resolve("settings"), temporary.resolve("samples"), Optional.of(dialogs));
        studio.show(primary);
    }

    /** Shows the window in the upper left corner of the screen. */
    final void show(Stage primary, Workbench opened, double width, double height) {
        show(primary, opened);
        primary.setX(0);
        primary.setY(0);
        primary.setWidth(width);
        primary.setHeight(height);
    }

    @AfterEach
    final void end() {
        workbench.close();
        executor.shutdownNow();
        Locale.setDefault(locale);
    }

    /** Waits until something has come true and the window shows it. */
    static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Does something on the JavaFX thread and waits for its end. */
    static void perform(Runnable action) throws Exception {
        WaitForAsyncUtils.asyncFx(action).get();
    }

    /** Asks for something on the JavaFX thread. */
    static <T> T ask(Callable<T> question) throws Exception {
        return WaitForAsyncUtils.asyncFx(question).get();
    }

    /** Chooses from the menu what asks something first. */
    final Window dialogOf(String menuItem) throws Exception {
        MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
        MenuItem item = bar.getMenus().stream().flatMap(menu -> menu.getItems().stream())
                .filter(candidate -> menuItem.equals(candidate.getId())).findFirst().orElseThrow();
        Platform.runLater(item::fire);
        await(() -> Window.getWindows().size() > 1);
        return Window.getWindows().getLast();
    }

    /** Keeps a picture of a window as it is, for eyes. */
    static void shoot(Window window, String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        save(ask(() -> {
            window.getScene().getRoot().applyCss();
            window.getScene().getRoot().layout();
            return window.getScene().snapshot(null);
        }), name);
    }

    /** Keeps a picture of the window as it would be in another size. */
    final void shoot(String name, int width, int height) throws Exception {
        WritableImage image = picture(width, height);
        save(image, name);
        assertTrue(image.getWidth() >= width - 1, "width " + image.getWidth());
    }

    /** The window as it would be in another size. */
    final WritableImage picture(int width, int height) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        return ask(() -> {
            // the screen may be smaller, and other tests leave their size behind: what counts is the size of the root
            stage.getScene().getRoot().resize(width, height);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().getRoot().snapshot(new SnapshotParameters(), null);
        });
    }

    /** Whether the middle of the page Explore, which is shown, is wider than its place in a window of a size. */
    final boolean exploreScrollsSideways(int width, int height) throws Exception {
        picture(width, height);
        return ask(() -> {
            ScrollPane middle = stage.getScene().getRoot().lookupAll(".edge-to-edge").stream()
                    .filter(node -> node instanceof ScrollPane pane && pane.getContent().lookup("#plot") != null).map(ScrollPane.class::cast)
                    .findFirst().orElseThrow();
            return ((Region) middle.getContent()).getWidth() > middle.getViewportBounds().getWidth() + 1;
        });
    }

    /** Keeps a picture. */
    static void save(Image image, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        assertTrue(ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile()), "a PNG writer");
    }
}
