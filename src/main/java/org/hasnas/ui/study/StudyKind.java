package org.hasnas.ui.study;

import java.util.Locale;
import java.util.Optional;
import org.hasnas.job.JobHandle;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.study.Studies;

/** The kinds of study. */
public enum StudyKind {
    /** Step 1: what each operation of the space is worth. */
    OPERATIONS(50),
    /** Step 2: what each part of the template is worth. */
    TEMPLATES(30);

    private final int defaultCount;

    StudyKind(int defaultCount) {
        this.defaultCount = defaultCount;
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

    /** The line that makes the same study in a terminal. */
    String commandLine(StudyQuestion question) {
        return switch (this) {
            case OPERATIONS -> CommandLines.operations(question.project(), new OperationStudyRequest(question.search(), question.count()),
                    question.table(), question.threads());
            case TEMPLATES -> CommandLines.templates(question.project(),
                    new TemplateStudyRequest(question.search(), question.count(), question.trainings()), question.threads());
        };
    }

    public int defaultCount() {
        return defaultCount;
    }

    /** Whether a table of trained networks can be given. */
    public boolean takesTable() {
        return this == OPERATIONS;
    }

    /** Whether some of the candidates can be trained. */
    public boolean takesTrainings() {
        return this == TEMPLATES;
    }

    /** Carries it out. */
    JobHandle<StudyProgress, StudyOutcome> start(Studies studies, StudyQuestion question) {
        return switch (this) {
            case OPERATIONS -> studies.operations(question.project(), new OperationStudyRequest(question.search(), question.count()),
                    question.table(), question.threads()).map(steps -> new StudyProgress(steps, Optional.empty()), OperationOutcome::new);
            case TEMPLATES -> studies.templates(question.project(),
                    new TemplateStudyRequest(question.search(), question.count(), question.trainings()), question.threads())
                    .map(now -> new StudyProgress(now.steps(), now.known().map(study -> new TemplateOutcome(study, false))),
                            study -> new TemplateOutcome(study, true));
        };
    }
}
