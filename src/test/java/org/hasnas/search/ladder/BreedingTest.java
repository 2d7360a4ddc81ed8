package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.ladder.LadderProblem.Design;
import org.hasnas.search.ladder.LadderProblem.Goal;
import org.junit.jupiter.api.Test;

/** Designs whose accuracy, made up, is the number of their convolutions 3x3 less a little for each skip connection. */
class BreedingTest {
    private static final int TRAININGS = 40;

    private static LadderProblem problem(long seed) {
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        List<Design> designs = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int number = 0; number < 256; number++) {
            StringBuilder digit = new StringBuilder(Integer.toString(number, 4));
            while (digit.length() < 4) {
                digit.insert(0, '0');
            }
            Architecture cell = Architecture.parse("0" + digit.charAt(0) + digit.charAt(1) + "1 00" + digit.charAt(2) + "0 000" + digit.charAt(3)
                    + " 0000").with(MacroChoice.parse("width=" + (number % 2 == 0 ? 8 : 16)));
            designs.add(new Design(Network.of(digits.template(), digits.space(), cell), 1));
            costs.add(1.0 + count(cell, '3') + number % 2);
        }
        return new LadderProblem(designs, List.of(1, 2), new Goal.Front(costs), Optional.empty(), seed);
    }

    private static long count(Architecture cell, char operation) {
        return cell.matrices().getFirst().text().chars().filter(digit -> digit == operation).count();
    }

    private static double accuracy(LadderProblem problem, int design) {
        Architecture cell = problem.designs().get(design).network().architecture();
        return 0.5 + 0.1 * count(cell, '3') - 0.02 * count(cell, '1');
    }

    /** What is trained, in order, two at a time. */
    private static List<Training> trained(LadderProblem problem, LadderSearch search) {
        List<Training> all = new ArrayList<>();
        while (all.size() < TRAININGS) {
            List<Training> both = List.of(search.ask().orElseThrow(), search.ask().orElseThrow());
            both.forEach(training -> search.tell(training, accuracy(problem, training.design())));
            all.addAll(both);
        }
        return all;
    }

    private static double mean(Function<LadderProblem, LadderSearch> algorithm) {
        return LongStream.rangeClosed(1, 10).mapToDouble(seed -> {
            LadderProblem problem = problem(seed);
            return trained(problem, algorithm.apply(problem)).stream().mapToDouble(training -> accuracy(problem, training.design())).average()
                    .orElseThrow();
        }).average().orElseThrow();
    }

    @Test
    void childrenOfGoodDesignsAreBetterThanRandomOnes() {
        double random = mean(InOrder::random);
        assertTrue(mean(Breeding::evolution) > random + 0.05, mean(Breeding::evolution) + " against " + random);
        assertTrue(mean(Breeding::nsga2) > random + 0.01, mean(Breeding::nsga2) + " against " + random);
    }

    @Test
    void eachDesignIsTrainedOnceAndEqualCallsGiveEqualAnswers() {
        for (Function<LadderProblem, LadderSearch> algorithm : List.<Function<LadderProblem, LadderSearch>>of(Breeding::evolution, Breeding::nsga2)) {
            LadderProblem problem = problem(3);
            LadderSearch search = algorithm.apply(problem);
            List<Training> all = trained(problem, search);
            assertEquals(all.size(), new HashSet<>(all.stream().map(Training::design).toList()).size());
            assertTrue(all.stream().allMatch(training -> training.untilEpoch() == 2));
            assertEquals(all, trained(problem, algorithm.apply(problem)));
            assertEquals(all.stream().mapToDouble(training -> accuracy(problem, training.design())).max().orElseThrow(),
                    accuracy(problem, search.best()));
        }
    }
}
