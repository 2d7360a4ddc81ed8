package org.hasnas.chip.inference.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hasnas.chip.inference.model.ChipConditions.AdcRange;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.network.MacroChoice;

/**
 * What to measure of a trained network on a simulated chip.
 *
 * @param weights of the trained network
 * @param profileOrFile name of a hardware profile of the program, or path of a file
 * @param ideal whether to start from perfect devices instead of {@link ChipConditions#typical}
 * @param adcRange reach of the converters, if it is not to be that of these conditions
 * @param compensation of common errors, if it is not to be that of these conditions
 * @param settings conditions that are to be different
 * @param sweep one condition that takes several values; a single point if empty
 * @param part which images
 * @param images how many of them, from the first; 0 for all
 * @param seeds sets of devices, at least 1
 * @param firstSeed of the first set; the next ones follow
 * @param threads change no result
 * @param die folder of conductances measured on one die, which stand in place of simulated ones; nothing is stored then
 * @param devices published device whose statistics the cells have, one of the program or path of a file; empty for that of the profile
 * @param chip what the design chooses of the profile's chip; a training has none of its own
 */
public record ChipAccuracyRequest(ChipWeights weights, String profileOrFile, boolean ideal, Optional<AdcRange> adcRange,
        Optional<Compensation> compensation, Map<ChipParameter, Double> settings, Optional<ChipSweep> sweep, ChipImages part, int images,
        int seeds, long firstSeed, int threads, Optional<Path> die, String devices, MacroChoice chip) {
    public ChipAccuracyRequest {
        chip = chip.ofChip();
        settings = Collections.unmodifiableMap(new TreeMap<>(settings)); // one order, so that equal requests print alike
        if (images < 0 || seeds < 1 || threads < 1) {
            throw new IllegalArgumentException("there must be at least 1 set of devices and 1 thread, and no negative number of images; were " + seeds
                    + ", " + threads + " and " + images);
        }
    }

    /** The same for one die, of which there is one set of devices unless {@code sets} are to be drawn for what was not measured. */
    public ChipAccuracyRequest onDie(Path folder, int sets) {
        return new ChipAccuracyRequest(weights, profileOrFile, ideal, adcRange, compensation, settings, sweep, part, images, sets, firstSeed, threads,
                Optional.of(folder), devices, chip);
    }

    /** Whether a die is measured as it is and with each compensation, one point for each: what repairs bring. */
    public boolean repairs() {
        return die.isPresent() && compensation.isEmpty() && sweep.isEmpty();
    }

    /** The same on the chip of a design. */
    public ChipAccuracyRequest onChipOf(MacroChoice design) {
        return new ChipAccuracyRequest(weights, profileOrFile, ideal, adcRange, compensation, settings, sweep, part, images, seeds, firstSeed,
                threads, die, devices, design);
    }

    /** The same with cells of a published device. */
    public ChipAccuracyRequest withDevices(String device) {
        return new ChipAccuracyRequest(weights, profileOrFile, ideal, adcRange, compensation, settings, sweep, part, images, seeds, firstSeed,
                threads, die, device, chip);
    }

    /** Without a measured die, on the profile's chip as it is. */
    public ChipAccuracyRequest(ChipWeights weights, String profileOrFile, boolean ideal, Optional<AdcRange> adcRange,
            Optional<Compensation> compensation, Map<ChipParameter, Double> settings, Optional<ChipSweep> sweep, ChipImages part, int images,
            int seeds,
            long firstSeed, int threads) {
        this(weights, profileOrFile, ideal, adcRange, compensation, settings, sweep, part, images, seeds, firstSeed, threads, Optional.empty(),
                "", MacroChoice.OF_TEMPLATE);
    }
}
