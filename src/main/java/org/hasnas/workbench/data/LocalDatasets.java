package org.hasnas.workbench.data;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.ClassHistogram;
import org.hasnas.data.DatasetImport;
import org.hasnas.data.FormatByNames;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.Projects;

/** Data sets in this process. */
public final class LocalDatasets implements Datasets {
    private final LoadedDatasets datasets;
    private final Projects projects;
    private final Jobs jobs;

    public LocalDatasets(LoadedDatasets datasets, Projects projects, Jobs jobs) {
        this.datasets = datasets;
        this.projects = projects;
        this.jobs = jobs;
    }

    @Override
    public Format format(Path path) throws HasnasException {
        return FormatByNames.of(path);
    }

    @Override
    public DatasetSummary describe(DatasetReference reference) throws HasnasException {
        LabelledDataset dataset = datasets.load(reference, Path.of(""), JobContext.NONE);
        ImageSet training = dataset.training();
        return new DatasetSummary(dataset.name(), training.shape(), training.classes(), training.size(), dataset.test().size(),
                ClassHistogram.of(training).images(), datasets.recordings(reference, Path.of(""), JobContext.NONE));
    }

    @Override
    public Optional<RecordingFacts> recordings(DatasetReference dataset, Path folder) throws HasnasException {
        return datasets.recordings(dataset, folder, JobContext.NONE);
    }

    @Override
    public DatasetShape shape(DatasetReference reference) throws HasnasException {
        return datasets.shape(reference, Path.of(""));
    }

    @Override
    public Project use(Project project, DatasetReference reference) throws HasnasException {
        Project changed = changed(project, reference, datasets.shape(reference, project.folder()));
        projects.save(changed);
        return changed;
    }

    private static Project changed(Project project, DatasetReference reference, DatasetShape images) throws HasnasException {
        try {
            return project.withImages(reference.withSubset(project.search().dataset().subset()),
                    NetworkTemplates.fitted(project.search().template(), images.image(), images.classes()));
        } catch (IllegalArgumentException tooSmall) {
            throw new HasnasException(ErrorCode.BAD_INPUT, project.file() + " stays as it is, for its template can't be fitted to "
                    + reference.path() + ": " + tooSmall.getMessage() + ".", tooSmall);
        }
    }

    @Override
    public JobHandle<Progress, Project> importInto(Project project, Path source) {
        return jobs.start("Import of " + source, job -> importInto(project, source, job));
    }

    private Project importInto(Project project, Path source, JobContext job) throws HasnasException {
        DatasetReference imported = new DatasetImport().importInto(source, project.folder().resolve("data"),
                (format, images) -> changed(project, new DatasetReference(format, source.toString()), images), job);
        String relative = project.folder().relativize(Path.of(imported.path())).toString().replace('\\', '/');
        DatasetReference reference = new DatasetReference(imported.format(), relative);
        return use(project, reference);
    }
}
