package org.hasnas.search.ladder;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A search for good designs as ask and tell. Equal problems and equal calls in equal order give equal answers. More than one piece may be asked for
 * before the first is told, so that trainings run side by side. Used by one thread.
 */
public sealed interface LadderSearch permits LadderSearch.Guided, WholeTrainings {
    /** The next piece of a training to pay for; empty if there is nothing left, or nothing before an outstanding piece is told. */
    Optional<Training> ask();

    /**
     * What came of a piece that was asked for.
     *
     * @param fraction right answers on the validation images after its last epoch, 0 to 1
     * @throws IllegalArgumentException if it is not outstanding
     */
    void tell(Training training, double fraction);

    /** The design that looks best by now; it need not be trained to its end. Before anything was told, the one that would be trained first. */
    int best();

    /** One that also learns from pieces which others choose. */
    sealed interface Guided extends LadderSearch permits PredictedGain, SuccessiveHalving, InOrder, Breeding {
        @Override
        default Optional<Training> ask() {
            return ask(any -> true);
        }

        /**
         * The next piece of those that may be asked for, such as those that fit into the time that is left.
         *
         * @param allowed asked of any pieces, in any order
         */
        Optional<Training> ask(Predicate<Training> allowed);

        /**
         * A piece that is paid for whatever the search thinks of it, or that was paid for before. It counts as if it had been asked for.
         *
         * @param untilEpoch beyond what the design is trained already
         */
        Training choose(int design, int untilEpoch);
    }
}
