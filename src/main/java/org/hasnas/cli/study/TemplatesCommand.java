package org.hasnas.cli.study;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Report;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyProgress;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.workbench.study.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas templates}: step 2, what each part of the template is worth. */
@OnlyWith(options = "--force", with = "--csv")
@OnlyWith(options = "--epochs", with = "--train", without = "--train=0")
@Command(name = "templates", description = {"Compare templates around the project's: widths, cells, one matrix or one each, final pool, classifier"
        + " and time steps, one changed at a time, with random candidates that all share, under the project's limits."},
        footer = {
            "  hasnas templates sample-projects/digits-quickstart --candidates 100",
            "  hasnas templates sample-projects/digits-quickstart --score sahd --train 8 --epochs 10",
            "  hasnas templates PROJECT --score sahd --limits 'memory=4 M' --json"})
public final class TemplatesCommand extends StudyCommand<TemplateStudy> {
    @Option(names = "--candidates", paramLabel = "N", description = "Random candidates that all templates share; default: 30.")
    private int candidates = 30;

    @Option(names = "--train", paramLabel = "N", description = "Also train the first N of them in every template, on 70 %% of the training images,"
            + " and tell the accuracies on the rest.")
    private int trained;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of these trainings; default: 10.")
    private int epochs = 10;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public TemplatesCommand(Session session) {
        super(session);
    }

    @Override
    TemplateStudy study(Studies studies, Project opened, SearchRequest search, int threadCount) throws HasnasException {
        SearchRequest limited = search.withLimits(limitOptions.applyTo(search.limits(), search.hardware().model()));
        int shared = Options.atLeast("--candidates", candidates, 2);
        return session().result(studies.templates(opened, new TemplateStudyRequest(limited, shared, trainings(shared)), threadCount),
                TemplateStudyProgress::steps);
    }

    private ShortTrainings trainings(int shared) throws HasnasException {
        if (trained == 0) {
            return ShortTrainings.NONE;
        }
        int networks = Options.atLeast("--train", trained, 2);
        if (networks > shared) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--train " + networks + " asks for more networks than the " + shared
                    + " candidates that are shared. Take a smaller number, or more --candidates.");
        }
        return new ShortTrainings(networks, Options.atLeast("--epochs", epochs, 1));
    }

    @Override
    List<String> failures(TemplateStudy study) {
        return study.failures();
    }

    @Override
    void export(Studies studies, TemplateStudy study, Path file) throws HasnasException {
        studies.export(study, file);
    }

    @Override
    Report report(TemplateStudy study) {
        return new TemplatesReport(study);
    }
}
