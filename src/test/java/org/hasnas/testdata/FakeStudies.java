package org.hasnas.testdata;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.Studies;

/** Studies that are done at once, for front ends. */
public final class FakeStudies implements Studies {
    @Override
    public OperationStudy operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads, JobContext job) {
        job.checkpoint();
        job.progress(1, 2);
        return SampleStudies.operations(request, table.map(Path::toString).orElse(""));
    }

    @Override
    public TemplateStudy templates(Project project, TemplateStudyRequest request, int threads, Consumer<TemplateStudy> partial, JobContext job) {
        job.checkpoint();
        job.progress(1, 2);
        if (request.trainings().isAsked()) {
            partial.accept(SampleStudies.templates(request, 3));
            job.checkpoint();
        }
        return SampleStudies.templates(request);
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
