package org.hasnas.cli.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.report.RunReport;
import org.hasnas.error.HasnasException;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas trainings}: the stored trainings of a project, and what was measured. */
@Command(name = "trainings", description = "List the stored trainings of a project and the accuracies that were measured.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        footer = {"  hasnas trainings sample-projects/digits-quickstart"})
public final class TrainingsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Option(names = "--json", description = "Print one JSON document, with all epochs.")
    private boolean json;

    public TrainingsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Workbench workbench = session.workbench();
        Project opened = workbench.projects().open(session.resolve(project));
        List<TrainingSummary> trainings = workbench.trainings().list(opened);
        List<MeasuredAccuracy> accuracies = workbench.trainings().accuracies(opened);
        if (json) {
            List<Map<String, @Nullable Object>> measured = new ArrayList<>();
            accuracies.forEach(row -> measured.add(new JsonDocument().put("candidate", row.candidateHash())
                    .put("accuracy_kind", row.accuracy().kind().label()).put("accuracy", row.accuracy().fraction())
                    .put("accuracy_low_95", row.accuracy().lowFraction()).put("accuracy_high_95", row.accuracy().highFraction())
                    .put("accuracy_source", row.accuracy().source()).put("measured", row.measured().toString()).map()));
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            trainings.forEach(training -> rows.add(document(training).map()));
            session.document("hasnas-trainings", 1).put("project", opened.folder().toString()).put("trainings", rows).put("accuracies", measured)
                    .print(session.out());
            return ExitCodes.OK;
        }
        if (trainings.isEmpty()) {
            session.out().println(opened.folder() + " has no trainings yet; start one with: hasnas train " + project
                    + " --matrix '0302 0030 3003 0000'");
            return ExitCodes.OK;
        }
        TextTable table = new TextTable("training", "<status", "<candidate", "<architecture", "epochs", "best validation", "seed", "<weights", "from",
                "<failure");
        for (TrainingSummary training : trainings) {
            table.row(Long.toString(training.id()), EnumNames.of(training.status()), training.candidateHash().substring(0, 12),
                    training.request().architecture().text(), training.epochs().size() + "/" + training.request().settings().epochs(),
                    training.best().map(best -> String.format(Locale.ROOT, "%.2f %%", 100 * best.validationAccuracy())).orElse("-"),
                    Long.toString(training.request().settings().seed()), weights(training.request().settings()),
                    training.request().from().isPresent() ? Long.toString(training.request().from().getAsLong()) : "-",
                    training.failure().orElse(""));
        }
        table.print(session.out());
        if (!accuracies.isEmpty()) {
            session.out().println();
            for (MeasuredAccuracy row : accuracies) {
                session.out().println(row.candidateHash().substring(0, 12) + "  " + TrainCommand.sentence(row.accuracy()));
            }
        }
        return ExitCodes.OK;
    }

    private static String weights(TrainingSettings settings) {
        return settings.isQuantized() ? settings.weightBits() + " bits" : "float32";
    }

    static JsonDocument document(TrainingSummary training) {
        TrainingSettings settings = training.request().settings();
        List<Map<String, @Nullable Object>> epochs = new ArrayList<>();
        for (EpochResult epoch : training.epochs()) {
            epochs.add(new JsonDocument().put("epoch", epoch.epoch()).put("training_loss", epoch.trainingLoss())
                    .put("training_accuracy", epoch.trainingAccuracy()).put("validation_accuracy", epoch.validationAccuracy())
                    .put("seconds", epoch.seconds()).map());
        }
        return new JsonDocument().put("training", training.id()).put("status", EnumNames.of(training.status()))
                .put("failure", training.failure().orElse(null)).put("candidate", training.candidateHash())
                .put("preset", training.request().template().name()).put("search_space", training.request().space().name())
                .put("architecture", training.request().architecture().text()).put("dataset", RunReport.dataset(training.request().dataset()))
                .put("started", training.started().toString()).put("epochs_planned", settings.epochs()).put("batch_size", settings.batchSize())
                .put("learning_rate", settings.learningRate()).put("optimizer", EnumNames.of(settings.optimizer()))
                .put("momentum", settings.momentum()).put("weight_decay", settings.weightDecay())
                .put("surrogate", EnumNames.of(settings.surrogate())).put("augment", settings.augment())
                .put("label_smoothing", settings.labelSmoothing()).put("averaging", settings.averaging())
                .put("keep", EnumNames.of(settings.keep()))
                .put("validation_fraction", settings.validationFraction()).put("seed", settings.seed())
                .put("weight_bits", settings.isQuantized() ? settings.weightBits() : null)
                .put("from_training", training.request().from().isPresent() ? training.request().from().getAsLong() : null)
                .put("best_epoch", training.best().map(EpochResult::epoch).orElse(null))
                .put("kept_epoch", training.kept().map(EpochResult::epoch).orElse(null)).put("epochs", epochs);
    }
}
