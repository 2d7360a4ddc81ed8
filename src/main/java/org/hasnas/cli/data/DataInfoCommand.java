package org.hasnas.cli.data;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas data info}: reads a whole data set, checks it, and says what is in it. */
@Command(name = "info", description = "Read a whole data set, check it, and say what is in it; without PATH the embedded digits.",
        footer = {"  hasnas data info cifar-10-batches-bin", "  hasnas data info mnist --format idx --json"})
public final class DataInfoCommand extends ReportCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PATH", description = "Folder or file of the data set.")
    private @Nullable Path path;

    @Option(names = "--format", paramLabel = "F",
            description = DatasetOptions.FORMATS + "; default: by the names of the files.")
    private @Nullable Format format;

    public DataInfoCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Path chosen = path;
        DatasetReference embedded = format == Format.EVENT_DIGITS ? DatasetReference.EMBEDDED_EVENT_DIGITS : DatasetReference.EMBEDDED_DIGITS;
        DatasetReference dataset = chosen == null ? embedded : reference(session(), chosen, format);
        return new Described(dataset, session().workbench().datasets().describe(dataset));
    }

    /** What is in a data set. */
    private record Described(DatasetReference dataset, DatasetSummary summary) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-dataset", 1).put("name", summary.name()).put("format", dataset.format()).put("path", dataset.path())
                    .put("channels", summary.shape().channels()).put("height_pixels", summary.shape().height())
                    .put("width_pixels", summary.shape().width()).put("classes", summary.classes())
                    .put("training_images", summary.trainingImages()).put("test_images", summary.testImages())
                    .put("training_images_per_class", summary.imagesPerClass())
                    .put("recordings", summary.recordings().map(facts -> new JsonDocument().put("seconds", facts.seconds())
                            .put("event_rate_by_time_steps", facts.rates())));
        }

        @Override
        public void text(PrintStream out) {
            out.println(describe(summary));
            out.println("training images per class: " + summary.imagesPerClass().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            summary.recordings().ifPresent(facts -> out.println("recordings of " + Figures.significant(facts.seconds())
                    + " s in the mean; of the values of their frames " + Naming.text(facts.rates()) + " are ones"));
        }
    }

    static DatasetReference reference(Session session, Path path, @Nullable Format wanted) throws HasnasException {
        Path resolved = session.resolve(path);
        return new DatasetReference(wanted == null ? session.workbench().datasets().format(resolved) : wanted, resolved.toString());
    }

    static String describe(DatasetSummary summary) {
        return summary.name() + ": " + summary.trainingImages() + " training and " + summary.testImages() + " test images of " + summary.shape()
                + ", " + summary.classes() + " classes";
    }
}
