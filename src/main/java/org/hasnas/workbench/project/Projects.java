package org.hasnas.workbench.project;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that opens and keeps project folders. Safe for any thread. */
public interface Projects {
    /** Reads a project folder (or its project.yaml). */
    Project open(Path folder) throws HasnasException;

    /** Reads a project folder that is to get another data set: whatever its file says of the present one is no fault. */
    Project openForImport(Path folder) throws HasnasException;

    /** Writes project.yaml (atomically), making the folder if needed. */
    void save(Project project) throws HasnasException;

    /** Whether the project's file holds something else than this project, because it was written elsewhere or can't be read. */
    boolean isChangedOutside(Project project);

    /** Saves a project in another folder that holds none; relative paths in it become absolute, so that they lead to the same files. */
    Project copy(Project project, Path folder) throws HasnasException;

    /** As {@link #copy}, with its runs, trainings and their weights; the folder may not hold any. */
    Project copyWithRuns(Project project, Path folder) throws HasnasException;

    /** A new project in an empty or new folder, from a template preset's name such as {@code digits}; written at once. */
    Project create(Path folder, String presetName) throws HasnasException;

    /** An error if a folder holds anything, so that no new project can be made in it. */
    void requireUnused(Path folder) throws HasnasException;

    /** Whether runs can be stored in the project's folder; a sentence that says why not and proposes another place, else empty. */
    Optional<String> storeProblem(Project project);
}
