package org.hasnas.cli.search;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.SubsetOptions;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.NewProjects;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.CommandLines;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas new}: a project that suits a data set. */
@Command(name = "new",
        description = {"Make a project that searches designs for a data set by trainings: cells in several widths, time steps and weight"
                + " bits, on the chip " + NewCommand.CHIP + ".",
            "Limits that are not given are chosen: each is what three quarters of random designs stay within."},
        footer = {"  hasnas new my-digits --data digits",
            "  hasnas new clothes --data /usr/share/datasets/fashion-mnist --minutes 30 --limits 'energy=0.5 uJ'",
            "  hasnas new small --data cifar-10-batches-bin --preset fashion-mnist --subset 10000 --limits unlimited"})
public final class NewCommand extends ReportCommand {
    static final String CHIP = "neurosim-22nm-rram";
    private static final double SPIKE_RATE = 0.1;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the project; new or empty.")
    private Path path = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", required = true,
            description = "Folder of the data set, which stays where it is; 'digits' for the embedded digits.")
    private Path data = Path.of("");

    @Option(names = "--format", paramLabel = "F",
            description = DatasetOptions.FORMATS + "; default: by the names of the files.")
    private @Nullable Format format;

    @Mixin
    private SubsetOptions subset = new SubsetOptions();

    @Option(names = "--preset", paramLabel = "P",
            description = "Template around the cells, fitted to the images; default: this program's own for images most like them.")
    private @Nullable Preset preset;

    @Option(names = "--minutes", paramLabel = "M", description = "Minutes of a search; default: 10.")
    private double minutes = LadderSettings.USUAL_MINUTES;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public NewCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Workbench workbench = session().workbench();
        Path folder = session().resolve(path);
        workbench.projects().requireUnused(folder);
        HardwareSettings chip = workbench.costs().physical(CHIP, "", folder, new SpikeRateSource.Given(SpikeRates.of(SPIKE_RATE)));
        ConstraintSet asked = limitOptions.applyTo(ConstraintSet.UNLIMITED, chip.model()); // a mistake in them is told before the data are read
        DatasetReference dataset = subset.of(dataset());
        Project unlimited = project(folder, dataset, workbench.datasets().describe(dataset.whole()), chip);
        NetworkTemplates.fit(unlimited.search().template()).ifPresent(session()::note);

        SearchRequest search = unlimited.search().withLimits(ConstraintSet.UNLIMITED.withMemoryScope(asked.memoryScope()));
        ConstraintSet typical = session().result(workbench.costs().typicalLimits(search));
        ConstraintSet limits = limitOptions.applyTo(typical, chip.model());
        List<CostKind> chosen = Arrays.stream(CostKind.values()).filter(kind -> limits.limit(kind) == typical.limit(kind)).toList();
        Feasibility feasibility = session().result(workbench.costs().feasibility(search.template(), search.space(), chip, limits));
        Project project = unlimited.withSearch(search.withLimits(limits));
        workbench.projects().save(project);
        return new Made(project, chosen, feasibility, CommandLines.quoted(path.toString()));
    }

    private DatasetReference dataset() throws HasnasException {
        Format wanted = format;
        for (DatasetReference embedded : List.of(DatasetReference.EMBEDDED_DIGITS, DatasetReference.EMBEDDED_EVENT_DIGITS)) {
            String name = EnumNames.of(embedded.format());
            if (data.toString().equals(name)) {
                if (wanted != null && wanted != embedded.format()) {
                    throw new HasnasException(ErrorCode.BAD_INPUT, "--data " + name + " are embedded digits; leave out --format, or write ./" + name
                            + " for a folder of that name");
                }
                return embedded;
            }
        }
        Path resolved = session().resolve(data);
        return new DatasetReference(wanted == null ? session().workbench().datasets().format(resolved) : wanted, resolved.toString());
    }

    private Project project(Path folder, DatasetReference dataset, DatasetSummary images, HardwareSettings chip) throws HasnasException {
        int wanted = dataset.subset().map(DatasetReference.Subset::images).orElse(0);
        if (wanted > images.trainingImages()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--subset: " + images.name() + " has " + images.trainingImages()
                    + " training images, of which " + wanted + " can't be chosen; take a smaller subset");
        }
        Preset named = preset;
        Preset around = named != null ? named : NetworkTemplates.nearest(images.shape(), images.classes()).orElseThrow(
                () -> new HasnasException(ErrorCode.BAD_INPUT, "no preset of this program fits images of " + images.shape()
                        + "; name another one with --preset"));
        try {
            return NewProjects.of(folder, around, dataset, images, chip, minutes);
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, String.valueOf(refused.getMessage()), refused);
        }
    }

    /**
     * What was made.
     *
     * @param chosen the limits that were not given
     * @param word the folder as the user wrote it
     */
    private record Made(Project project, List<CostKind> chosen, Feasibility feasibility, String word) implements Report {
        @Override
        public JsonDocument json() {
            SearchRequest search = project.search();
            return JsonDocument.of("hasnas-new", 1).put("project", project.folder().toString()).put("dataset", Naming.text(search.dataset()))
                    .put("training_images", search.dataset().subset().map(DatasetReference.Subset::images))
                    .put("preset", search.template().name()).put("search_space", search.space().name())
                    .putAll(Naming.json(search.space().choices())).putAll(Naming.json(search.hardware()))
                    .put("algorithm", search.algorithm()).put("minutes", search.ladder().map(LadderSettings::minutes))
                    .put("epochs", project.training().epochs())
                    .put("images_per_epoch",
                            project.training().imagesPerEpoch() == TrainingSettings.ALL_IMAGES ? null : project.training().imagesPerEpoch())
                    .put("limits", Naming.json(search.limits()))
                    .put("limits_chosen", chosen.stream().map(CostKind::label).toList()).put("feasibility", FeasibilityReport.json(feasibility));
        }

        @Override
        public void text(PrintStream out) {
            SearchRequest search = project.search();
            out.println("Made " + project.file() + " for " + Naming.text(search.dataset()) + ": images of " + search.template().input() + " in "
                    + search.template().classes() + " classes.");
            out.println("Designs: " + search.template().name() + " with cells of " + search.space().name() + ", "
                    + search.space().choices().text() + "; " + Naming.text(search.hardware()));
            int perEpoch = project.training().imagesPerEpoch();
            if (perEpoch != TrainingSettings.ALL_IMAGES) {
                out.println(
                        "Images: an epoch goes over " + perEpoch + " of the training images, in about 20 s of a thread; the next goes on among the"
                                + " others.");
            }
            out.println("Search: algorithm " + EnumNames.of(search.algorithm()) + ", " + search.budget() + " designs, "
                    + Numbers.brief(search.ladder().orElseThrow().minutes()) + " minutes; a whole training has " + project.training().epochs()
                    + " epochs.");
            out.println("Limits: " + Arrays.stream(CostKind.values()).map(kind -> kind.label() + " "
                    + kind.quantity().formatExact(search.limits().limit(kind)) + (chosen.contains(kind) ? " (chosen)" : ""))
                    .collect(Collectors.joining(", ")) + ".");
            if (!chosen.isEmpty()) {
                out.println("Three quarters of random designs stay within each limit that was chosen.");
            }
            feasibility.sentences().forEach(out::println);
            out.println("Go on with: hasnas search " + word);
        }
    }
}
