package org.hasnas.cli.option;

import java.nio.file.Path;
import org.hasnas.cli.console.Session;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.CommandLines;
import picocli.CommandLine.Parameters;

/** The project a command works on: {@code PROJECT}. */
public final class ProjectParameter {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path path = Path.of("");

    /** Opens the project; a note says how its preset was fitted to its images, if it was. */
    public Project open(Session session) throws HasnasException {
        Project project = session.workbench().projects().open(session.resolve(path));
        NetworkTemplates.fit(project.search().template()).ifPresent(session::note);
        return project;
    }

    /** The folder as the user wrote it, for a line that can be typed next. */
    public String word() {
        return CommandLines.quoted(path.toString());
    }
}
