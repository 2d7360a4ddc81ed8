package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Dimension;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.quantities.DesignColours;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What a user does on the page Explore over the runs of a project. */
final class ExploreTest extends WindowTest {
    private static final int DESIGNS = 200;
    private static final SearchRequest OLDER = SampleLadders.request(DESIGNS).withSeed(7);
    private static final SearchRequest NEWER = SampleLadders.request(DESIGNS);

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) {
        show(primary, fake.all(), 1440, 900);
    }

    /** A project of two runs by trainings and of a design that was trained beside them. */
    private Project open() throws Exception {
        Map<SearchRequest, LadderProgress> made = new ConcurrentHashMap<>();
        fake.searches.ladder = (request, trials) -> Optional.of(made.computeIfAbsent(request, asked -> SampleLadders.progress(asked, trials)));
        Project created = fake.projects.create(temporary.resolve("digits-ladder"), NetworkTemplates.DIGITS.name());
        Project project = created.withSearch(NEWER);
        fake.projects.save(project);
        fake.searches.add(project, OLDER, DESIGNS, RunStatus.FINISHED);
        fake.searches.add(project, NEWER, DESIGNS, RunStatus.FINISHED);
        Architecture beside = Architecture.parse("0001 0002 3000 0000");
        fake.trainings.add(project, beside, RunStatus.FINISHED, 8);
        FakeAccuracies known = new FakeAccuracies();
        known.put(beside, Accuracy.of(AccuracyKind.TRAINED, 0.93, "training 1"));
        fake.candidates.accuracies = known;
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().outlooks().exist());
        return project;
    }

    private int known() {
        return studio.project().known().size();
    }

    /** Pictures of the window in light and dark, as it usually is, and as low as it gets, where it has no parallel coordinates at first. */
    private void draw(FxRobot robot, String name) throws Exception {
        for (String theme : List.of("light", "dark")) {
            shoot(name + "-" + theme + "-1440x900", 1440, 900);
            robot.push(KeyCode.CONTROL, KeyCode.P);
            shoot(name + "-" + theme + "-1000x700", 1000, 700);
            robot.push(KeyCode.CONTROL, KeyCode.P);
            perform(studio.settings()::toggleTheme);
        }
    }

    @Test
    void aNetworkLeavesForOtherTools(FxRobot robot) throws Exception {
        open();
        perform(() -> studio.project().selectedProperty().set(3));
        perform(() -> studio.explore().exportNetwork.menuItem().fire());
        await(() -> robot.lookup("#network-export-save").tryQuery().isPresent());
        assertTrue(robot.lookup("#network-export-weights").queryComboBox().getItems().getLast().toString().startsWith("untrained"));
        for (NetworkFormat format : NetworkFormat.values()) {
            String button = "#network-export-" + format.ending().replace('.', '-');
            robot.interact(() -> robot.lookup(button).queryAs(RadioButton.class).fire());
            assertTrue(robot.lookup(button).queryAs(RadioButton.class).isSelected());
        }
        shoot(robot.lookup("#network-export-save").queryButton().getScene().getWindow(), "network-export");
    }

    @Test
    void allRunsAndWhatWasTrainedBesideThemStandOnOnePlot(FxRobot robot) throws Exception {
        open();
        assertEquals(DESIGNS, known(), "the last run alone");
        TableView<?> table = robot.lookup("#trials").queryTableView();
        TableColumn<?, ?> run = table.getColumns().stream().filter(column -> column.getText().equals("Run")).findFirst().orElseThrow();
        assertTrue(!run.isVisible());

        robot.interact(() -> robot.lookup("#runs-all").queryButton().fire());
        await(() -> known() == 2 * DESIGNS + 1);
        assertTrue(run.isVisible());
        assertEquals(2, robot.lookup("#runs").queryAs(ListView.class).getSelectionModel().getSelectedItems().size());
        await(() -> table.getItems().size() == 2 * DESIGNS + 1);
        assertTrue(studio.project().outlooks().of(1).isPresent() && studio.project().outlooks().of(DESIGNS + 1).isPresent(), "of both runs");
        draw(robot, "all-runs");
        perform(() -> robot.lookup(".left").queryAs(ScrollPane.class).setVvalue(1));
        draw(robot, "all-runs-list");

        // A trained accuracy is a kind of its own: only the design that has one has a point.
        robot.interact(() -> robot.lookup("#value-axis").<PlotAxis>queryComboBox().setValue(PlotValue.TRAINED));
        await(() -> studio.explore().plot().shownProperty().get().points().count() == 1);

        ListView<?> runs = robot.lookup("#runs").queryAs(ListView.class);
        robot.interact(() -> {
            runs.requestFocus();
            runs.getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.SHIFT);
        await(() -> known() == DESIGNS + 1);
        robot.interact(() -> robot.lookup("#runs-trained").queryAs(CheckBox.class).setSelected(false));
        await(() -> known() == DESIGNS);
    }

    @Test
    void theSlidersTellWhatALimitCostsAndChangesAreUndoneByKeys(FxRobot robot) throws Exception {
        open();
        KnownTrials known = studio.project().known();
        double[] energies = known.costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double middle = Arrays.stream(energies).filter(Double::isFinite).sorted().skip(DESIGNS / 3).findFirst().orElseThrow();
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, middle)));
        Hyperlink relax = robot.lookup("#relax-energy").queryAs(Hyperlink.class);
        await(relax::isVisible);
        assertTrue(relax.getText().startsWith("Relax by "), relax.getText());
        draw(robot, "limits");

        robot.interact(relax::fire);
        await(() -> studio.project().limits().limit(CostKind.ENERGY) > middle);
        perform(() -> robot.lookup("#plot").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(middle, studio.project().limits().limit(CostKind.ENERGY));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertTrue(studio.project().limits().limit(CostKind.ENERGY) > middle);

        robot.clickOn("#lock-energy");
        assertTrue(robot.lookup("#slider-energy").query().isDisabled());
        double kept = studio.project().limits().limit(CostKind.ENERGY);
        perform(() -> robot.lookup("#reset-limits").queryButton().fire());
        assertEquals(ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, kept), studio.project().limits());
    }

    @Test
    void pointsAndLinesAreColouredByTheSameQuantity(FxRobot robot) throws Exception {
        open();
        double[] energies = studio.project().known().costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double middle = Arrays.stream(energies).filter(Double::isFinite).sorted().skip(DESIGNS / 2).findFirst().orElseThrow();
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, middle)));
        robot.interact(() -> robot.lookup("#plot-colour").<String>queryComboBox().setValue("latency"));
        assertEquals("latency", robot.lookup("#parallel-colour").<String>queryComboBox().getValue());
        draw(robot, "coloured-by-latency");
        robot.interact(() -> robot.lookup("#parallel-colour").<String>queryComboBox().setValue(DesignColours.RANK));
        await(() -> studio.explore().plot().colours().legend().isPresent());
        assertEquals(DesignColours.RANK, robot.lookup("#plot-colour").<String>queryComboBox().getValue());
        draw(robot, "coloured-by-rank");
        // Other runs, other quantities: the choice stays.
        robot.interact(() -> robot.lookup("#plot-colour").<String>queryComboBox().setValue("latency"));
        robot.interact(() -> robot.lookup("#runs-all").queryButton().fire());
        await(() -> known() == 2 * DESIGNS + 1);
        assertEquals("latency", robot.lookup("#plot-colour").<String>queryComboBox().getValue());
    }

    @Test
    void everyActionIsFoundByAFewLetters(FxRobot robot) throws Exception {
        open();
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 1e-6)));
        dialogs.names.add("hearing aid");
        robot.push(KeyCode.CONTROL, KeyCode.L);
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED));

        robot.push(KeyCode.CONTROL, KeyCode.K);
        await(() -> robot.lookup("#palette-list").tryQuery().isPresent());
        ListView<?> list = robot.lookup("#palette-list").queryListView();
        assertTrue(list.getItems().size() > 25, "all of the menus: " + list.getItems().size());
        for (String theme : List.of("light", "dark")) {
            shoot(list.getScene().getWindow(), "palette-" + theme);
            perform(studio.settings()::toggleTheme);
        }
        robot.write("hearaid");
        shoot(list.getScene().getWindow(), "palette-found");
        robot.push(KeyCode.ENTER);
        assertEquals(1e-6, studio.project().limits().limit(CostKind.ENERGY), "the limits that were named");
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED));
        await(() -> studio.explore().plot().bestPosition() >= 0);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        await(() -> robot.lookup("#palette-text").tryQuery().isPresent());
        robot.write("best feasible").push(KeyCode.ENTER);
        assertEquals(studio.explore().plot().bestPosition(), studio.project().selectedProperty().get(), "a button of the page");

        robot.push(KeyCode.CONTROL, KeyCode.K);
        await(() -> robot.lookup("#palette-text").tryQuery().isPresent());
        robot.write("v compare").push(KeyCode.ENTER);
        await(() -> robot.lookup("#compare-clear").tryQuery().isPresent() || robot.lookup("#compare .empty-text").tryQuery().isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        await(() -> robot.lookup("#palette-text").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#palette-text").tryQuery().isEmpty());
    }

    @Test
    void chosenRowsAreCopiedAsATable(FxRobot robot) throws Exception {
        open();
        TableView<?> table = robot.lookup("#trials").queryTableView();
        perform(() -> {
            table.getSelectionModel().selectRange(0, 2);
            table.getContextMenu().getItems().getLast().fire();
        });
        List<String[]> lines = dialogs.copied.getLast().lines().map(line -> line.split("\t", -1)).toList();
        assertEquals(3, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length == table.getVisibleLeafColumns().size()));
        List<String> head = List.of(lines.getFirst());
        assertTrue(lines.get(1)[head.indexOf("Energy")].endsWith(" \u00b5J"), "with units");
        assertEquals(studio.project().known().trials().getFirst().architecture().text(), lines.get(1)[head.indexOf("Connection matrix")]);
    }

    @Test
    void theBestBalanceOfTheFrontIsSelected(FxRobot robot) throws Exception {
        open();
        await(() -> studio.explore().plot().balancePosition() >= 0);
        robot.interact(() -> robot.lookup("#select-balance").queryButton().fire());
        assertEquals(studio.explore().plot().balancePosition(), studio.project().selectedProperty().get());
        draw(robot, "balance");
    }

    @Test
    void theSmallestWindowDoesNotScrollSidewaysWithParallelCoordinates(FxRobot robot) throws Exception {
        open();
        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        assertTrue(robot.lookup("#parallel").tryQuery().isPresent());
        assertFalse(exploreScrollsSideways(1000, 700), "after a window of 1440 pixels, which leaves a wide left side");
        shoot("parallel-1000x700", 1000, 700);
    }

    @Test
    void anyQuantityStandsOnTheXAxis(FxRobot robot) throws Exception {
        open();
        double[] energies = studio.project().known().costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double middle = Arrays.stream(energies).filter(Double::isFinite).sorted().skip(DESIGNS / 2).findFirst().orElseThrow();
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, middle)));
        ComboBox<PlotAxis> axis = robot.lookup("#axis").queryComboBox();
        PlotAxis width = new ChoiceAxis(Dimension.WIDTH);
        await(() -> axis.getItems().contains(width));
        perform(() -> studio.project().selectedProperty().set(3));
        for (PlotAxis across : List.of(width, PlotValue.EXPECTED, PlotValue.FITNESS)) {
            robot.interact(() -> axis.setValue(across));
            assertTrue(robot.lookup("#pareto").query().isDisabled(), "no front against " + across);
            draw(robot, "against-" + across.selector(new Texts()).replace(' ', '-'));
        }
        String words = robot.lookup("#plot").query().getAccessibleText();
        assertTrue(words.startsWith("Expected accuracy (%) against Fitness (a score)") && words.contains("\nfitness "), words);
        robot.interact(() -> robot.lookup("#runs-all").queryButton().fire());
        await(() -> known() == 2 * DESIGNS + 1);
        assertEquals(CostAxis.ENERGY, axis.getValue(), "other runs by trainings begin with the cost of their front");
        assertFalse(robot.lookup("#pareto").query().isDisabled());
    }

    @Test
    void anyQuantityStandsOnTheYAxis(FxRobot robot) throws Exception {
        open();
        double[] energies = studio.project().known().costs(CostKind.ENERGY, MemoryScope.ALL_PARAMETERS);
        double middle = Arrays.stream(energies).filter(Double::isFinite).sorted().skip(DESIGNS / 2).findFirst().orElseThrow();
        perform(() -> {
            studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, middle).withLimit(CostKind.LATENCY, 1e-3));
            studio.project().selectedProperty().set(3);
        });
        ComboBox<PlotAxis> up = robot.lookup("#value-axis").queryComboBox();
        PlotAxis width = new ChoiceAxis(Dimension.WIDTH);
        await(() -> up.getItems().contains(width));
        robot.interact(() -> robot.lookup("#axis").<PlotAxis>queryComboBox().setValue(PlotValue.EXPECTED));
        for (PlotAxis shown : List.of(width, CostAxis.LATENCY, CostAxis.ENERGY)) {
            robot.interact(() -> up.setValue(shown));
            assertEquals(!shown.isCost(), robot.lookup("#pareto").query().isDisabled(), "a front is of a cost: " + shown);
            await(() -> shown.isCost() == studio.explore().plot().frontProperty().get().length > 0);
            assertEquals(!shown.isCost(), robot.lookup("#plot-note").queryAs(Label.class).getText().contains("no Pareto front"));
            draw(robot, shown.selector(new Texts()).replace(' ', '-') + "-up");
        }
        String words = robot.lookup("#plot").query().getAccessibleText();
        assertTrue(words.startsWith("Energy (\u00b5J) against Expected accuracy (%)") && words.contains("\nexpected accuracy "), words);
        robot.interact(() -> robot.lookup("#axis").<PlotAxis>queryComboBox().setValue(CostAxis.LATENCY));
        words = robot.lookup("#plot").query().getAccessibleText();
        assertTrue(words.contains("expected accuracy "), "two costs: the accuracy is told all the same: " + words);
    }
}
