package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.hardware.CostModelId;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.Samples;
import org.hasnas.ui.settings.UserSettings.Theme;
import org.hasnas.workbench.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Draws the window in both themes into {@code target/screenshots}, to be looked at. */
@ExtendWith(ApplicationExtension.class)
final class ScreenshotTest {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 900;
    private static final int SMALL_WIDTH = 1000;
    private static final int SMALL_HEIGHT = 640;

    private final FakeWorkbench workbench = new FakeWorkbench(20);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;
    @SuppressWarnings("NullAway.Init") // set by TestFX
    private Studio studio;
    @SuppressWarnings("NullAway.Init") // set by TestFX
    private Stage stage;

    @Start
    void start(Stage primary) {
        stage = primary;
        studio = new Studio(workbench, executor, temporary.resolve("settings"), temporary.resolve("samples"), new FakeDialogs());
        studio.show(primary);
    }

    @AfterEach
    void end() {
        workbench.close();
        executor.shutdownNow();
    }

    @Test
    void drawsTheWindowInBothThemes() throws Exception {
        shoot("empty-light");
        Project project = workbench.projects().create(temporary.resolve("cifar10-paper"), NetworkTemplates.HASNAS_CIFAR10.name());
        workbench.searches.add(project, Samples.request(NetworkTemplates.HASNAS_CIFAR10, 1000), 640, RunStatus.STOPPED);
        workbench.searches.add(project, Samples.request(NetworkTemplates.HASNAS_CIFAR10, 1200), 1200, RunStatus.FINISHED);
        WaitForAsyncUtils.asyncFx(() -> studio.openProject(project.folder())).get();
        await(() -> studio.parts().known().size() == 1200);
        shoot("project-light");
        int best = studio.parts().known().best();
        assertTrue(best >= 0, "a feasible candidate");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().known().selectedProperty().set(best)).get();
        await(() -> studio.parts().candidate().costProperty().get().isPresent());
        shoot("selected-light");
        findClosest();
        shoot("closest-light");
        shoot("closest-small-light", SMALL_WIDTH, SMALL_HEIGHT);
        WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(Theme.DARK)).get();
        shoot("closest-dark");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().closest().close()).get();
        WaitForAsyncUtils.asyncFx(() -> studio.parts().search().start()).get();
        await(() -> studio.parts().search().liveStatusProperty().get().isPresent());
        await(() -> studio.parts().known().size() > 30);
        WaitForAsyncUtils.asyncFx(() -> studio.parts().known().selectedProperty().set(12)).get();
        await(() -> studio.parts().candidate().costProperty().get().isPresent());
        shoot("running-dark");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().search().stop()).get();
        await(() -> studio.parts().search().liveStatusProperty().get().isEmpty());
        int backward = backwardCandidate();
        WaitForAsyncUtils.asyncFx(() -> {
            studio.parts().known().selectedProperty().set(backward);
            studio.parts().constraints().limits().getFirst().enter("12 apples");
            studio.parts().constraints().limits().get(1).unlimitedProperty().set(true);
            studio.parts().search().settings().budget().textProperty().set("many");
        }).get();
        await(() -> studio.parts().candidate().costProperty().get().isPresent());
        shoot("stopped-dark");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(Theme.LIGHT)).get();
        ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".candidate .scroll-pane");
        WaitForAsyncUtils.asyncFx(() -> scroll.setVvalue(1)).get();
        shoot("cost-light");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().hardware().modelProperty().set(CostModelId.PHYSICAL)).get();
        await(() -> studio.parts().known().hardwareProperty().get() instanceof PhysicalSettings);
        await(() -> studio.parts().candidate().costProperty().get().filter(report -> report instanceof PhysicalCostReport).isPresent());
        WaitForAsyncUtils.asyncFx(() -> scroll.setVvalue(0.45)).get();
        shoot("physical-light");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(Theme.DARK)).get();
        shoot("physical-dark");
        WaitForAsyncUtils.asyncFx(() -> studio.parts().settings().setTheme(Theme.LIGHT)).get();
        for (String id : List.of("menu-help", "menu-preferences", "menu-new")) {
            shootDialog(id);
        }
        shoot("small-light", SMALL_WIDTH, SMALL_HEIGHT);
    }

    private void findClosest() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            studio.parts().closest().open();
            studio.parts().closest().wanted(ConstraintKind.MEMORY).textProperty().set("1.2 M");
            studio.parts().closest().find();
        }).get();
        await(() -> studio.parts().closest().answerProperty().get().found());
        await(() -> studio.parts().candidate().costProperty().get().isPresent());
    }

    /** The first candidate that has edges in both directions. */
    private int backwardCandidate() {
        return IntStream.range(0, studio.parts().known().size())
                .filter(position -> {
                    var edges = studio.parts().known().trials().get(position).architecture().cell(0).edges();
                    return edges.stream().filter(edge -> !edge.isForward()).count() >= 2 && edges.size() >= 5;
                }).findFirst().orElse(0);
    }

    private void shootDialog(String menuItem) throws Exception {
        MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
        MenuItem item = bar.getMenus().stream().flatMap(menu -> menu.getItems().stream())
                .filter(candidate -> menuItem.equals(candidate.getId())).findFirst().orElseThrow();
        Platform.runLater(item::fire);
        await(() -> Window.getWindows().size() > 1);
        Window dialog = Window.getWindows().getLast();
        WritableImage image = WaitForAsyncUtils.asyncFx(() -> dialog.getScene().snapshot(null)).get();
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", FOLDER.resolve(menuItem + ".png").toFile());
        WaitForAsyncUtils.asyncFx(dialog::hide).get();
        await(() -> Window.getWindows().size() == 1);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void shoot(String name) throws Exception {
        shoot(name, WIDTH, HEIGHT);
    }

    private void shoot(String name, int width, int height) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".png");
        WritableImage image = WaitForAsyncUtils.asyncFx(() -> {
            // the screen may be smaller, and other tests leave their size behind: what counts is the size of the root
            stage.getScene().getRoot().resize(width, height);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().getRoot().snapshot(new SnapshotParameters(), null);
        }).get();
        assertTrue(ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile()), "a PNG writer");
        assertTrue(image.getWidth() >= width - 1, "width " + image.getWidth());
    }
}
