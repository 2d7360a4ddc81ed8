package org.hasnas.ui;

import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.OpenProject;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a view model has around it, new for each test: a workbench in memory, dialogs that are answered beforehand, and a window and workers
 * that do what is waiting when a test {@linkplain #settle says so}.
 */
public abstract class ViewModelFixture {
    private final ManualExecutor workers = new ManualExecutor();
    private final ManualExecutor window = new ManualExecutor();
    protected final FakeDialogs dialogs = new FakeDialogs();
    protected final FakeWorkbench workbench = new FakeWorkbench();
    protected final UiServices around = new UiServices(new Background(workers, window), dialogs, new Texts());
    protected final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
    protected final ImportedNetworks imports = new ImportedNetworks(workbench.exchange, workbench.costs, workbench.trainings, around, shared);
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    protected Path temporary;

    /** A project for the digits in a folder of this name. */
    protected final Project project(String folder) throws HasnasException {
        return workbench.projects.create(temporary.resolve(folder), "digits");
    }

    /** Opens a project and lets all that follows from it happen. */
    protected final void open(Project project) {
        shared.open(project);
        settle();
    }

    /** Lets everything happen that waits, and what follows from it. */
    protected final void settle() {
        boolean any = true;
        while (any) {
            boolean drained = workers.drain();
            any = window.drain() || drained; // both, in turns
        }
    }
}
