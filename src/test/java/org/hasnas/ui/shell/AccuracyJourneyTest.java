package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/** From a project to a trained accuracy on the plot, and from limits that nothing meets back to ones that something does. */
final class AccuracyJourneyTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();
    private static final double NEEDED_SQUARE_METRES = 2e-6;

    @Start
    void start(Stage primary) {
        show(primary, fake.all());
    }

    @Test
    void accuraciesAreShownByKindAndALimitToBlameIsMoved() throws Exception {
        SearchRequest request = Samples.digits(60);
        FakeAccuracies accuracies = new FakeAccuracies();
        accuracies.put(Samples.trial(request, 3).architecture(), Accuracy.of(AccuracyKind.TRAINED, 0.9712, "10 epochs, 360 test images"));
        fake.candidates.accuracies = accuracies;
        fake.costs.feasible = (_, _, _, limits) -> {
            boolean enough = limits.limit(CostKind.AREA) >= NEEDED_SQUARE_METRES;
            return new Feasibility(limits, enough ? Feasibility.Answer.FEASIBLE : Feasibility.Answer.INFEASIBLE, Optional.empty(), Optional.empty(),
                    List.of(new Feasibility.Reach(CostKind.AREA, limits.limit(CostKind.AREA), 1e-9, Optional.of(NEEDED_SQUARE_METRES))),
                    Optional.empty(), List.of());
        };
        Project project = fake.projects.create(temporary.resolve("digits"), "digits");
        fake.searches.add(project, request, 60, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().known().size() == 60 && studio.accuracies().lookedAt() == 60);

        ComboBox<PlotAxis> show = this.<ComboBox<PlotAxis>>node("#value-axis");
        perform(() -> show.setValue(PlotValue.TRAINED));
        await(() -> studio.explore().plot().shownProperty().get().points().count() > 0);
        assertTrue(this.<Labeled>node("#plot-note").getText().contains("trained"), "how many lack it");
        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> stage.getScene().lookup("#accuracy-trained") != null);
        assertEquals("97.12 %", this.<Labeled>node("#accuracy-trained").getText());
        assertEquals("not yet", this.<Labeled>node("#accuracy-on-chip").getText());

        perform(() -> studio.search().constraints().limit(CostKind.AREA).setLimit(NEEDED_SQUARE_METRES / 4));
        await(() -> stage.getScene().lookup("#move-area") != null);
        perform(this.<Button>node("#move-area")::fire);
        await(() -> stage.getScene().lookup("#move-area") == null);
        assertTrue(studio.project().limits().limit(CostKind.AREA) >= NEEDED_SQUARE_METRES);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows what has this id
    private <T> T node(String selector) {
        return (T) stage.getScene().lookup(selector);
    }
}
