package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hasnas.network.Architecture;
import org.hasnas.search.evaluation.Proposal;

/** Architectures that an algorithm has chosen and not yet proposed, first come, first served. */
final class WaitingArchitectures {
    private final List<Architecture> waiting = new ArrayList<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Architecture architecture) {
        waiting.add(architecture);
    }

    void addAll(Collection<Architecture> architectures) {
        waiting.addAll(architectures);
    }

    /** Proposes the first of them, to be evaluated if they are within the limits; each is proposed once. */
    List<Proposal> propose(int most) {
        List<Architecture> asked = List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
        waiting.removeAll(asked);
        return asked.stream().map(form -> new Proposal(form, true)).toList();
    }
}
