package org.hasnas.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.report.Naming;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas data import}: checks a data set, brings it into a project and lets the project use it. */
@Command(name = "import", description = {"Check a data set, copy or unpack it into the project's data folder and let the project use it.",
    "With --in-place the files stay where they are and project.yaml gets their path."},
        footer = {"  hasnas data import cifar-10-binary.tar.gz --project sample-projects/cifar10-paper",
            "  hasnas data import cifar-10-batches-bin --in-place --project sample-projects/cifar10-paper",
            "  hasnas data import /usr/share/datasets/fashion-mnist --in-place --project sample-projects/fashion-mnist"})
public final class DataImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PATH", description = "Folder of the data set, one of its IDX files, or an archive of it: .zip, .tar,"
            + " .tar.gz, .tar.bz2, .tar.xz.")
    private Path path = Path.of("");

    @Option(names = "--project", paramLabel = "PROJECT", description = "Project folder; default: the current folder.")
    private Path project = Path.of("");

    @Option(names = "--in-place", description = "Use the files where they are instead of copying them.")
    private boolean inPlace;

    @Option(names = "--format", paramLabel = "F",
            description = DatasetOptions.FORMATS + "; with --in-place; default: by the names of the files.")
    private @Nullable Format format;

    public DataImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path folder = session.resolve(project);
        if (project.toString().isEmpty() && !Files.exists(folder.resolve(Project.FILE_NAME))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "there is no " + Project.FILE_NAME + " in " + folder
                    + "; say with --project which project is to use the data set");
        }
        Workbench workbench = session.workbench();
        Project opened = workbench.projects().openForImport(folder);
        Project changed = inPlace ? usedInPlace(workbench, opened) : session.result(workbench.datasets().importInto(opened, session.resolve(path)));
        NetworkTemplates.fit(changed.search().template()).ifPresent(session::note);
        session.note(changed.file() + " now uses " + Naming.text(changed.search().dataset()) + ": images of "
                + changed.search().template().input() + " in " + changed.search().template().classes() + " classes; start with: hasnas search "
                + CommandLines.quoted(changed.folder().toString()));
        return ExitCodes.OK;
    }

    private Project usedInPlace(Workbench workbench, Project opened) throws HasnasException {
        DatasetReference dataset = DataInfoCommand.reference(session, path, format);
        session.note(DataInfoCommand.describe(workbench.datasets().describe(dataset)));
        return workbench.datasets().use(opened, dataset);
    }
}
