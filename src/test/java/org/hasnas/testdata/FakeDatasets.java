package org.hasnas.testdata;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.data.FormatByNames;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.project.Projects;

/** Data sets of two sizes. */
public final class FakeDatasets implements Datasets {
    private final List<DatasetReference> asked;
    private final Projects projects;

    public FakeDatasets(List<DatasetReference> asked, Projects projects) {
        this.asked = asked;
        this.projects = projects;
    }

    @Override
    public DatasetReference.Format format(Path path) throws HasnasException {
        return FormatByNames.of(path);
    }

    @Override
    public DatasetShape shape(DatasetReference dataset) {
        return dataset.format().shape().orElse(new DatasetShape(new NetworkTemplate.ImageShape(1, 28, 28), 10));
    }

    @Override
    public DatasetSummary describe(DatasetReference dataset) {
        asked.add(dataset);
        DatasetShape shape = shape(dataset);
        return dataset.format() == DatasetReference.Format.DIGITS
                ? new DatasetSummary("digits", shape.image(), shape.classes(), 1797, 0, List.of(178, 182), Optional.empty())
                : new DatasetSummary("CIFAR-10", shape.image(), shape.classes(), 10000, 2000, List.of(1000, 1000), Optional.empty());
    }

    @Override
    public Optional<RecordingFacts> recordings(DatasetReference dataset, Path folder) {
        return Optional.empty();
    }

    @Override
    public Project use(Project project, DatasetReference dataset) throws HasnasException {
        DatasetShape shape = shape(dataset);
        Project changed = project.withImages(dataset, project.search().template().fittedTo(shape.image(), shape.classes()));
        projects.save(changed);
        return changed;
    }

    @Override
    public JobHandle<Progress, Project> importInto(Project project, Path source) {
        try {
            return FakeJob.done(use(project, new DatasetReference(format(source), "data/imported")));
        } catch (HasnasException notSaved) {
            return FakeJob.failed(notSaved);
        }
    }
}
