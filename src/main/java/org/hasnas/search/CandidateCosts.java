package org.hasnas.search;

import java.util.Optional;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.PartialArchitecture;
import org.hasnas.domain.hardware.HardwareCost;

/** Port: what candidates cost on the chip of a request; pure, cheap, safe for any thread. */
public interface CandidateCosts {
    HardwareCost cost(Architecture architecture);

    /** What no completion costs less than, in any of the four costs; empty if every completion has an unconnected cell. */
    Optional<HardwareCost> lowerBound(PartialArchitecture partial);
}
