package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.job.JobContext;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.Studies;

/** What is studied. */
public enum StudyKind {
    /** Step 1: what each operation of the space is worth. */
    OPERATIONS("--pairs", 50, true),
    /** Step 2: what each part of the template is worth. */
    TEMPLATES("--candidates", 30, false);

    private final String countOption;
    private final int defaultCount;
    private final boolean takesTable;

    StudyKind(String countOption, int defaultCount, boolean takesTable) {
        this.countOption = countOption;
        this.defaultCount = defaultCount;
        this.takesTable = takesTable;
    }

    /** Name of the subcommand. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title(Texts texts) {
        return switch (this) {
            case OPERATIONS -> texts.get("study.operations.title");
            case TEMPLATES -> texts.get("study.templates.title");
        };
    }

    /** What is measured, in a sentence. */
    public String what(Texts texts) {
        return switch (this) {
            case OPERATIONS -> texts.get("study.operations.what");
            case TEMPLATES -> texts.get("study.templates.what");
        };
    }

    /** Name of the number of candidates. */
    public String countName(Texts texts) {
        return switch (this) {
            case OPERATIONS -> texts.get("study.operations.count");
            case TEMPLATES -> texts.get("study.templates.count");
        };
    }

    /** Option that says how many candidates. */
    public String countOption() {
        return countOption;
    }

    public int defaultCount() {
        return defaultCount;
    }

    /** Whether a table of trained networks can be given. */
    public boolean takesTable() {
        return takesTable;
    }

    /** Carries it out; blocks. */
    StudyOutcome run(Studies studies, Project project, SearchRequest search, int count, Optional<Path> table, int threads, JobContext job)
            throws HasnasException {
        return switch (this) {
            case OPERATIONS -> new OperationOutcome(studies.operations(project, new OperationStudyRequest(search, count), table, threads, job));
            case TEMPLATES -> new TemplateOutcome(studies.templates(project, new TemplateStudyRequest(search, count), threads, job));
        };
    }
}
