package org.hasnas.cli.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Report;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.workbench.study.Studies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hasnas operations}: step 1, what each operation of the space is worth. */
@OnlyWith(options = "--force", with = "--csv")
@Command(name = "operations", description = {"Measure what leaving out each operation of the search space does to fitness and to each cost,"
        + " over paired random candidates, with 95 %% intervals, and recommend an operation set.",
    "", OperationStudy.PAIRING},
        footer = {
            "  hasnas operations sample-projects/digits-quickstart --space hasnas-operations --pairs 100",
            "  hasnas operations PROJECT --space spikenas-bench --table cifar10.csv --json"})
public final class OperationsCommand extends StudyCommand<OperationStudy> {
    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of candidates per operation; default: 50.")
    private int pairs = 50;

    @Option(names = "--table", paramLabel = "FILE", description = "CSV table of SpikeNAS-Bench: adds what leaving out each operation does to the"
            + " trained accuracies, over all pairs of the table.")
    private @Nullable Path table;

    public OperationsCommand(Session session) {
        super(session);
    }

    @Override
    OperationStudy study(Studies studies, Project opened, SearchRequest search, int threadCount) throws HasnasException {
        OperationStudyRequest request = new OperationStudyRequest(search, Options.atLeast("--pairs", pairs, 2));
        return session().result(studies.operations(opened, request, Optional.ofNullable(table).map(session()::resolve), threadCount));
    }

    @Override
    List<String> failures(OperationStudy study) {
        return study.failures();
    }

    @Override
    void export(Studies studies, OperationStudy study, Path file) throws HasnasException {
        studies.export(study, file);
    }

    @Override
    Report report(OperationStudy study) {
        return new OperationsReport(study);
    }
}
