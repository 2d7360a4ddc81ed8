package org.hasnas.ui.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.data.Datasets;

/** How a data set is brought into the open project, with what is written in the window saved along. Used by the thread of the window. */
public final class DataImport implements LongWork {
    private final Datasets datasets;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final JobViewModel<Progress, Project> job;

    public DataImport(Datasets datasets, UiServices around, OpenProject project) {
        this.datasets = datasets;
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.job = new JobViewModel<>(around.background());
        project.work().add(this);
    }

    /** How far the import is; empty if there was none. */
    public ReadOnlyObjectProperty<Optional<Progress>> progressProperty() {
        return job.progressProperty();
    }

    /** Asks for a folder or a file, and imports it. */
    public void choose() {
        String title = texts.get("data.title");
        Optional<Path> source = switch (dialogs.ask(title, texts.get("data.question"), texts.get("data.folder"), texts.get("data.file"))) {
            case YES -> dialogs.chooseFolder(title, home());
            case NO -> dialogs.chooseFileToOpen(title, home(), Dialogs.FileKind.DATA);
            case CANCEL -> Optional.empty();
        };
        source.ifPresent(this::start);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "."));
    }

    /** Imports a folder or a file; nothing without an open project. */
    public void start(Path source) {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        Project now = project.request().map(open::withSearch).orElse(open);
        job.start(() -> datasets.importInto(now, source), started -> {}, end -> {
            switch (end) {
                case JobEnd.Finished<Project>(Project changed) -> imported(changed);
                case JobEnd.Stopped<Project> _ -> {} // nothing of it is left
                case JobEnd.Failed<Project>(Throwable cause) -> dialogs.problem(texts.get("data.problem"), Background.sentenceOf(cause));
            }
        }, sentence -> dialogs.problem(texts.get("data.problem"), sentence));
    }

    private void imported(Project changed) {
        project.saved(changed);
        NetworkTemplate template = changed.search().template();
        dialogs.notice(texts.get("data.imported", changed.search().dataset().path(), template.input(), template.classes()));
        NetworkTemplates.fit(template).ifPresent(dialogs::notice);
    }

    @Override
    public String title() {
        return texts.get("work.import");
    }

    @Override
    public ObservableBooleanValue running() {
        return job.live();
    }

    @Override
    public void pulse() {
        job.pulse();
    }

    @Override
    public int pace() {
        return 1;
    }

    @Override
    public List<RunningTask> tasks() {
        return List.of(new RunningTask("data", texts.get("task.data"), progressProperty().get().map(Progress::fraction).orElse(0.0), job::cancel));
    }

    @Override
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.empty();
    }

    @Override
    public void stopThen(Runnable next) {
        job.cancelThen(next);
    }
}
