package org.hasnas.search.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;

/**
 * Whether any architecture of a space meets four limits, and if not, what must move.
 *
 * @param limits the limits asked about
 * @param answer what is known
 * @param example an architecture that meets all limits, if there is one
 * @param nearest the architecture over the limits that exceeds them least (sum of ln(cost / limit)), if none meets them
 * @param reaches what each of the limits could be, in the order of {@link CostKind}
 * @param counts how many meet the limits, where they can be counted
 */
public record Feasibility(ConstraintSet limits, Answer answer, Optional<Priced> example, Optional<Priced> nearest, List<Reach> reaches,
        Optional<Counts> counts) {

    /** Whether any architecture meets all limits. */
    public enum Answer {
        /** At least one does. */
        FEASIBLE,
        /** None does: proved by lower bounds. */
        INFEASIBLE,
        /** The space was too large to tell. */
        UNKNOWN
    }

    /** An architecture with its costs. */
    public record Priced(Architecture architecture, HardwareCost cost) {}

    /**
     * How low a limit could be.
     *
     * @param limit the limit as it is
     * @param leastAlone the least value that any architecture of the space has
     * @param leastBesideOthers the least value among the architectures that meet the three other limits; empty if none meets them
     */
    public record Reach(CostKind kind, double limit, double leastAlone, Optional<Double> leastBesideOthers) {
        /** Whether moving this limit alone lets an architecture meet all four. */
        public boolean isToBlame() {
            return leastBesideOthers.isPresent() && leastBesideOthers.get() > limit;
        }

        /** Whether no architecture meets this limit, whatever the others are. */
        public boolean isImpossible() {
            return leastAlone > limit;
        }

        /** The least value at which the limit must stand, rounded up to four digits, so that it works when a user writes it. */
        public String needed() {
            double value = leastBesideOthers.orElse(leastAlone);
            return kind.quantity().formatExact(new BigDecimal(value).round(new MathContext(4, RoundingMode.CEILING)).doubleValue());
        }

        private String move() {
            double value = leastBesideOthers.orElse(leastAlone);
            return kind.label() + " from " + kind.quantity().format(limit) + " to at least " + needed()
                    + (limit > 0 ? String.format(Locale.ROOT, " (by %.1f %%)", 100 * (value / limit - 1)) : "");
        }
    }

    /**
     * Numbers of architectures: connected cells without dead edges, with at most one edge between two nodes.
     *
     * @param all of the space
     * @param feasible that meet all limits
     */
    public record Counts(long all, long feasible) {
        public double feasibleFraction() {
            return (double) feasible / all;
        }
    }

    public Feasibility {
        reaches = List.copyOf(reaches);
    }

    /** The limits each of which would, moved alone, let an architecture meet all four. */
    public List<Reach> toBlame() {
        return reaches.stream().filter(Reach::isToBlame).toList();
    }

    /** The answer as sentences for the user. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (answer) {
            case FEASIBLE -> sentences.add("There are architectures that meet all four limits.");
            case UNKNOWN -> sentences.add("Whether any architecture meets all four limits could not be told: the space is too large to go through,"
                    + " and its lower bounds do not decide it.");
            case INFEASIBLE -> {
                sentences.add("No architecture of the space meets all four limits.");
                blame(sentences);
            }
        }
        counts.ifPresent(known -> sentences.add(String.format(Locale.ROOT, "%,d of %,d architectures are feasible (%.2f %%).", known.feasible(),
                known.all(), 100 * known.feasibleFraction()).replace(',', ' ')));
        return List.copyOf(sentences);
    }

    private void blame(List<String> sentences) {
        List<Reach> single = toBlame();
        if (single.size() == 1) {
            sentences.add("To blame is " + single.getFirst().kind().label() + ": raise " + single.getFirst().move() + ".");
        } else if (!single.isEmpty()) {
            sentences.add("One of these moves is enough: raise " + single.stream().map(Reach::move).collect(Collectors.joining(", or "))
                    + ".");
        } else {
            sentences.add("No single limit is to blame: at least two must move.");
            reaches.stream().filter(Reach::isImpossible).forEach(reach -> sentences.add("Raise " + reach.move() + ", whatever the others are."));
            nearest.ifPresent(priced -> sentences.add("All of these moves together are enough: "
                    + limits.violations(priced.cost()).stream().map(Margin::sentence).collect(Collectors.joining("; ")) + "."));
        }
    }
}
