package org.hasnas.ui.project;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.workbench.project.Projects;
import org.hasnas.workbench.project.SampleProjects;

/** How projects are made, opened, saved and left, and what has to be asked before. */
public final class ProjectViewModel {
    private final Projects projects;
    private final SampleProjects sampleProjects;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final SettingsViewModel settings;
    private final ObservableList<Path> samples = FXCollections.observableArrayList();
    /** Kept, since nobody else holds it for those who listen to it. */
    private final ObservableList<Path> shownSamples = FXCollections.unmodifiableObservableList(samples);
    /** Whether nothing can be stored in the open project. */
    private boolean isReadOnly;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    public ProjectViewModel(Projects projects, SampleProjects sampleProjects, UiServices around, OpenProject project, SettingsViewModel settings) {
        this.projects = projects;
        this.sampleProjects = sampleProjects;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.settings = settings;
        SearchForm form = project.form();
        project.projectProperty().subscribe(open -> refreshTitle());
        project.limitsProperty().subscribe(limits -> refreshTitle());
        project.chipProperty().subscribe(chip -> refreshTitle());
        form.algorithmProperty().subscribe(algorithm -> refreshTitle());
        Stream.concat(form.numbersOfLadder().stream(), form.numbersOfAll().stream())
                .forEach(number -> number.textProperty().subscribe(text -> refreshTitle()));
        background.run(sampleProjects::list, samples::setAll, dialogs::notice);
        settings.userSettingsProperty().subscribe((before, now) -> {
            if (before.threads() != now.threads()) {
                form.threads().set(now.threads());
            }
        });
    }

    /** Title of the window: project, a mark if it has unsaved changes, program. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Folders of the sample projects. */
    public ObservableList<Path> samples() {
        return shownSamples;
    }

    public OpenProject project() {
        return project;
    }

    public SettingsViewModel settings() {
        return settings;
    }

    public void createProject(Path folder, String preset) {
        leaveProject(() -> background.run(() -> projects.create(folder, preset), this::opened,
                sentence -> dialogs.problem(texts.get("project.problem.new"), sentence)));
    }

    /** Asks for a folder and opens the project in it. */
    public void chooseProject() {
        dialogs.chooseFolder(texts.get("project.open.title"), project.folderOrHome()).ifPresent(this::openProject);
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

    /**
     * Copies a command line that takes from the project's file what it has no options for; offers to save first.
     *
     * @param line empty while a number is wrong
     */
    public void copyAsCommand(Supplier<Optional<String>> line) {
        if (project.folder().isPresent()) {
            savedOrNot(texts.get("command.headline"), texts.get("command.unsaved"), texts.get("command.save-and-copy"),
                    texts.get("command.copy-only"),
                    () -> copy(line.get()));
        }
    }

    /** Does something after asking about unsaved changes and about what runs; does nothing if the user cancels. */
    public void leaveProject(Runnable next) {
        project.work().first().ifPresentOrElse(work -> {
            if (work.leaveQuestion().map(asked -> dialogs.confirm(asked.headline(), asked.question(), asked.stop())).orElse(true)) {
                work.stopThen(() -> leaveProject(next));
            }
        }, () -> savedOrNot(texts.get("leave.unsaved.headline", project.opened().map(Project::name).orElse("")), texts.get("leave.unsaved"),
                texts.get("action.save"), texts.get("leave.discard"), next));
    }

    /** Does something after asking whether to save, if there is something that can be saved; does nothing if the user cancels. */
    private void savedOrNot(String headline, String question, String save, String goOn, Runnable next) {
        if (!project.isModified() || project.request().isEmpty()) {
            next.run();
            return;
        }
        switch (dialogs.ask(headline, question, save, goOn)) {
            case YES -> saveThen(next);
            case NO -> next.run();
            case CANCEL -> {}
        }
    }

    private void saveThen(Runnable next) {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        SearchRequest request = project.request().orElse(null);
        if (request == null) {
            dialogs.problem(texts.get("project.problem.save"), String.join("\n", project.form().problems()));
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
            project.saved(changed);
            next.run();
        }, sentence -> dialogs.problem(texts.get("project.problem.save"), sentence));
    }

    private void copy(Optional<String> command) {
        command.ifPresentOrElse(line -> {
            dialogs.copy(line);
            dialogs.notice(texts.get("command.copied", line));
        }, () -> dialogs.problem(texts.get("command.headline"), String.join("\n", project.form().problems())));
    }

    private void opened(Project opened) {
        isReadOnly = false;
        project.open(opened);
        settings.addRecent(opened.folder());
        NetworkTemplates.fit(opened.search().template()).ifPresent(dialogs::notice);
        background.run(() -> projects.storeProblem(opened), problem -> problem.ifPresent(sentence -> offerOtherPlace(opened, sentence)),
                sentence -> dialogs.problem(texts.get("project.problem.open"), sentence));
    }

    private void offerOtherPlace(Project opened, String sentence) {
        if (!project.folder().equals(Optional.of(opened.folder()))) {
            return; // left while its folder was tried
        }
        isReadOnly = true;
        refreshTitle();
        if (dialogs.confirm(texts.get("project.read-only"), sentence, texts.get("project.choose-other"))) {
            dialogs.chooseFolder(texts.get("project.choose-other"), Path.of(System.getProperty("user.home", ".")))
                    .ifPresent(folder -> background.run(() -> projects.copyWithRuns(opened, folder), this::opened,
                            problem -> dialogs.problem(texts.get("project.problem.save"), problem)));
        }
    }

    private void refreshTitle() {
        boolean modified = project.isModified();
        title.set(project.opened().map(open -> isReadOnly ? texts.get("project.name.read-only", open.name()) : open.name())
                .map(name -> texts.get(modified ? "app.title.modified" : "app.title", name))
                .orElseGet(() -> texts.get("app.name")));
    }
}
