package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.chip.catalog.CatalogLaws;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.Programming;
import org.hasnas.chip.model.SpikeRates;

/** What users must know about numbers of the physical model. */
final class PhysicalSentences {
    private static final List<String> LIMITS = List.of(
            "Leakage is reported beside the energy, not in it.",
            "LIF units and their memory are SpikeSim's, scaled by size and supply voltage; nothing measured stands behind the scaling.",
            "IR drop and variation change results, not costs; the circuit simulator has them.",
            "Weights are taken to fill the levels of a cell evenly.",
            "Memory outside the chip costs nothing; writing the weights is told beside the costs, not in them.");

    private PhysicalSentences() {}

    private static List<String> ofLaws(CatalogLaws laws) {
        return switch (laws) {
            case SQUARE_ARRAYS -> List.of(
                    "The clock follows X, multiplexer, converter and Roff; how Roff slows it was measured at 22 nm and X 128 only.");
            case TALL_ARRAYS -> List.of("Wires switch as for spikes at 10 % (2 x 0.1 x 0.9 = 0.18), whatever the rate.",
                    "A SAR conversion takes bits + 1 ns at every node, as in the source; the read voltage is that of the node.",
                    "Multiplexers are taken to be driven as well at 32 nm and above as at 22 nm, other than in the source.");
        };
    }

    static List<String> limits(HardwareProfile profile, ComponentCatalog catalog, FloorPlan plan, FabricConstants fabric) {
        List<String> sentences = new ArrayList<>(LIMITS);
        sentences.addAll(ofLaws(catalog.laws()));
        Fabric ours = profile.layout().fabric();
        if (!ours.equals(Fabric.USUAL)) {
            sentences.add("Between tiles (catalogue " + FabricConstants.ID + " " + fabric.hash().substring(0, 12)
                    + ", beyond the calibration): a mesh is Loihi's, its traffic that of random places without congestion; copies of layers share inputs without borders; what comes from"
                    + " DRAM is read once for all time steps.");
        }
        int most = switch (catalog.laws()) {
            case SQUARE_ARRAYS -> 128;
            case TALL_ARRAYS -> 256;
        };
        if (plan.layers().stream().anyMatch(tiled -> tiled.layer().depthwise())) {
            sentences.add("Beyond the calibration: no measured chip had depthwise convolutions; their channels share arrays, each with its own rows"
                    + " and columns.");
        }
        plan.layers().stream().map(TiledLayer::layer).filter(layer -> layer.cellIndex() >= 0 && layer.inputBits() > 1).findFirst()
                .ifPresent(layer -> sentences.add("Beyond the calibration: layer '" + layer.name() + "' reads the sums of the convolution before it,"
                        + " signed numbers of " + layer.inputBits() + " bits, bit by bit like an image, without LIF units."));
        if (profile.array().size() < 64 || profile.array().size() > most) {
            sentences.add("Beyond the calibration: chips were measured at X 64 to " + most + ", this one has " + profile.array().size() + ".");
        }
        return sentences;
    }

    /** What it means that the chip does not hold all weights. */
    static String fetched(double share, Optional<Programming> programming) {
        return String.format(Locale.ROOT, "%.1f %% of the weights have no place on the chip and are read from DRAM in every inference", 100 * share)
                + programming.map(writing -> String.format(Locale.ROOT, "; writing them into the cells takes %.3g uJ and %.3g s each time, which"
                        + " is not in the costs.", share * writing.energy().microjoules(), share * writing.sideBySide().seconds())).orElse(".");
    }

    /** What endurance means for the weights. */
    static String wear(Programming programming) {
        return String.format(Locale.ROOT,
                "Wear: the least endurance published of such cells, %.0e pulses, is used up when all weights have been written"
                        + " %.0f times; write them once and rarely again, and don't train on the chip.",
                programming.device().writing().leastPulses(),
                programming.leastTimes());
    }

    static List<String> warnings(HardwareProfile profile, FloorPlan plan, SpikeRates rates) {
        List<String> sentences = new ArrayList<>();
        int lossless = 0;
        String worst = "";
        double beyond = 0;
        int maximum = (1 << profile.array().cellBits()) - 1;
        for (TiledLayer tiled : plan.layers()) {
            long rows = Math.min(profile.array().size(), tiled.rowsOfPosition());
            int needed = 64 - Long.numberOfLeadingZeros(rows * maximum);
            if (needed > lossless) {
                lossless = needed;
                worst = tiled.layer().name();
                beyond = rows * rates.rate(tiled.layer().name()) * maximum / 2;
            }
        }
        int bits = profile.converter().bits();
        if (lossless > bits) {
            sentences.add(String.format(Locale.ROOT, "The ADC loses partial sums: layer '%s' needs %d bits for every sum of its rows, the ADC has %d"
                    + " (an average sum is %.0f of at most %d codes).", worst, lossless, bits, beyond, (1 << bits) - 1));
        }
        return sentences;
    }
}
