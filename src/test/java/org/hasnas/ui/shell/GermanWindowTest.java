package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Cell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.chart.Chart;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window as a user has it who chose German. Every page is drawn in the smallest size, where long words have least room. */
final class GermanWindowTest extends WindowTest {
    private static final List<KeyCode> PAGES = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5);
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;
    private static final double LEAST_SLIDER = 100;

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) throws Exception {
        new SettingsFile(temporary.resolve("settings"), 2).write(UserSettings.standard(2).withLanguage(UserSettings.Language.GERMAN).withToured());
        showFirst(primary, fake.all());
    }

    /** Where the names are long, sliders are as long as each other all the same, and no name is cut off. */
    @Test
    void slidersOfTheCrossbarBeginAtOnePlace(FxRobot robot) throws Exception {
        lookAtADesign();
        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        await(() -> robot.lookup("#box-stem").tryQuery().isPresent());
        perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(2));
        await(() -> robot.lookup("#crossbar-map").query().getParent().isVisible());
        shoot("german-crossbar", WIDTH, HEIGHT);
        List<Slider> sliders = Stream.of("#crossbar-wire", "#crossbar-spread", "#crossbar-adc").map(id -> robot.lookup(id).queryAs(Slider.class))
                .toList();
        assertEquals(1, ask(() -> sliders.stream().map(slider -> slider.localToScene(slider.getLayoutBounds()))
                .map(place -> place.getMinX() + " to " + place.getMaxX()).distinct().count()));
        assertTrue(ask(() -> sliders.stream().allMatch(slider -> slider.getWidth() > LEAST_SLIDER)));
        assertEquals(List.of(), ask(() -> robot.lookup("#crossbar .label").queryAllAs(Label.class).stream().filter(label -> !label.isWrapText())
                .filter(label -> label.lookup(".text") instanceof Text drawn && !drawn.getText().equals(label.getText())).map(Label::getText)
                .toList()));
    }

    @Test
    void theTourCutsNoWord(FxRobot robot) throws Exception {
        perform(studio::tour);
        await(() -> robot.lookup("#tour").tryQuery().isPresent());
        shoot(robot.lookup("#tour").query().getScene().getWindow(), "german-tour");
        List<Labeled> parts = robot.lookup("#tour .button").queryAllAs(Labeled.class).stream().toList();
        assertEquals(3, parts.size());
        assertEquals(ask(() -> parts.stream().map(Labeled::getText).toList()),
                ask(() -> parts.stream().map(part -> ((Text) part.lookup(".text")).getText()).toList()));
        robot.interact(() -> robot.lookup("#tour-leave").queryButton().fire());
    }

    private void lookAtADesign() throws Exception {
        Project created = fake.projects.create(temporary.resolve("ziffern"), NetworkTemplates.DIGITS.name());
        fake.searches.add(created, SampleLadders.request(60), 60, RunStatus.FINISHED);
        perform(() -> studio.openProject(created.folder()));
        await(() -> studio.project().known().size() == 60);
        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
    }

    @Test
    void everyPageSpeaksGerman(FxRobot robot) throws Exception {
        lookAtADesign();
        assertEquals(List.of("Erkunden", "Vergleichen", "Trainieren", "Chip", "Netz"),
                robot.lookup(".rail .toggle-button").queryAllAs(Labeled.class).stream().map(Labeled::getText).toList());
        List<String> keys = ask(() -> robot.lookup(".menu-bar").queryAs(MenuBar.class).getMenus().stream().flatMap(menu -> menu.getItems().stream())
                .map(MenuItem::getAccelerator).filter(Objects::nonNull).map(KeyCombination::getDisplayText).toList());
        assertTrue(keys.contains("Strg+Umschalt+Z"), () -> "keys " + keys);
        assertEquals(List.of(), keys.stream().filter(name -> name.contains("Ctrl") || name.contains("Shift")).toList());
        robot.push(KeyCode.CONTROL, KeyCode.D);
        for (KeyCode page : PAGES) {
            robot.push(KeyCode.ALT, page);
            shoot("german-" + page.getName(), WIDTH, HEIGHT);
            assertEquals(WIDTH, picture(WIDTH, HEIGHT).getWidth(), 1, "nothing is wider than the window");
        }
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        withParallelCoordinates(robot);
        perform(() -> studio.project().form().algorithmProperty().set(SearchAlgorithmId.LADDER));
        perform(() -> robot.lookup(".left").queryAs(ScrollPane.class).setVvalue(1));
        shoot("german-search", WIDTH, HEIGHT);
        perform(() -> studio.search().constraints().limit(CostKind.ENERGY).enter("0,5 uJ"));
        assertEquals("0.5 \u00b5J", robot.lookup("#value-energy").queryAs(TextField.class).getText());
        everyPageIsThereFromRightToLeft(robot);
    }

    /** The widest that the page Explore gets: its bars have to give way. */
    private void withParallelCoordinates(FxRobot robot) throws Exception {
        boolean shown = robot.lookup("#parallel").tryQuery().isPresent();
        if (!shown) {
            robot.push(KeyCode.CONTROL, KeyCode.P);
        }
        for (String colour : List.of("", "energy")) {
            perform(() -> robot.lookup("#parallel-colour").<String>queryComboBox().setValue(colour));
            shoot("german-parallel-" + (colour.isEmpty() ? "limits" : colour), WIDTH, HEIGHT);
            assertFalse(exploreScrollsSideways(WIDTH, HEIGHT), "coloured by '" + colour + "'");
        }
        perform(() -> robot.lookup("#parallel-colour").<String>queryComboBox().setValue(""));
        if (!shown) {
            robot.push(KeyCode.CONTROL, KeyCode.P);
        }
    }

    /** As in a locale of that direction: parts change sides, none gets lost, none leaves the window. */
    private void everyPageIsThereFromRightToLeft(FxRobot robot) throws Exception {
        for (KeyCode page : PAGES) {
            robot.push(KeyCode.ALT, page);
            awaitFeasibility();
            Set<String> before = shown();
            perform(() -> stage.getScene().setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT));
            shoot("right-to-left-" + page.getName(), WIDTH, HEIGHT);
            Bounds rail = ask(() -> robot.lookup(".rail").query().localToScene(robot.lookup(".rail").query().getBoundsInLocal()));
            assertTrue(rail.getMinX() > WIDTH / 2, "the rail is at the right: " + rail);
            assertEquals(before, shown());
            for (Node painted : Stream.of("#plot", "#parallel", ".layer-rasters").flatMap(one -> robot.lookup(one).queryAll().stream()).toList()) {
                assertEquals(NodeOrientation.LEFT_TO_RIGHT, painted.getEffectiveNodeOrientation(), painted + " would be torn into its layers");
            }
            perform(() -> stage.getScene().setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT));
        }
    }

    /** Else its answer may come between two looks at the window. */
    private void awaitFeasibility() throws Exception {
        await(() -> shown().stream().noneMatch(text -> text.startsWith("Es wird geprüft, ob diese Grenzen")));
    }

    /** Texts and drawings of the window that have an extent and lie inside of it, whatever is scrolled; of tables the heads. */
    private Set<String> shown() throws Exception {
        return ask(() -> stage.getScene().getRoot().lookupAll("*").stream()
                .filter(node -> node instanceof Chart || (node instanceof Labeled && !(node instanceof Cell)))
                .filter(node -> node.getLayoutBounds().getWidth() > 0 && node.getLayoutBounds().getHeight() > 0)
                .filter(node -> {
                    Bounds place = node.localToScene(node.getLayoutBounds());
                    return place.getMaxX() > 0 && place.getMinX() < WIDTH;
                }).map(node -> node instanceof Labeled labeled ? labeled.getText() : node.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
