package org.hasnas.testdata;

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
import org.hasnas.workbench.study.Studies;

/** Studies for front ends that are done at once, unless a test holds them. */
public final class FakeStudies implements Studies {
    public final HeldJobs jobs = new HeldJobs();

    @Override
    public JobHandle<Progress, OperationStudy> operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads) {
        return jobs.job(new Progress(1, 2), SampleStudies.operations(request, table.map(Path::toString).orElse("")));
    }

    @Override
    public JobHandle<TemplateStudyProgress, TemplateStudy> templates(Project project, TemplateStudyRequest request, int threads) {
        Optional<TemplateStudy> partial = request.trainings().isAsked() ? Optional.of(SampleStudies.templates(request, 3)) : Optional.empty();
        return jobs.job(new TemplateStudyProgress(new Progress(1, 2), partial), SampleStudies.templates(request));
    }

    @Override
    public void export(OperationStudy study, Path file) throws HasnasException {
        TextFile.write(file, "operations");
    }

    @Override
    public void export(TemplateStudy study, Path file) throws HasnasException {
        TextFile.write(file, "templates");
    }
}
