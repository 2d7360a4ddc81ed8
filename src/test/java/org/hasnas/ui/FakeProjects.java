package org.hasnas.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.workbench.project.Projects;

/** Projects in memory, with a file each that says no more than the name. */
public final class FakeProjects implements Projects {
    private final Map<Path, Project> projects = new ConcurrentHashMap<>();
    /** A sentence if runs can't be stored. */
    public volatile Optional<String> storeProblem = Optional.empty();

    @Override
    public Project open(Path folder) throws HasnasException {
        Project project = projects.get(folder);
        if (project != null) {
            return project;
        }
        if (!Files.exists(folder.resolve(Project.FILE_NAME))) {
            throw new HasnasException(ErrorCode.NOT_FOUND, folder + " holds no project.yaml; choose a project folder.");
        }
        return create(folder, "digits");
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
    }

    @Override
    public Project create(Path folder, String presetName) throws HasnasException {
        NetworkTemplates.Preset preset = NetworkTemplates.byName(presetName)
                .orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "there is no preset '" + presetName + "'"));
        Project project = new Project(folder, String.valueOf(folder.getFileName()), "", Samples.request(preset, 400));
        save(project);
        return project;
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
    public Optional<String> storeProblem(Project project) {
        return storeProblem;
    }
}
