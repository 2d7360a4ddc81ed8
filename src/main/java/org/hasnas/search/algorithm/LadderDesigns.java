package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * The designs that a search by trainings chooses from: those that are given, and random ones within the limits, equally many of every combination of
 * what designs choose beside their cells that leaves room for any; of more combinations than designs, random ones. A network is drawn once, with a few
 * of the chips that it may choose: one training serves them all. All are asked at once; trainings come after.
 */
final class LadderDesigns implements SearchAlgorithm {
    /** Draws that may give nothing new, one after the other, before a combination is left. */
    private static final int MAX_FRUITLESS = 30;
    /** Chips that a network is drawn with, if there are so many and they have room for it: prices are free, but fewer networks would be drawn. */
    private static final int CHIPS = 3;
    /** Of so many that have room the one of the least cost is among them: it is the one that a front needs. */
    private static final int PRICED_CHIPS = 100;

    private final SearchProblem problem;
    private boolean asked;

    LadderDesigns(SearchProblem problem) {
        this.problem = problem;
    }

    /** The designs of one combination. */
    private static final class Combination {
        final MacroChoice macro;
        final CandidateCosts costs;
        final Candidates candidates;
        final SplittableRandom random;
        int fruitless;

        Combination(SearchProblem problem, MacroChoice macro, int index) {
            SearchRequest request = problem.request();
            this.costs = problem.costs().choosing(macro);
            this.macro = macro;
            this.candidates = new Candidates(new SearchProblem(request.withTemplate(costs.template()).withSpace(costs.space()), costs,
                    problem.screen(), problem.job()));
            this.random = RandomStreams.of(request.seed(), index);
        }
    }

    @Override
    public List<Proposal> ask(int most) {
        if (asked) {
            return List.of();
        }
        asked = true;
        List<MacroChoice> choices = problem.request().space().choices().all();
        List<Combination> combinations = new ArrayList<>();
        for (MacroChoice macro : choices.size() > most ? shuffled(choices, RandomStreams.of(problem.request().seed(), choices.size())) : choices) {
            combinations.add(new Combination(problem, macro, combinations.size()));
        }
        Map<MacroChoice, List<Combination>> chips = combinations.stream().collect(Collectors.groupingBy(one -> one.macro.ofNetwork()));
        FrontCost front = problem.request().ladder().map(LadderSettings::front).orElse(FrontCost.ENERGY);
        Set<Architecture> networks = new HashSet<>();
        Set<Architecture> designs = new LinkedHashSet<>();
        problem.request().ladder().ifPresent(settings -> settings.given().stream().limit(most).forEach(design -> {
            designs.add(design);
            networks.add(design.ofNetwork());
        }));
        while (designs.size() < most && !combinations.isEmpty()) {
            for (Combination combination : List.copyOf(combinations)) {
                problem.job().checkpoint();
                Architecture drawn = combination.candidates.random(combination.random);
                boolean wanted = combination.candidates.isFeasible(drawn) && designs.size() < most
                        && networks.add(drawn.with(combination.macro.ofNetwork()));
                if (wanted) {
                    designs.add(drawn.with(combination.macro));
                    List<Combination> others = shuffled(chips.getOrDefault(combination.macro.ofNetwork(), List.of()), combination.random).stream()
                            .filter(chip -> chip != combination && chip.candidates.isFeasible(drawn)).limit(PRICED_CHIPS).toList();
                    Stream.concat(others.stream().min(Comparator.comparingDouble(chip -> front.of(chip.costs.cost(drawn)))).stream(),
                            others.stream()).distinct().limit(Math.min(CHIPS - 1, most - designs.size()))
                            .forEach(chip -> designs.add(drawn.with(chip.macro)));
                }
                combination.fruitless = wanted ? 0 : combination.fruitless + 1;
                if (combination.fruitless == MAX_FRUITLESS) {
                    combinations.remove(combination);
                }
            }
        }
        return designs.stream().map(design -> new Proposal(design, true)).toList();
    }

    private static <T> List<T> shuffled(List<T> all, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(all);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.nextInt(last + 1));
        }
        return shuffled;
    }

    @Override
    public void tell(List<Trial> trials) {
        // what is asked does not depend on results
    }
}
