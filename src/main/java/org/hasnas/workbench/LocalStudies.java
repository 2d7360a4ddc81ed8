package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.export.StudyCsv;
import org.hasnas.job.JobContext;
import org.hasnas.spikenas.BenchmarkTable;
import org.hasnas.study.OperationStudies;
import org.hasnas.study.TemplateStudies;
import org.hasnas.workbench.jobs.JobThreads;

/** Studies in this process. */
final class LocalStudies implements Studies {
    private final CostModels models;
    private final LocalScores scores;
    private final JobThreads threads;

    LocalStudies(CostModels models, LocalScores scores, JobThreads threads) {
        this.models = models;
        this.scores = scores;
        this.threads = threads;
    }

    @Override
    public OperationStudy operations(Project project, OperationStudyRequest request, Optional<Path> table, int workers, JobContext job)
            throws HasnasException {
        Optional<BenchmarkTable> trained = table.isPresent() ? Optional.of(BenchmarkTable.read(table.get())) : Optional.empty();
        Evaluation evaluation = Evaluation.of(request.search(), project.folder(), models, scores);
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            return OperationStudies.run(request, evaluation.evaluator(List.of(), pool), trained, job);
        } catch (IllegalArgumentException unsuitable) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Operations can't be studied: " + unsuitable.getMessage() + ".", unsuitable);
        }
    }

    @Override
    public TemplateStudy templates(Project project, TemplateStudyRequest request, int workers, JobContext job) throws HasnasException {
        Evaluation evaluation = Evaluation.of(request.search(), project.folder(), models, scores);
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            return TemplateStudies.run(request, search -> evaluation.evaluator(search, pool), job);
        }
    }

    @Override
    public void export(OperationStudy study, Path file) throws HasnasException {
        TextFiles.write(file, StudyCsv.write(study));
    }

    @Override
    public void export(TemplateStudy study, Path file) throws HasnasException {
        TextFiles.write(file, StudyCsv.write(study));
    }
}
