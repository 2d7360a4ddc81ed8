package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.project.Projects;
import org.jspecify.annotations.Nullable;

/** A project that is the same in every folder but one that is missing. */
public final class FakeProjects implements Projects {
    public final List<Project> saved = new ArrayList<>();
    public ConstraintSet limits = ConstraintSet.PUBLISHED;
    @Nullable
    RuntimeException bug;
    public String storeProblem = "";
    private final List<String> calls;

    FakeProjects(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public Project open(Path folder) throws HasnasException {
        calls.add("open " + folder);
        if (bug != null) {
            throw bug;
        }
        if (folder.getFileName().toString().equals("missing")) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no project in " + folder);
        }
        SearchRequest request = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                NetworkTemplates.DIGITS.space(), SpikeSimSettings.DEFAULT, limits, SearchAlgorithmId.HASNAS, 3,
                new FitnessSettings(32, 1), 5);
        return new Project(folder, "a project", "", request);
    }

    @Override
    public void save(Project project) {
        saved.add(project);
    }

    @Override
    public Project create(Path folder, String presetName) {
        throw Unexpected.call("Projects.create");
    }

    @Override
    public boolean isChangedOutside(Project project) {
        throw Unexpected.call("isChangedOutside");
    }

    @Override
    public Project copy(Project project, Path folder) {
        throw Unexpected.call("copy");
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return storeProblem.isEmpty() ? Optional.empty() : Optional.of(storeProblem);
    }
}
