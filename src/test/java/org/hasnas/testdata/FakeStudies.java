package org.hasnas.testdata;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.study.Studies;

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
