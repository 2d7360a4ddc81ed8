package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.ManualExecutor;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.settings.NamedLimits;
import org.hasnas.workbench.settings.UnsavedLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LimitKeeperTest extends ViewModelFixture {
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;
    @SuppressWarnings("NullAway.Init") // set before each test
    private UnsavedLimits files;

    @BeforeEach
    void make() throws Exception {
        project = project("p");
        files = new UnsavedLimits(temporary.resolve("config"));
    }

    /** The program as it is started anew. */
    private static final class Program {
        final ManualExecutor work = new ManualExecutor();
        final FakeDialogs dialogs = new FakeDialogs();
        final OpenProject project = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        final LimitHistory history = new LimitHistory(project);

        Program(UnsavedLimits files) {
            new LimitKeeper(files, new UiServices(new Background(work, work), dialogs, new Texts()), AfterPause.AT_ONCE, project);
        }

        Program open(Project opened) {
            project.open(opened);
            settle();
            return this;
        }

        void set(ConstraintSet limits) {
            project.limitsProperty().set(limits);
            settle();
        }

        void settle() {
            while (work.drain()) {
                // and what follows from it
            }
        }
    }

    private ConstraintSet moved() {
        return project.search().limits().withLimit(CostKind.ENERGY, 1.25e-6);
    }

    @Test
    void limitsOutliveAProgramThatIsKilledAndThoseOfTheFileAreOneStepBack() {
        new Program(files).open(project).set(moved());
        Program again = new Program(files).open(project);
        assertEquals(moved(), again.project.limits());
        assertTrue(again.dialogs.notices.getFirst().contains("Ctrl+Z"), again.dialogs.notices.toString());
        assertTrue(again.project.isModified());
        again.history.undo();
        again.settle();
        assertEquals(project.search().limits(), again.project.limits());
        assertEquals(project.search().limits(), new Program(files).open(project).project.limits(), "what is undone is not set again");
    }

    @Test
    void limitsThatAreSavedOrGivenUpAreForgotten() {
        Program saving = new Program(files).open(project);
        saving.set(moved());
        saving.project.saved(project.withSearch(project.search().withLimits(moved())));
        saving.settle();
        assertEquals(Optional.empty(), files.of(project.folder()));

        Program leaving = new Program(files).open(project);
        leaving.set(moved());
        assertTrue(files.of(project.folder()).isPresent());
        leaving.project.close(); // after the question whether to save
        leaving.settle();
        assertEquals(Optional.empty(), files.of(project.folder()));
        Program again = new Program(files).open(project);
        assertEquals(project.search().limits(), again.project.limits());
        assertEquals(List.of(), again.dialogs.notices);
    }

    @Test
    void limitsThatNobodyWasAskedAboutStay() {
        Program leaving = new Program(files).open(project);
        leaving.set(moved());
        leaving.project.form().threads().textProperty().set("none"); // nothing can be saved, so nothing is asked
        leaving.project.close();
        leaving.settle();
        assertEquals(moved(), new Program(files).open(project).project.limits());
    }

    @Test
    void eachProjectHasItsOwn() throws Exception {
        Project other = project("other");
        Program program = new Program(files).open(project);
        program.set(moved());
        assertEquals(other.search().limits(), new Program(files).open(other).project.limits());
        assertEquals(moved(), files.of(project.folder()).map(NamedLimits::limits).orElseThrow());
    }

    @Test
    void limitsOfAnotherCostModelWaitForItsChip() throws Exception {
        ConstraintSet physical = ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 3e-6);
        files.keep(project.folder(), new NamedLimits("p", CostModelId.PHYSICAL, physical));
        Program program = new Program(files).open(project);
        assertEquals(project.search().limits(), program.project.limits());
        PhysicalSettings chip = workbench.costs.physical("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Measured(0));
        program.project.takeChip(chip, List.of());
        assertEquals(3e-6, program.project.limits().limit(CostKind.AREA));
    }

    @Test
    void aFileThatCannotBeReadOrWrittenStopsNothing() throws Exception {
        Program first = new Program(files).open(project);
        first.set(moved());
        Path folder = temporary.resolve("config").resolve("unsaved-limits");
        try (Stream<Path> all = Files.list(folder)) {
            Files.writeString(all.findFirst().orElseThrow(), "{ \"version\": 7");
        }
        Program again = new Program(files).open(project);
        assertEquals(project.search().limits(), again.project.limits());
        assertEquals(List.of(), again.dialogs.problems);

        Path blocked = Files.writeString(temporary.resolve("blocked"), "a file where the folder would be");
        Program unable = new Program(new UnsavedLimits(blocked)).open(project);
        unable.set(moved());
        unable.set(moved().withLimit(CostKind.AREA, 1e-6));
        assertEquals(1, unable.dialogs.notices.size(), "told once: " + unable.dialogs.notices);
        assertEquals(1e-6, unable.project.limits().limit(CostKind.AREA));
    }
}
