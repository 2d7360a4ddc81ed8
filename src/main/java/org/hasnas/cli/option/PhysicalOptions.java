package org.hasnas.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.cli.console.Session;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cost model, and the inputs of the physical one. */
public final class PhysicalOptions {
    /** Rates from each network's own simulation. */
    public static final String MEASURED = "measured";
    /** Rates of every layer from a simulation of the one network. */
    public static final String SIMULATE = "simulate";

    private static final String ALL = "all";

    @Option(names = "--model", paramLabel = "MODEL",
            description = "Chip cost model: spikesim-ela or physical. Their numbers can't be compared. Default: spikesim-ela; of a search, the"
                    + " project's.")
    private @Nullable CostModelId model;

    @Option(names = "--hardware", paramLabel = "PROFILE", description = "Physical model: neurosim-22nm-rram, neurosim-32nm-rram, neurosim-45nm-rram,"
            + " spikesim-like-65nm, neurosim-1.4-NODE-CELL such as neurosim-1.4-7nm-sram, or a profile file; of 'cost' several with commas,"
            + " or 'all' of the program, to compare chips.")
    private @Nullable String profile;

    @Option(names = "--catalog", paramLabel = "CATALOG", description = "Physical model: a component catalogue (name or file) instead of the"
            + " profile's; of 'cost' several with commas, to compare sources.")
    private @Nullable String catalog;

    @Option(names = "--devices", paramLabel = "D", description = "Physical model: published device that the cells are (see hasnas devices), or a file"
            + " of one; default: that of the profile.")
    private @Nullable String devices;

    @Option(names = "--spike-rates", paramLabel = "R", description = "Physical model: fraction of spikes among inputs, 0 to 1; or a JSON file"
            + " with 'common' and 'layers'; or of a search 'measured' (every candidate's own, the default), of 'cost' 'simulate'.")
    private @Nullable String spikeRates;

    public Optional<CostModelId> model() {
        return Optional.ofNullable(model);
    }

    public boolean isEmpty() {
        return model == null && profile == null && catalog == null && devices == null && spikeRates == null;
    }

    public boolean hasProfile() {
        return profile != null || catalog != null;
    }

    /** An error if something but the model was given. */
    public void refuseWithoutModel() throws HasnasException {
        if (profile != null || catalog != null || devices != null || spikeRates != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "--hardware, --catalog, --devices and --spike-rates belong to --model physical; leave them out or"
                            + " add it");
        }
    }

    /** What was given for spike rates. */
    public Optional<String> spikeRates() {
        return Optional.ofNullable(spikeRates);
    }

    /** What was given for spike rates; an error if there is nothing. */
    public String requiredSpikeRates() throws HasnasException {
        return required(spikeRates, "--spike-rates 0.1");
    }

    /**
     * Spike rates from what was given for them.
     *
     * @param given a number from 0 to 1, or a file
     * @param network whose layers a file may name; empty where every name is allowed
     */
    public static SpikeRates rates(String given, Session session, Optional<Network> network) throws HasnasException {
        double number;
        try {
            number = Double.parseDouble(given);
        } catch (NumberFormatException notANumber) {
            Path file = session.resolve(Path.of(given));
            if (!Files.isReadable(file)) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "--spike-rates is neither a number from 0 to 1 nor a file that can be read: " + file,
                        notANumber);
            }
            return session.workbench().costs().spikeRates(file, network);
        }
        try {
            return SpikeRates.of(number);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--spike-rates: " + e.getMessage(), e);
        }
    }

    /** The same chip with cells of the device that was given, if one was. */
    public PhysicalSettings withDevices(PhysicalSettings chip, Session session) throws HasnasException {
        String given = devices;
        return given == null ? chip : session.workbench().costs().withDevices(chip, place(given, session), session.resolve(Path.of("")));
    }

    /** The settings; an error if there is no profile. Paths are relative to the working directory. */
    public PhysicalSettings settings(Session session, SpikeRateSource rates) throws HasnasException {
        String name = required(profile, "--hardware neurosim-22nm-rram");
        String constants = catalog;
        return withDevices(session.workbench().costs().physical(place(name, session), constants == null ? "" : place(constants, session),
                session.resolve(Path.of("")), rates), session);
    }

    /** Whether several chips or sources are to be compared. */
    public boolean compares() {
        return (profile != null && (profile.contains(",") || profile.equals(ALL))) || (catalog != null && catalog.contains(","));
    }

    /** The settings of all chips to compare: every profile with every catalogue, in the order given. */
    public List<PhysicalSettings> compared(Session session, SpikeRateSource rates) throws HasnasException {
        List<PhysicalSettings> chips = new ArrayList<>();
        String named = required(profile, "--hardware neurosim-22nm-rram");
        List<String> names = named.equals(ALL) ? session.workbench().costs().profiles().stream().map(HardwareProfile::id).toList()
                : List.of(named.split(",", -1));
        for (String name : names) {
            for (String constants : catalog == null ? new String[] {""} : catalog.split(",", -1)) {
                chips.add(withDevices(session.workbench().costs().physical(place(name.strip(), session), place(constants.strip(), session),
                        session.resolve(Path.of("")), rates), session));
            }
        }
        return List.copyOf(chips);
    }

    /** A name as it is, a file as seen from the working directory. */
    public static String place(String nameOrFile, Session session) {
        return nameOrFile.endsWith(".json") ? session.resolve(Path.of(nameOrFile)).toString() : nameOrFile;
    }

    private static String required(@Nullable String value, String example) throws HasnasException {
        if (value == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--model physical needs a profile and spike rates; write for example " + example);
        }
        return value;
    }
}
