package org.hasnas.cli;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.data.FormatByNames;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.FakeJob;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.project.Projects;

/** Data sets of two sizes. */
public final class FakeDatasets implements Datasets {
    private final List<DatasetReference> asked;
    private final Projects projects;

    FakeDatasets(List<DatasetReference> asked, Projects projects) {
        this.asked = asked;
        this.projects = projects;
    }

    @Override
    public DatasetReference.Format format(Path path) throws HasnasException {
        return FormatByNames.of(path);
    }

    @Override
    public DatasetSummary describe(DatasetReference dataset) {
        asked.add(dataset);
        boolean digits = dataset.format() == DatasetReference.Format.DIGITS;
        return digits ? new DatasetSummary("digits", new NetworkTemplate.ImageShape(1, 8, 8), 10, 1797, 0, List.of(178, 182))
                : new DatasetSummary("CIFAR-10", new NetworkTemplate.ImageShape(3, 32, 32), 10, 10000, 2000, List.of(1000, 1000));
    }

    @Override
    public JobHandle<Progress, Project> importInto(Project project, Path source) {
        Project changed = project.withSearch(project.search().withDataset(new DatasetReference(project.search().dataset().format(),
                "data/imported")));
        try {
            projects.save(changed);
        } catch (HasnasException notSaved) {
            return FakeJob.failed(notSaved);
        }
        return FakeJob.done(changed);
    }
}
