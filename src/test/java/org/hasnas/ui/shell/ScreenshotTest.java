package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.job.RunStatus;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.constraints.LimitViewModel;
import org.hasnas.workbench.settings.UserSettings.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/** Draws the window in both themes into {@code target/screenshots}, to be looked at. */
final class ScreenshotTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();
    private static final int DESIGNS = 300;
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 900;
    private static final int SMALL_WIDTH = 1000;
    private static final int SMALL_HEIGHT = 640;

    @Start
    void start(Stage primary) {
        show(primary, fake.all());
    }

    @Test
    void drawsTheWindowInBothThemes() throws Exception {
        shoot("empty-light");
        Project project = fake.projects.create(temporary.resolve("cifar10-paper"), NetworkTemplates.HASNAS_CIFAR10.name());
        fake.searches.add(project, Samples.request(NetworkTemplates.HASNAS_CIFAR10, 1000), 640, RunStatus.STOPPED);
        fake.searches.add(project, Samples.request(NetworkTemplates.HASNAS_CIFAR10, 1200), 1200, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().known().size() == 1200);
        shoot("project-light");
        int best = studio.project().known().best();
        assertTrue(best >= 0, "a feasible candidate");
        perform(() -> studio.project().selectedProperty().set(best));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        shoot("selected-light");
        findClosest();
        shoot("closest-light");
        shoot("closest-small-light", SMALL_WIDTH, SMALL_HEIGHT);
        perform(() -> studio.settings().setTheme(Theme.DARK));
        shoot("closest-dark");
        perform(() -> studio.explore().closest().close());
        perform(() -> studio.search().search().start());
        await(() -> studio.search().search().liveStatusProperty().get().isPresent());
        await(() -> studio.project().known().size() > 30);
        perform(() -> studio.project().selectedProperty().set(12));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        shoot("running-dark");
        perform(() -> studio.search().search().stop());
        await(() -> studio.search().search().liveStatusProperty().get().isEmpty());
        int backward = backwardCandidate();
        perform(() -> {
            studio.project().selectedProperty().set(backward);
            studio.search().constraints().limits().getFirst().enter("12 apples");
            studio.search().constraints().limits().get(1).unlimitedProperty().set(true);
            studio.project().form().budget().textProperty().set("many");
        });
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        shoot("stopped-dark");
        perform(() -> studio.settings().setTheme(Theme.LIGHT));
        ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".candidate .scroll-pane");
        perform(() -> scroll.setVvalue(1));
        shoot("cost-light");
        perform(() -> studio.search().hardware().modelProperty().set(CostModelId.PHYSICAL));
        await(() -> studio.project().chip() instanceof PhysicalSettings);
        await(() -> studio.explore().candidate().costProperty().get().filter(report -> report instanceof PhysicalCostReport).isPresent());
        perform(() -> scroll.setVvalue(0.45));
        shoot("physical-light");
        perform(() -> studio.settings().setTheme(Theme.DARK));
        shoot("physical-dark");
        perform(() -> studio.settings().setTheme(Theme.LIGHT));
        for (String id : List.of("menu-help", "menu-preferences", "menu-new")) {
            shootDialog(id);
        }
        shoot("small-light", SMALL_WIDTH, SMALL_HEIGHT);
    }

    @Test
    void drawsASearchByTrainings() throws Exception {
        Map<Integer, LadderProgress> made = new ConcurrentHashMap<>();
        fake.searches.ladder = (request, trials) -> request.ladder().map(settings -> made.computeIfAbsent(Math.min(DESIGNS, trials.size()),
                count -> SampleLadders.progress(request, trials.subList(0, count))));
        Project project = fake.projects.create(temporary.resolve("digits-ladder"), NetworkTemplates.DIGITS.name())
                .withSearch(SampleLadders.request(DESIGNS));
        fake.projects.save(project);
        fake.searches.add(project, SampleLadders.request(DESIGNS), DESIGNS, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().outlooks().exist());
        perform(() -> studio.project().selectedProperty().set(studio.project().outlooks().best()));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        shootBoth("ladder");
        ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".candidate .scroll-pane");
        perform(() -> scroll.setVvalue(0.3));
        shoot("ladder-accuracy-light", 1440, 900);
        perform(() -> {
            LimitViewModel energy = studio.search().constraints().limit(CostKind.ENERGY);
            energy.enter("1.2 uJ");
            studio.search().constraints().limit(CostKind.LATENCY).enter("1 ms");
            studio.project().selectedProperty().set(-1);
        });
        await(() -> studio.project().known().feasible() < 250);
        shootBoth("ladder-limits");
        perform(() -> {
            studio.project().form().budget().set(5000);
            studio.search().search().start();
        });
        await(() -> studio.project().known().size() >= DESIGNS);
        shoot("ladder-running-light", 1440, 900);
        shoot("ladder-running-small-light", SMALL_WIDTH, SMALL_HEIGHT);
        perform(() -> studio.search().search().stop());
        await(() -> studio.search().search().liveStatusProperty().get().isEmpty());
    }

    /** In both themes and sizes. */
    private void shootBoth(String name) throws Exception {
        for (Theme theme : Theme.values()) {
            perform(() -> studio.settings().setTheme(theme));
            String end = "-" + theme.name().toLowerCase(Locale.ROOT);
            shoot(name + end, 1440, 900);
            shoot(name + "-small" + end, 1000, 700);
        }
        perform(() -> studio.settings().setTheme(Theme.LIGHT));
    }

    private void findClosest() throws Exception {
        perform(() -> {
            studio.explore().closest().open();
            studio.explore().closest().wanted(CostKind.MEMORY).textProperty().set("1.2 M");
            studio.explore().closest().find();
        });
        await(() -> studio.explore().closest().answerProperty().get().found());
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
    }

    /** The first candidate that has edges in both directions. */
    private int backwardCandidate() {
        return IntStream.range(0, studio.project().known().size())
                .filter(position -> {
                    var edges = studio.project().known().trials().get(position).architecture().cell(0).edges();
                    return edges.stream().filter(edge -> !edge.isForward()).count() >= 2 && edges.size() >= 5;
                }).findFirst().orElse(0);
    }

    private void shootDialog(String menuItem) throws Exception {
        Window dialog = dialogOf(menuItem);
        save(ask(() -> dialog.getScene().snapshot(null)), menuItem);
        perform(dialog::hide);
        await(() -> Window.getWindows().size() == 1);
    }

    private void shoot(String name) throws Exception {
        shoot(name, WIDTH, HEIGHT);
    }
}
