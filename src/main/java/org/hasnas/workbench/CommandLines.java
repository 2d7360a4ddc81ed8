package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.inference.model.GraphReading.Readout;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.training.TrainingChanges;

/**
 * Lines for a POSIX shell that do what a call of the {@link Workbench} does. They name what differs from the project's file as far as the
 * command has an option for it; limits are taken from the file.
 */
public final class CommandLines {
    private final List<String> words = new ArrayList<>();

    private CommandLines(String command, Project project) {
        words.addAll(List.of("hasnas", command, quoted(project.folder().toString())));
    }

    /** The line that starts a search. */
    public static String search(Project project, SearchRequest request, int threads) {
        CommandLines line = new CommandLines("search", project);
        line.hardware(request.hardware(), project.search().hardware());
        line.option("--algorithm", request.algorithm().label()).option("--budget", request.budget()).option("--seed", request.seed());
        request.ladder().ifPresent(ladder -> {
            line.option("--minutes", Numbers.brief(ladder.minutes()));
            if (ladder.onChip() > 0) {
                line.option("--on-chip", ladder.onChip());
            }
            if (ladder.front() != project.search().ladder().map(LadderSettings::front).orElse(FrontCost.ENERGY)) {
                line.option("--front", ladder.front().label());
            }
            List<Architecture> ofProject = project.search().ladder().map(LadderSettings::given).orElse(List.of());
            ladder.given().stream().filter(design -> !ofProject.contains(design)).forEach(design -> line.option("--design", design.text()));
        });
        return line.option("--threads", request.ladder().map(LadderSettings::sideBySide).orElse(threads)).text();
    }

    /** The line that goes on with a stored run. */
    public static String resume(Project project, long runId, int threads) {
        return new CommandLines("search", project).option("--resume", runId).option("--threads", threads).text();
    }

    /** The line that starts a training with its settings; data set, template and space are the project's. */
    public static String train(Project project, TrainingRequest request, int threads) {
        TrainingSettings settings = request.settings();
        CommandLines line = new CommandLines("train", project);
        request.from().ifPresentOrElse(source -> line.option("--from", source), () -> line.option("--matrix", request.architecture().text()));
        line.option("--epochs", settings.epochs()).option("--batch", settings.batchSize())
                .option("--optimizer", EnumNames.of(settings.optimizer())).option("--lr", Numbers.brief(settings.learningRate()))
                .option("--surrogate", EnumNames.of(settings.surrogate())).option("--seed", settings.seed())
                .option("--weight-bits", settings.weightBits());
        TrainingSettings byOptions = project.training().withOptimizer(settings.optimizer()).withEpochs(settings.epochs())
                .withBatchSize(settings.batchSize()).withLearningRate(settings.learningRate()).withSurrogate(settings.surrogate())
                .withSeed(settings.seed()).withWeightBits(settings.weightBits());
        List<String> others = TrainingChanges.between(byOptions, settings);
        if (!others.isEmpty()) {
            line.option("--set", String.join(",", others));
        }
        return line.option("--threads", threads).text();
    }

    /** The line that measures a trained network on a simulated chip. */
    public static String chipAccuracy(Project project, ChipAccuracyRequest request) {
        CommandLines line = new CommandLines("chip-accuracy", project);
        switch (request.weights()) {
            case ChipWeights.OfTraining(long id) -> line.option("--network", id);
            case ChipWeights.OfFile(Path file) -> line.option("--weights", file);
            case ChipWeights.OfGraph(Path file, GraphReading reading) -> {
                line.option("--imported", file);
                reading.dt().ifPresent(dt -> line.option("--dt", Numbers.brief(dt)));
                reading.timeSteps().ifPresent(steps -> line.option("--time-steps", steps));
                reading.encoding().ifPresent(encoding -> line.option("--encoding", EnumNames.of(encoding)));
                if (reading.readout() != Readout.SUM) {
                    line.option("--readout", EnumNames.of(reading.readout()));
                }
            }
        }
        line.option("--hardware", request.profileOrFile());
        if (!request.devices().isEmpty()) {
            line.option("--devices", request.devices());
        }
        request.die().ifPresent(folder -> line.option("--die", folder));
        if (!request.chip().equals(MacroChoice.OF_TEMPLATE)) {
            line.option("--chip", request.chip().text());
        }
        if (request.ideal()) {
            line.words.add("--ideal");
        }
        request.adcRange().ifPresent(range -> line.option("--adc-range", EnumNames.of(range)));
        request.compensation().filter(wanted -> wanted != Compensation.NONE)
                .ifPresent(wanted -> line.option("--compensation", EnumNames.of(wanted)));
        String conditions = Arrays.stream(ChipParameter.values()).filter(request.settings()::containsKey)
                .map(parameter -> parameter.label() + "=" + Numbers.brief(request.settings().getOrDefault(parameter, 0.0)))
                .collect(Collectors.joining(","));
        if (!conditions.isEmpty()) {
            line.option("--conditions", conditions);
        }
        request.sweep().ifPresent(sweep -> line.option("--sweep", sweep.parameter().label() + "=" + sweep.text()));
        if (request.part() == ChipImages.TRAINING) {
            line.words.add("--training-images");
        }
        if (request.images() > 0) {
            line.option("--images", request.images());
        }
        line.option("--seeds", request.seeds());
        return (request.firstSeed() == 1 ? line : line.option("--seed", request.firstSeed())).option("--threads", request.threads()).text();
    }

    /** The line that studies the operations. */
    public static String operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads) {
        CommandLines line = new CommandLines("operations", project).option("--pairs", request.pairs());
        line.study(project, request.search(), threads);
        table.ifPresent(file -> line.option("--table", file));
        return line.text();
    }

    /** The line that studies the templates. */
    public static String templates(Project project, TemplateStudyRequest request, int threads) {
        CommandLines line = new CommandLines("templates", project).option("--candidates", request.candidates());
        line.study(project, request.search(), threads);
        if (request.trainings().isAsked()) {
            line.option("--train", request.trainings().networks()).option("--epochs", request.trainings().epochs());
        }
        return line.text();
    }

    private void study(Project project, SearchRequest search, int threads) {
        option("--seed", search.seed()).option("--threads", threads);
        if (!search.space().equals(project.search().space())) {
            option("--space", search.space().name());
        }
        if (search.fitness().score() != project.search().fitness().score()) {
            option("--score", search.fitness().score().label());
        }
    }

    private void hardware(HardwareSettings chip, HardwareSettings projects) {
        if (chip.equals(projects)) {
            return;
        }
        option("--model", chip.model().label());
        switch (chip) {
            case SpikeSimSettings _ -> {}
            case PhysicalSettings physical -> {
                option("--hardware", physical.profileName());
                if (!physical.catalogName().isEmpty()) {
                    option("--catalog", physical.catalogName());
                }
                if (!physical.profile().devices().isEmpty()) {
                    option("--devices", physical.profile().devices());
                }
                if (!(projects instanceof PhysicalSettings saved && saved.spikeRates().equals(physical.spikeRates()))) {
                    option("--spike-rates", switch (physical.spikeRates()) {
                        case SpikeRateSource.Measured _ -> "measured";
                        case SpikeRateSource.Given(SpikeRates rates) -> rates.commonRate();
                    });
                }
            }
        }
    }

    private CommandLines option(String name, Object value) {
        words.addAll(List.of(name, quoted(value.toString())));
        return this;
    }

    private String text() {
        return String.join(" ", words);
    }

    /** A word so that the shell reads it back unchanged. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
