package org.hasnas.ui.study;

import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.study.Studies;

/** The result of a study, to be shown and exported. */
sealed interface StudyOutcome permits OperationOutcome, TemplateOutcome {
    StudyTable table(Texts texts);

    void export(Studies studies, Path file) throws HasnasException;
}
