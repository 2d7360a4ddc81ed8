package org.hasnas.workbench.study;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.search.model.Project;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyProgress;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that studies operations and templates before a search. Safe for any thread. */
public interface Studies {
    /**
     * Step 1: what leaving out each operation of a space does to fitness and costs, over paired random candidates.
     *
     * @param request the project's search, perhaps changed
     * @param table CSV table of SpikeNAS-Bench, for what it does to trained accuracy; empty for none
     */
    JobHandle<Progress, OperationStudy> operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads);

    /** Step 2: what each part of the template is worth, over random candidates that all templates share. */
    JobHandle<TemplateStudyProgress, TemplateStudy> templates(Project project, TemplateStudyRequest request, int threads);

    /** Writes a study as CSV, one row per operation. */
    void export(OperationStudy study, Path file) throws HasnasException;

    /** Writes a study as CSV, one row per template. */
    void export(TemplateStudy study, Path file) throws HasnasException;
}
