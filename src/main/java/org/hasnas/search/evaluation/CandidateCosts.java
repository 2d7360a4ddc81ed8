package org.hasnas.search.evaluation;

import java.util.Optional;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.PartialArchitecture;

/** Port: what candidates cost on the chip of a request; pure, cheap, safe for any thread. */
public interface CandidateCosts {
    HardwareCost cost(Architecture architecture);

    /** What no completion costs less than, in any of the four costs; empty if every completion has an unconnected cell. */
    Optional<HardwareCost> lowerBound(PartialArchitecture partial);
}
