package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.run.SearchViewModel;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.project.Projects;
import org.hasnas.workbench.project.SampleProjects;

/** The open project: new, open, samples, save, and what has to be asked before. */
public final class MainViewModel {
    private final Projects projects;
    private final SampleProjects sampleProjects;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final SearchViewModel search;
    private final RunningWork running;
    private final ConstraintsViewModel constraints;
    private final SettingsViewModel settings;
    private final ObservableList<Path> samples = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    MainViewModel(Projects projects, SampleProjects sampleProjects, UiServices around, SearchViewModel search, RunningWork running,
            ConstraintsViewModel constraints, SettingsViewModel settings) {
        this.projects = projects;
        this.sampleProjects = sampleProjects;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.search = search;
        this.running = running;
        this.constraints = constraints;
        this.settings = settings;
        search.projectProperty().subscribe(project -> refreshTitle());
        search.known().limitsProperty().subscribe(limits -> refreshTitle());
        search.known().hardwareProperty().subscribe(hardware -> refreshTitle());
        search.settings().algorithmProperty().subscribe(algorithm -> refreshTitle());
        search.settings().numbers().forEach(number -> number.textProperty().subscribe(text -> refreshTitle()));
        background.run(sampleProjects::list, samples::setAll, dialogs::notice);
        NumberEntry threads = search.settings().threads();
        settings.settingsProperty().subscribe((before, now) -> {
            if (before.threads() != now.threads()) {
                threads.set(now.threads());
            }
        });
    }

    /** Title of the window: project, a mark if it has unsaved changes, program. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Folders of the sample projects. */
    public ObservableList<Path> samples() {
        return FXCollections.unmodifiableObservableList(samples);
    }

    /** Folder in which file choosers start. */
    public Path folder() {
        return search.projectProperty().get().map(Project::folder).orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
    }

    public void createProject(Path folder, String preset) {
        leaveProject(() -> background.run(() -> projects.create(folder, preset), this::opened,
                sentence -> dialogs.problem(texts.get("project.problem.new"), sentence)));
    }

    /** Asks for a folder and opens the project in it. */
    public void chooseProject() {
        dialogs.chooseFolder(texts.get("project.open.title"), folder()).ifPresent(this::openProject);
    }

    public void openProject(Path folder) {
        leaveProject(() -> background.run(() -> projects.open(folder), this::opened,
                sentence -> dialogs.problem(texts.get("project.problem.open"), sentence)));
    }

    /** Asks for a place, copies a sample there and opens the copy. */
    public void openSample(Path sample) {
        leaveProject(() -> dialogs.chooseFolder(texts.get("project.sample.title"), Path.of(System.getProperty("user.home", ".")))
                .ifPresent(parent -> background.run(() -> projects.open(sampleProjects.copy(sample, parent)), this::opened,
                        sentence -> dialogs.problem(texts.get("project.problem.open"), sentence))));
    }

    /** Writes limits and search settings to the project's file. */
    public void save() {
        saveThen(() -> dialogs.notice(texts.get("project.saved")));
    }

    /** Copies the command line of the search; offers to save first what only the project's file can carry. */
    public void copyAsCommand() {
        if (search.projectProperty().get().isEmpty()) {
            return;
        }
        if (search.isModified() && search.request().isPresent()) {
            switch (dialogs.ask(texts.get("command.headline"), texts.get("command.unsaved"), texts.get("command.save-and-copy"),
                    texts.get("command.copy-only"))) {
                case YES -> saveThen(this::copyCommand);
                case NO -> copyCommand();
                case CANCEL -> { }
            }
        } else {
            copyCommand();
        }
    }

    /** Does something after asking about unsaved changes and about what runs; does nothing if the user cancels. */
    public void leaveProject(Runnable next) {
        running.stopThen(() -> leaveSaved(next));
    }

    private void leaveSaved(Runnable next) {
        if (!search.isModified() || search.request().isEmpty()) {
            next.run();
            return;
        }
        String name = search.projectProperty().get().map(Project::name).orElse("");
        switch (dialogs.ask(texts.get("leave.unsaved.headline", name), texts.get("leave.unsaved"), texts.get("action.save"),
                texts.get("leave.discard"))) {
            case YES -> saveThen(next);
            case NO -> next.run();
            case CANCEL -> { }
        }
    }

    private void saveThen(Runnable next) {
        Project open = search.projectProperty().get().orElse(null);
        if (open == null) {
            return;
        }
        SearchRequest request = search.request().orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("project.problem.save"), String.join("\n", search.settings().problems()));
            return;
        }
        Project changed = open.withSearch(request);
        background.run(() -> projects.isChangedOutside(open), outside -> {
            if (!outside || dialogs.confirm(texts.get("save.changed.headline"), texts.get("save.changed", open.file()), texts.get("save.anyway"))) {
                write(changed, next);
            }
        }, sentence -> dialogs.problem(texts.get("project.problem.save"), sentence));
    }

    private void write(Project changed, Runnable next) {
        background.perform(() -> projects.save(changed), () -> {
            search.saved(changed);
            next.run();
        }, sentence -> dialogs.problem(texts.get("project.problem.save"), sentence));
    }

    private void copyCommand() {
        search.command().ifPresentOrElse(line -> {
            dialogs.copy(line);
            dialogs.notice(texts.get("command.copied", line));
        }, () -> dialogs.problem(texts.get("command.headline"), String.join("\n", search.settings().problems())));
    }

    private void opened(Project project) {
        search.open(project); // with its chip, whose model the limits are of
        constraints.show(project.search().limits());
        settings.addRecent(project.folder());
        background.run(() -> projects.storeProblem(project), problem -> problem.ifPresent(sentence -> offerOtherPlace(project, sentence)),
                sentence -> dialogs.problem(texts.get("project.problem.open"), sentence));
    }

    private void offerOtherPlace(Project project, String sentence) {
        if (dialogs.confirm(texts.get("project.read-only"), sentence, texts.get("project.choose-other"))) {
            dialogs.chooseFolder(texts.get("project.choose-other"), Path.of(System.getProperty("user.home", ".")))
                    .ifPresent(folder -> background.run(() -> projects.copy(project, folder), this::opened,
                            problem -> dialogs.problem(texts.get("project.problem.save"), problem)));
        }
    }

    private void refreshTitle() {
        Optional<Project> project = search.projectProperty().get();
        boolean modified = search.isModified();
        title.set(project.map(open -> texts.get(modified ? "app.title.modified" : "app.title", open.name()))
                .orElseGet(() -> texts.get("app.name")));
    }
}
