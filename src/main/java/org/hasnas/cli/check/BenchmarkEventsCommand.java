package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import org.hasnas.checks.model.EventImport;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark events}: what a data set of events of N-MNIST's size takes. */
@Command(name = "events",
        description = "Make up recordings in N-MNIST's layout (about 4200 events, 21 kB each), import them, and read them twice: time, processor"
                + " time and memory of each. What is made is deleted at the end.",
        footer = {
            "  hasnas benchmark events --recordings 1000",
            "  HASNAS_OPTS=-Xmx500m hasnas benchmark events --folder /var/tmp"})
public final class BenchmarkEventsCommand extends ReportCommand {
    private static final double MEGA = 1e6;

    @Option(names = "--recordings", paramLabel = "N", description = "Recordings, of which a seventh is for test; default: 60000, as many as are to"
            + " train on in N-MNIST.")
    private int recordings = 60_000;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where the files are made: 2.6 GB for 60000; default: the system's folder for"
            + " temporary files.")
    private @Nullable Path folder;

    public BenchmarkEventsCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Options.atLeastOne("--recordings", recordings);
        Path given = folder;
        Path place = given == null ? Path.of(System.getProperty("java.io.tmpdir", "")) : session().resolve(given);
        return new Imported(session().result(session().workbench().measurements().eventImport(recordings, place)));
    }

    private record Imported(EventImport measured) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-events", 1).putAll(Naming.machine()).put("recordings", measured.recordings())
                    .put("events", measured.events()).put("file_bytes", measured.fileBytes())
                    .put("phases", measured.phases().stream().map(phase -> new JsonDocument().put("phase", phase.name())
                            .put("seconds", phase.seconds()).put("cpu_seconds", phase.cpuSeconds())
                            .put("peak_heap_bytes", phase.peakHeapBytes())).toList())
                    .put("peak_process_bytes", measured.peakProcessBytes());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Figures.whole(measured.recordings()) + " recordings, " + Figures.whole(measured.events()) + " events, "
                    + Figures.decimals(0, measured.fileBytes() / MEGA) + " MB");
            TextTable table = new TextTable("<phase", "s", "processor s", "million events / processor s", "peak heap MB");
            for (EventImport.Phase phase : measured.phases()) {
                table.row(phase.name(), Figures.decimals(1, phase.seconds()), Figures.decimals(1, phase.cpuSeconds()),
                        Figures.decimals(1, measured.events() / MEGA / phase.cpuSeconds()), Figures.decimals(0, phase.peakHeapBytes() / MEGA));
            }
            table.print(out);
            out.println("peak of the process: " + Figures.decimals(0, measured.peakProcessBytes() / MEGA) + " MB");
        }
    }
}
