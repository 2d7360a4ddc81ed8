package org.hasnas.search.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;

/**
 * Whether any design of a space meets four limits, and if not, what must move. A design is an architecture with all that it chooses beside its
 * cells.
 *
 * @param limits the limits asked about
 * @param answer what is known
 * @param example an architecture that meets all limits, if there is one; of the combination of choices that holds the cheapest such design
 * @param nearest the architecture over the limits that exceeds them least (sum of ln(cost / limit)), if none meets them
 * @param reaches what each of the limits could be, in the order of {@link CostKind}
 * @param counts how many meet the limits, where they can be counted
 * @param combinations the answers for every combination of what designs choose beside their cells; a single one if they choose nothing
 */
public record Feasibility(ConstraintSet limits, Answer answer, Optional<Priced> example, Optional<Priced> nearest, List<Reach> reaches,
        Optional<Counts> counts, List<Combination> combinations) {

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

    /**
     * The designs that choose the same beside their cells.
     *
     * @param least the least value of each cost among them, in SI units or a number of parameters, whatever the other costs are; without those
     *        that could not be found
     * @param counts of these designs alone
     */
    public record Combination(MacroChoice macro, Answer answer, Map<CostKind, Double> least, Optional<Counts> counts) {
        public Combination {
            least = Map.copyOf(least);
        }

        /** Empty if it could not be told. */
        public Optional<Boolean> isFeasible() {
            return switch (answer) {
                case FEASIBLE -> Optional.of(true);
                case INFEASIBLE -> Optional.of(false);
                case UNKNOWN -> Optional.empty();
            };
        }
    }

    public Feasibility {
        reaches = List.copyOf(reaches);
        combinations = List.copyOf(combinations);
    }

    /** Whether designs choose more than their cells. */
    public boolean isChoosing() {
        return combinations.stream().anyMatch(combination -> !combination.macro().equals(MacroChoice.OF_TEMPLATE));
    }

    /** The limits each of which would, moved alone, let an architecture meet all four. */
    public List<Reach> toBlame() {
        return reaches.stream().filter(Reach::isToBlame).toList();
    }

    /** The answer as sentences for the user. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (answer) {
            case FEASIBLE -> sentences.add("There are " + many() + " that meet all four limits.");
            case UNKNOWN -> sentences.add("Whether any " + one() + " meets all four limits could not be told: the space is too large to go through,"
                    + " and its lower bounds do not decide it.");
            case INFEASIBLE -> {
                sentences.add("No " + one() + " of the space meets all four limits.");
                blame(sentences);
            }
        }
        counts.ifPresent(known -> sentences.add(String.format(Locale.ROOT, "%,d of %,d %s are feasible (%.2f %%).", known.feasible(), known.all(),
                many(), 100 * known.feasibleFraction()).replace(',', ' ')));
        if (isChoosing()) {
            long some = combinations.stream().filter(combination -> combination.answer() == Answer.FEASIBLE).count();
            sentences.add(some + " of the " + combinations.size() + " combinations of what designs choose beside their cells have feasible ones.");
        }
        return List.copyOf(sentences);
    }

    private String one() {
        return isChoosing() ? "design" : "architecture";
    }

    private String many() {
        return one() + "s";
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
