package org.hasnas.cli.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.training.TrainingChanges;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas trainings}: the stored trainings of a project, and what was measured. */
@OnlyWith(options = "--image", with = "--network")
@OnlyWith(options = "--network", with = "--image")
@Command(name = "trainings", description = "List the stored trainings of a project and the accuracies that were measured, or show what a trained"
        + " network does with a test image: votes and spikes.",
        footer = {
            "  hasnas trainings sample-projects/digits-quickstart",
            "  hasnas trainings sample-projects/digits-quickstart --network 1 --image 17"})
public final class TrainingsCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--network", paramLabel = "N", description = "A finished training, by its number.")
    private @Nullable Long training;

    @Option(names = "--image", paramLabel = "I", description = "A test image, by its number from 0.")
    private int image;

    public TrainingsCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Project opened = project.open(session());
        Trainings trainings = session().workbench().trainings();
        Long network = training;
        if (network != null) {
            Activity seen = trainings.activity(opened, network, image);
            return new ActivityReport(network, image, seen, session().workbench().costs()
                    .stepByStep(trainings.get(opened, network).request().network(), opened.search().hardware(), seen));
        }
        return new Listed(opened.folder(), project.word(), trainings.list(opened), trainings.accuracies(opened));
    }

    /** @param rates of its LIF layers on held-out images; empty if unknown */
    static JsonDocument json(TrainingSummary training, List<LayerRate> rates) {
        TrainingSettings settings = training.request().settings();
        TrainingHealth health = training.health(rates);
        boolean unknown = training.failure().isPresent() && !health.verdict().isHopeless(); // the epochs don't tell why it failed
        return new JsonDocument().put("training", training.id()).put("status", training.status())
                .put("failure", training.failure()).put("health", unknown ? null : health.verdict())
                .put("health_explanation", unknown ? null : health.explanation()).put("candidate", training.candidateHash())
                .put("preset", training.request().template().name()).put("search_space", training.request().space().name())
                .put("architecture", training.request().architecture().text()).put("dataset", Naming.text(training.request().dataset()))
                .put("started", training.started().toString()).put("epochs_planned", settings.epochs())
                .put("images_per_epoch", settings.imagesPerEpoch() == TrainingSettings.ALL_IMAGES ? null : settings.imagesPerEpoch())
                .put("batch_size", settings.batchSize())
                .put("learning_rate", settings.learningRate()).put("optimizer", settings.optimizer())
                .put("momentum", settings.momentum()).put("weight_decay", settings.weightDecay())
                .put("surrogate", settings.surrogate()).put("augment", settings.augment())
                .put("label_smoothing", settings.labelSmoothing()).put("averaging", settings.averaging())
                .put("keep", settings.keep())
                .put("validation_fraction", settings.validationFraction()).put("seed", settings.seed())
                .put("weight_bits", settings.isQuantized() ? settings.weightBits() : null)
                .put("warm_up_epochs", settings.recipe().warmUpEpochs()).put("loss", settings.recipe().loss())
                .put("mse_share", settings.recipe().mseShare()).put("surrogate_width", settings.recipe().surrogateWidth())
                .put("cutout", settings.recipe().cutout()).put("mixup", settings.recipe().mixup()).put("learn_tau", settings.recipe().learnTau())
                .put("learn_threshold", settings.recipe().learnThreshold()).put("membrane_norm", settings.recipe().membraneNorm())
                .put("teacher", settings.recipe().hasTeacher() ? settings.recipe().teacher() : null)
                .put("teacher_share", settings.recipe().hasTeacher() ? settings.recipe().teacherShare() : null)
                .put("weight_noise", settings.recipe().weightNoise()).put("adc_step", settings.recipe().adcStep())
                .put("stop_when", settings.stopWhen())
                .put("from_training", training.request().from())
                .put("best_epoch", training.best().map(EpochResult::epoch))
                .put("kept_epoch", training.kept().map(EpochResult::epoch)).put("kept_epoch_is", settings.keep().words())
                .put("epochs", training.epochs().stream().map(epoch -> new JsonDocument().put("epoch", epoch.epoch())
                        .put("training_loss", epoch.trainingLoss()).put("training_accuracy", epoch.trainingAccuracy())
                        .put("validation_accuracy", epoch.validationAccuracy()).put("seconds", epoch.seconds())).toList());
    }

    /**
     * The trainings of a project.
     *
     * @param word the project as the user wrote it
     */
    private record Listed(Path folder, String word, List<TrainingSummary> trainings, List<MeasuredAccuracy> accuracies) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-trainings", 1).put("project", folder.toString())
                    .put("trainings", trainings.stream().map(training -> TrainingsCommand.json(training, List.of())).toList())
                    .put("accuracies", accuracies.stream().map(row -> new JsonDocument().put("candidate", row.candidateHash())
                            .putAll(TrainCommand.json(row.accuracy())).put("measured", row.measured().toString())).toList());
        }

        @Override
        public void text(PrintStream out) {
            if (trainings.isEmpty()) {
                out.println(folder + " has no trainings yet; start one with: hasnas train " + word + " --matrix '0302 0030 3003 0000'");
                return;
            }
            TextTable table = new TextTable("training", "<status", "<candidate", "<architecture", "epochs", "best validation", "seed", "<weights",
                    "from", "<recipe", "<health", "<failure");
            for (TrainingSummary training : trainings) {
                TrainingSettings settings = training.request().settings();
                table.row(training.id(), EnumNames.of(training.status()), training.candidateHash().substring(0, 12),
                        training.request().architecture().text(), training.epochs().size() + "/" + settings.epochs(),
                        training.best().map(best -> Figures.percent(2, best.validationAccuracy())).orElse("-"),
                        settings.seed(), settings.weights(),
                        training.request().from().isPresent() ? training.request().from().getAsLong() : "-",
                        String.join(",", TrainingChanges.recipe(settings)),
                        EnumNames.of(training.health(List.of()).verdict()), training.failure().orElse(""));
            }
            table.print(out);
            if (!accuracies.isEmpty()) {
                out.println();
                accuracies.forEach(row -> out.println(row.candidateHash().substring(0, 12) + "  " + TrainCommand.sentence(row.accuracy())));
            }
        }
    }
}
