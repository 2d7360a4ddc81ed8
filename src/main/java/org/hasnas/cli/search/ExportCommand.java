package org.hasnas.cli.search;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ForceOption;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.PhysicalOptions;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.exchange.Exchange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas export}: writes one network to a file. */
@OnlyWith(options = "--trial", with = "--run")
@OnlyWith(options = "--matrix", without = {"--run", "--network"})
@Command(name = "export", description = "Write a network to a file: as JSON that can be imported again, its cost report as CSV, or in the"
        + " interchange format NIR for other tools, trained or not.",
        footer = {
            "  hasnas export sample-projects/digits-quickstart --run 3 --to best.json",
            "  hasnas export sample-projects/digits-quickstart --run 3 --trial 17 --to trial17.csv",
            "  hasnas export sample-projects/digits-quickstart --run 3 --trial front --to front.zip",
            "  hasnas export sample-projects/digits-quickstart --network 1 --to trained.nir",
            "  hasnas export sample-projects/digits-quickstart --run 3 --to digits.job"})
public final class ExportCommand implements Callable<Integer> {
    private static final String BEST = "best";
    private static final String FRONT = "front";
    private static final String DESIGNS = "designs";

    private final Session session;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--run", paramLabel = "N", description = "Number of the run whose candidate is written; in other tools' formats with untrained"
            + " weights.")
    private @Nullable Long run;

    @Option(names = "--trial", paramLabel = "I", description = "Index of the trial, or 'best' (the default): the best feasible one. With the format"
            + " designs several, such as 3,17,best, or 'front': those that no other beats in fitness and all four costs.")
    private String trial = BEST;

    @Option(names = "--network", paramLabel = "N", description = "A finished training of the project, by its number (see hasnas trainings):"
            + " written with its weights.")
    private @Nullable Long training;

    @Option(names = "--matrix", paramLabel = "M", arity = "1..*", description = "A design of the project's template and space, with untrained weights"
            + " in other tools' formats, such as '0302 0030 3003 0000'.")
    private List<String> matrix = List.of();

    @Option(names = "--format", paramLabel = "F",
            description = "json (candidate), csv (cost report), designs (a zip of several candidates), nir, pytorch (a module and"
                    + " its weights), onnx, verilog (memory files), training-job (a folder with which PyTorch trains the network elsewhere) or hardware (its"
                    + " crossbars for DNN+NeuroSim, SpikeSim and ngspice); default: what the file's name ends in.")
    private @Nullable String format;

    @ArgGroup(exclusive = false)
    private @Nullable HandOver handOver;

    /** What there is to say of the format hardware. */
    private static final class HandOver {
        @Option(names = "--hardware", paramLabel = "PROFILE", description = "With the format hardware: the chip; default: neurosim-22nm-rram.")
        private String profile = HandOverRequest.DEFAULT.profileOrFile();

        @Option(names = "--layer", paramLabel = "NAME", description = "The layer of which a crossbar becomes a circuit; default: the first that reads"
                + " spikes.")
        private @Nullable String layer;

        @Option(names = "--crossbar", paramLabel = "R,C", split = ",", description = "Which crossbar of the layer, over its rows and columns, from 0;"
                + " default: 0,0.")
        private List<Integer> crossbar = List.of(0, 0);

        @Option(names = "--image", paramLabel = "I", description = "The image whose spikes are written, from 0; default: 0.")
        private int image;

        @Option(names = "--wire-ohm", paramLabel = "R", description = "Resistance of a wire from cell to cell in the circuit; default: 1.")
        private double wireOhms = HandOverRequest.DEFAULT.wireOhms();

        HandOverRequest request(Session session) throws HasnasException {
            if (crossbar.size() != 2) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--crossbar takes two numbers, such as 0,1: which over the rows and which over the"
                        + " columns");
            }
            try {
                return new HandOverRequest(PhysicalOptions.place(profile, session), Optional.ofNullable(layer), crossbar.getFirst(),
                        crossbar.getLast(), image, wireOhms);
            } catch (IllegalArgumentException wrong) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--crossbar, --image or --wire-ohm: " + wrong.getMessage(), wrong);
            }
        }
    }

    @Option(names = {"--to", "--out"}, paramLabel = "FILE", required = true, description = "File to write.")
    private Path to = Path.of("");

    @Mixin
    private ForceOption force = new ForceOption();

    public ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path file = session.resolve(to);
        String chosen = format();
        Optional<NetworkFormat> foreign = Arrays.stream(NetworkFormat.values()).filter(known -> EnumNames.of(known).equals(chosen)).findFirst();
        Long number = training;
        if (run != null && number != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "give --run or --network, not both");
        }
        if (run == null && foreign.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "--network and --matrix go with the formats of other tools (" + formats() + "); with " + chosen
                            + " give --run");
        }
        if (handOver != null && foreign.filter(NetworkFormat.HARDWARE::equals).isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--hardware, --layer, --crossbar, --image and --wire-ohm go with the format hardware"
                    + " (--format hardware), not with " + chosen);
        }
        Project opened = project.open(session);
        if (!matrix.isEmpty()) {
            return writeUntrained(opened, design(opened), opened.search().seed(), foreign.orElseThrow(), file);
        }
        if (number != null) {
            return write(opened, new NetworkSource.Trained(number), foreign.orElseThrow(), file);
        }
        Long known = run;
        if (known == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "say which network: --run N for a candidate of a run, --network N for a training, or"
                    + " --matrix M for a design");
        }
        Workbench workbench = session.workbench();
        RunSummary stored = workbench.searches().get(opened, known);
        SearchRequest request = stored.request();
        if (chosen.equals(DESIGNS)) {
            force.writable(file);
            List<Candidate> several = several(opened, stored).stream().map(one -> new Candidate(request, one)).toList();
            workbench.candidates().write(several, file);
            session.note(several.size() + " designs written to " + file);
            return ExitCodes.OK;
        }
        Trial candidate = choose(opened, stored, trial);
        if (foreign.isPresent()) {
            return writeUntrained(opened, new Candidate(request, candidate).network(), request.seed(), foreign.get(), file);
        }
        force.writable(file);
        if (chosen.equals("json")) {
            workbench.candidates().write(new Candidate(request, candidate), file);
        } else {
            workbench.costs().export(workbench.costs().report(new Candidate(request, candidate), request.hardware()), request.limits(), file);
        }
        session.note("trial " + candidate.index() + " (" + candidate.architecture().text() + ") written to " + file);
        return ExitCodes.OK;
    }

    private Network design(Project opened) throws HasnasException {
        String text = String.join(" ", matrix);
        try {
            return Network.of(opened.search().template(), opened.search().space(), Architecture.parse(text));
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix '" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    private int writeUntrained(Project opened, Network network, long seed, NetworkFormat wanted, Path file) throws HasnasException {
        if (wanted != NetworkFormat.TRAINING_JOB) {
            session.note("the weights are untrained; --network N writes those of a training");
        }
        return write(opened, new NetworkSource.Untrained(network, seed), wanted, file);
    }

    private int write(Project opened, NetworkSource source, NetworkFormat wanted, Path file) throws HasnasException {
        if (wanted != NetworkFormat.TRAINING_JOB) { // a folder, of which the writer tells whether it may be written to
            force.writable(file);
        }
        Exchange exchange = session.workbench().exchange();
        HandOver chosen = handOver;
        session.result(chosen == null ? exchange.export(opened, source, wanted, file, force.isGiven())
                : exchange.handOver(opened, source, chosen.request(session), file, force.isGiven())).forEach(session::note);
        session.note("written to " + file);
        return ExitCodes.OK;
    }

    private static String formats() {
        return Arrays.stream(NetworkFormat.values()).map(EnumNames::of).collect(Collectors.joining(", "));
    }

    /** What was asked for, or what the file's name ends in. */
    private String format() throws HasnasException {
        String name = to.toString().toLowerCase(Locale.ROOT);
        String given = format;
        String wanted = given != null ? given.toLowerCase(Locale.ROOT) : Arrays.stream(NetworkFormat.values())
                .filter(known -> name.endsWith("." + known.ending())).map(EnumNames::of).findFirst()
                .orElse(name.endsWith(".zip") ? DESIGNS : name.substring(name.lastIndexOf('.') + 1));
        if (!List.of("json", "csv", DESIGNS).contains(wanted) && Arrays.stream(NetworkFormat.values()).map(EnumNames::of).noneMatch(wanted::equals)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, given == null ? "--to " + to + ": the file's name must end in .json (candidate), .csv"
                    + " (cost report) or .zip (several candidates), or in "
                    + Arrays.stream(NetworkFormat.values()).map(known -> "." + known.ending() + " (" + EnumNames.of(known) + ")")
                            .collect(Collectors.joining(", "))
                    + "; or say --format"
                    : "--format '" + given + "' is not one of json, csv, designs, " + formats());
        }
        return wanted;
    }

    private List<Trial> several(Project opened, RunSummary stored) throws HasnasException {
        if (trial.equalsIgnoreCase(FRONT)) {
            return session.workbench().searches().front(opened, stored);
        }
        Map<Integer, Trial> chosen = new LinkedHashMap<>();
        for (String one : trial.split(",", -1)) {
            Trial found = choose(opened, stored, one.strip());
            chosen.put(found.index(), found);
        }
        return List.copyOf(chosen.values());
    }

    private Trial choose(Project opened, RunSummary stored, String wanted) throws HasnasException {
        if (wanted.equalsIgnoreCase(BEST)) {
            return session.workbench().searches().tally(opened, stored).best()
                    .orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "run " + stored.id()
                            + " has no feasible candidate; name a trial with --trial I"));
        }
        int index;
        try {
            index = Integer.parseInt(wanted);
        } catch (NumberFormatException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--trial '" + wanted + "' is neither a trial's index nor 'best'", e);
        }
        List<Trial> trials = session.workbench().searches().trials(opened, stored.id());
        return trials.stream().filter(one -> one.index() == index).findFirst().orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND,
                trials.isEmpty() ? "run " + stored.id() + " has no trials" : "run " + stored.id() + " has no trial " + index + "; it has the trials "
                        + trials.getFirst().index() + " to " + trials.getLast().index()));
    }
}
