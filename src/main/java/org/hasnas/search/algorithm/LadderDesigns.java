package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * The designs that a search by trainings chooses from: those that are given, and random ones within the limits, equally many of every combination of
 * what designs choose beside their cells that leaves room for any; of more combinations than designs, random ones. No network is drawn with two chips,
 * since a training tells nothing of a chip. All are asked at once; trainings come after.
 */
final class LadderDesigns implements SearchAlgorithm {
    /** Draws that may give nothing new, one after the other, before a combination is left. */
    private static final int MAX_FRUITLESS = 30;

    private final SearchProblem problem;
    private boolean asked;

    LadderDesigns(SearchProblem problem) {
        this.problem = problem;
    }

    /** The designs of one combination. */
    private static final class Combination {
        final MacroChoice macro;
        final Candidates candidates;
        final SplittableRandom random;
        int fruitless;

        Combination(SearchProblem problem, MacroChoice macro, int index) {
            SearchRequest request = problem.request();
            CandidateCosts costs = problem.costs().choosing(macro);
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
        for (MacroChoice macro : choices.size() > most ? shuffled(choices) : choices) {
            combinations.add(new Combination(problem, macro, combinations.size()));
        }
        Set<Architecture> networks = new HashSet<>();
        Set<Architecture> designs = new LinkedHashSet<>();
        problem.request().ladder().ifPresent(settings -> settings.given().stream().limit(most).forEach(design -> {
            designs.add(design);
            networks.add(design.with(design.macro().ofNetwork()));
        }));
        while (designs.size() < most && !combinations.isEmpty()) {
            for (Combination combination : List.copyOf(combinations)) {
                problem.job().checkpoint();
                Architecture drawn = combination.candidates.random(combination.random);
                boolean wanted = combination.candidates.isFeasible(drawn) && designs.size() < most
                        && networks.add(drawn.with(combination.macro.ofNetwork()));
                if (wanted) {
                    designs.add(drawn.with(combination.macro));
                }
                combination.fruitless = wanted ? 0 : combination.fruitless + 1;
                if (combination.fruitless == MAX_FRUITLESS) {
                    combinations.remove(combination);
                }
            }
        }
        return designs.stream().map(design -> new Proposal(design, true)).toList();
    }

    private List<MacroChoice> shuffled(List<MacroChoice> choices) {
        List<MacroChoice> shuffled = new ArrayList<>(choices);
        SplittableRandom random = RandomStreams.of(problem.request().seed(), choices.size());
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
