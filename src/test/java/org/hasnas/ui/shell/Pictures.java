package org.hasnas.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TabPane;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Project;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * Makes the pictures of {@code packaging/pictures} from a search, trainings and a chip that really ran: {@code mvn test -Dtest=Pictures}. Not one of
 * the tests that a build runs, since the search alone takes three minutes.
 *
 * <p>{@code -Dhasnas.pictures.project=FOLDER} takes a copy of a project that has runs of the digits already; {@code -Dhasnas.pictures.all=true} draws
 * every page in both themes and three sizes into {@code target/screenshots} instead, to be looked at.
 */
final class Pictures extends WindowTest {
    private static final Path SAMPLE = Path.of("sample-projects", "digits-quickstart");
    private static final int[][] SIZES = {{1000, 700}, {1440, 900}, {2560, 1440}};
    private static final int COMPARED = 3;
    private static final int IMAGE = 7;

    private final boolean all = Boolean.getBoolean("hasnas.pictures.all");

    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "pictures")), SIZES[1][0], SIZES[1][1]);
    }

    @Test
    void draws(FxRobot robot) throws Exception {
        Path folder = temporary.resolve("digits-quickstart");
        copy(Path.of(System.getProperty("hasnas.pictures.project", SAMPLE.toString())), folder);
        Project project = workbench.projects().open(folder);
        if (workbench.searches().list(project).isEmpty()) {
            workbench.searches().start(project, project.search(), 2).end().toCompletableFuture().join();
        }
        perform(() -> studio.openProject(folder));
        await(() -> studio.project().outlooks().exist());
        await(() -> trained().size() >= COMPARED);
        List<Integer> best = trained().subList(0, COMPARED);
        choose(best.getFirst());
        draw("1-explore", Theme.LIGHT, 1);
        draw("2-explore-dark", Theme.DARK, 1);
        draw("3-explore-large", Theme.LIGHT, 2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        draw("4-train", Theme.LIGHT, 1);
        compare(robot, best);
        draw("5-compare", Theme.LIGHT, 1);
        perform(() -> robot.lookup("#compare .scroll-pane").queryAs(ScrollPane.class).setVvalue(1));
        draw("6-compare-charts", Theme.LIGHT, 1);
        choose(best.getFirst());
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        await(() -> robot.lookup("#box-stem").tryQuery().isPresent());
        draw("7-network", Theme.DARK, 1);
        robot.clickOn("#box-stem");
        draw("8-layer", Theme.LIGHT, 1);
        tab(robot, 2);
        Label note = robot.lookup("#crossbar-note").queryAs(Label.class);
        await(() -> !note.getText().isEmpty());
        String before = note.getText();
        perform(() -> robot.lookup("#crossbar-wire").queryAs(Slider.class).setValue(5));
        await(() -> !note.getText().equals(before)); // sliders rest before anything is computed
        draw("9-crossbar", Theme.LIGHT, 1);
        tab(robot, 3);
        await(() -> robot.lookup("#activity-note").queryAs(Label.class).getText().startsWith("Test image 0 "));
        perform(() -> robot.lookup("#activity-image").queryAs(Spinner.class).increment(IMAGE));
        await(() -> robot.lookup("#activity-note").queryAs(Label.class).getText().startsWith("Test image " + IMAGE + " "));
        perform(() -> robot.lookup("#film-step").queryAs(Slider.class).setValue(2));
        draw("10-activity", Theme.LIGHT, 1);
        if (all) {
            tab(robot, 4);
            draw("floor-plan", Theme.LIGHT, 1);
        }
        measure(robot);
        draw("11-chip", Theme.LIGHT, 1);
        if (all) {
            perform(() -> robot.lookup("#chips-tab-pane").queryAs(TabPane.class).getSelectionModel().select(1));
            await(() -> robot.lookup("#chips-bars .label").queryAll().size() > 3);
            draw("chips", Theme.LIGHT, 1);
        }
        robot.push(KeyCode.ALT, KeyCode.DIGIT1); // the form belongs to the chip at the left of this page
        dialogs.files.add(folder.resolve("my-chip.json"));
        perform(() -> studio.search().hardware().edit());
        await(() -> robot.lookup("#profile-editor").tryQuery().isPresent());
        Image editor = ask(() -> robot.lookup("#profile-editor").query().getScene().snapshot(null));
        keep(editor, "12-own-chip");
    }

    private void choose(int position) throws Exception {
        perform(() -> studio.project().selectedProperty().set(position));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
    }

    private static void tab(FxRobot robot, int index) throws Exception {
        perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(index));
    }

    /** Positions of the designs that the run trained to the end, the most accurate first. */
    private List<Integer> trained() {
        KnownTrials known = studio.project().known();
        return studio.trainings().list().items().stream().filter(item -> item.snapshot().stage() == RunStatus.FINISHED)
                .sorted(Comparator.comparingDouble((TrainingItem item) -> -item.snapshot().epochs().getLast().validationAccuracy()))
                .map(item -> IntStream.range(0, known.size()).filter(position -> known.candidate(position).filter(item::isOf).isPresent())
                        .findFirst())
                .flatMapToInt(OptionalInt::stream).boxed().distinct().toList();
    }

    private void compare(FxRobot robot, List<Integer> positions) throws Exception {
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        for (int position : positions) {
            choose(position);
            robot.push(KeyCode.CONTROL, KeyCode.D);
        }
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        await(() -> robot.lookup("#compare-components .label").queryAll().size() > 3);
    }

    private void measure(FxRobot robot) throws Exception {
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        perform(() -> {
            studio.chip().settings().sweepValuesProperty().set("3,4,5,6");
            studio.chip().settings().images().textProperty().set("60");
            studio.chip().settings().seeds().textProperty().set("3");
        });
        await(() -> studio.chip().networkProperty().get().isPresent());
        robot.interact(() -> robot.lookup("#chip-start").queryButton().fire());
        await(() -> !studio.chip().running().get());
    }

    private void draw(String name, Theme theme, int size) throws Exception {
        if (all) {
            for (Theme each : Theme.values()) {
                perform(() -> studio.settings().setTheme(each));
                for (int[] sides : SIZES) {
                    shoot("picture-" + name + "-" + each.name().toLowerCase(Locale.ROOT) + "-" + sides[0], sides[0], sides[1]);
                }
            }
        } else {
            perform(() -> studio.settings().setTheme(theme));
            keep(picture(SIZES[size][0], SIZES[size][1]), name);
        }
        perform(() -> { // as large as the window again, so that the mouse finds what it is sent to
            stage.getScene().getRoot().resize(stage.getScene().getWidth(), stage.getScene().getHeight());
            stage.getScene().getRoot().layout();
        });
    }

    private static void keep(Image image, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("packaging", "pictures"));
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
