package org.hasnas.search.algorithm;

import java.util.List;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.model.Trial;

/**
 * A search as ask/tell. Implementations are deterministic: equal requests and equal trials give equal questions. Used by one thread.
 */
public interface SearchAlgorithm {
    /**
     * The next candidates, to be evaluated in any order or at the same time; empty if the algorithm has nothing more to ask.
     *
     * @param most the largest number of candidates wanted (what is left of the budget), at least 1
     */
    List<Proposal> ask(int most);

    /** The outcomes of all proposals of the last {@link #ask}, in its order. */
    void tell(List<Trial> trials);
}
