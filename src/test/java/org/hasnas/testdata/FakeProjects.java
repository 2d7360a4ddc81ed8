package org.hasnas.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.project.Projects;

/** Projects in memory, with a file each that says no more than the name. */
public final class FakeProjects implements Projects {
    private final List<String> calls;
    private final Map<Path, Project> projects = new ConcurrentHashMap<>();
    public final List<Project> saved = new ArrayList<>();
    /** What the project of a folder searches that was not saved here. */
    public volatile Function<Path, Optional<SearchRequest>> found =
            folder -> Files.exists(folder.resolve(Project.FILE_NAME)) ? Optional.of(Samples.digits(400)) : Optional.empty();
    /** A sentence if runs can't be stored. */
    public volatile Optional<String> storeProblem = Optional.empty();

    /** @param calls told what was opened */
    public FakeProjects(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public Project open(Path folder) throws HasnasException {
        calls.add("open " + folder);
        Project known = projects.get(folder);
        return known != null ? known : project(folder, found.apply(folder).orElseThrow(
                () -> new HasnasException(ErrorCode.NOT_FOUND, folder + " holds no project.yaml; choose a project folder.")));
    }

    private static Project project(Path folder, SearchRequest search) {
        return new Project(folder, String.valueOf(folder.getFileName()), "", search);
    }

    @Override
    public void save(Project project) {
        try {
            Files.createDirectories(project.folder());
            Files.writeString(project.file(), project.name());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        projects.put(project.folder(), project);
        saved.add(project);
    }

    @Override
    public Project create(Path folder, String presetName) throws HasnasException {
        NetworkTemplates.Preset preset = NetworkTemplates.byName(presetName)
                .orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "there is no preset '" + presetName + "'"));
        Project project = project(folder, Samples.request(preset, 400));
        save(project);
        return project;
    }

    @Override
    public void requireUnused(Path folder) throws HasnasException {
        if (Files.exists(folder)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, folder + " is not empty; choose a new folder.");
        }
    }

    @Override
    public boolean isChangedOutside(Project project) {
        return !project.equals(projects.get(project.folder()));
    }

    @Override
    public Project copy(Project project, Path folder) {
        Project copy = project.movedTo(folder, project.search());
        save(copy);
        return copy;
    }

    @Override
    public Project copyWithRuns(Project project, Path folder) {
        return copy(project, folder);
    }

    @Override
    public Project openForImport(Path folder) throws HasnasException {
        return open(folder);
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return storeProblem;
    }
}
