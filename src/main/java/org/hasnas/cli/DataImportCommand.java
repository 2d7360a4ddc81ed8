package org.hasnas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.DatasetReference.Format;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.workbench.DatasetSummary;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas data import}: checks a data set and lets a project use it where it lies. */
@Command(name = "import", description = "Check a data set and let a project use it. The files stay where they are; project.yaml gets their path.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        footer = {"  hasnas data import cifar-10-batches-bin --project sample-projects/cifar10-paper"})
final class DataImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PATH", description = "Folder or file of the data set.")
    private Path path = Path.of("");

    @Option(names = "--project", paramLabel = "PROJECT", description = "Project folder; default: the current folder.")
    private Path project = Path.of("");

    @Option(names = "--format", paramLabel = "F", converter = Converters.OfFormat.class,
            description = "digits, cifar10, cifar100, tiny-imagenet or idx; default: by the names of the files.")
    private @Nullable Format format;

    DataImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path folder = session.resolve(project);
        if (project.toString().isEmpty() && !Files.exists(folder.resolve(Project.FILE_NAME))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "there is no " + Project.FILE_NAME + " in " + folder
                    + "; say with --project which project is to use the data set");
        }
        DatasetReference dataset = DataInfoCommand.reference(session.resolve(path), format);
        Workbench workbench = session.workbench();
        Project opened = workbench.openProject(folder);
        DatasetSummary summary = workbench.describeDataset(dataset);
        SearchRequest search = opened.search();
        requireFit(summary, search.template());
        workbench.saveProject(opened.withSearch(new SearchRequest(dataset, search.template(), search.space(), search.hardware(), search.limits(),
                search.algorithm(), search.budget(), search.fitness(), search.seed())));
        session.note(DataInfoCommand.describe(summary));
        session.note(opened.file() + " now uses " + RunReport.dataset(dataset) + "; start with: hasnas search " + opened.folder());
        return ExitCodes.OK;
    }

    private static void requireFit(DatasetSummary summary, NetworkTemplate template) throws HasnasException {
        if (!summary.shape().equals(template.input()) || summary.classes() != template.classes()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, summary.name() + " has images of " + summary.shape() + " in " + summary.classes()
                    + " classes, but the project's template '" + template.name() + "' takes " + template.input() + " in " + template.classes()
                    + " classes; choose another data set or another template");
        }
    }
}
