package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.job.JobContext;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.Studies;

/** What differs between the studies. */
public interface StudyKind {
    /** What a study was asked and how to show and write it. */
    interface Outcome {
        StudyTable table(Texts texts);

        void export(Studies studies, Path file) throws HasnasException;
    }

    /** Name of the subcommand. */
    String command();

    String title(Texts texts);

    /** What is measured, in a sentence. */
    String what(Texts texts);

    /** Name of the number of candidates. */
    String countName(Texts texts);

    /** Option that says how many candidates. */
    String countOption();

    int defaultCount();

    /** Whether a table of trained networks can be given. */
    boolean takesTable();

    /** Carries it out; blocks. */
    Outcome run(Studies studies, Project project, SearchRequest search, int count, Optional<Path> table, int threads, JobContext job)
            throws HasnasException;
}
