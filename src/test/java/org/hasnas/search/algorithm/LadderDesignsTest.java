package org.hasnas.search.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.Requests;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.junit.jupiter.api.Test;

class LadderDesignsTest {
    private static List<Architecture> designs(DesignChoices choices, int most, long seed) throws Exception {
        SearchRequest digits = Requests.digits(SearchAlgorithmId.LADDER, most, seed);
        SearchRequest request = digits.withSpace(digits.space().with(choices));
        CandidateCosts costs = new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space());
        return new LadderDesigns(new SearchProblem(request, costs, Optional.empty(), JobContext.NONE)).ask(most).stream().map(Proposal::architecture)
                .toList();
    }

    @Test
    void everyCombinationHasEquallyManyDesignsAndANetworkSeveralChips() throws Exception {
        DesignChoices choices = new DesignChoices(Map.of(Dimension.CELLS, List.of(List.of(1), List.of(2)), Dimension.CROSSBAR_SIZE,
                List.of(List.of(32), List.of(64), List.of(128))));
        List<Architecture> designs = designs(choices, 30, 1);
        Map<MacroChoice, Long> counts = designs.stream().collect(Collectors.groupingBy(Architecture::macro, Collectors.counting()));
        assertEquals(new HashSet<>(choices.all()), counts.keySet());
        assertTrue(counts.values().stream().allMatch(count -> count >= 3 && count <= 7), counts::toString);
        assertEquals(30, new HashSet<>(designs).size());
        assertEquals(10, designs.stream().map(Architecture::ofNetwork).distinct().count(), "three chips each");
        assertEquals(designs, designs(choices, 30, 1));
    }

    @Test
    void withOneTimeStepNoDesignPaysForEdgesThatBringNothing() throws Exception {
        Map<Integer, List<Architecture>> designs = designs(DesignChoices.NONE.with(Dimension.TIME_STEPS, List.of(1, 2)), 60, 1).stream()
                .collect(Collectors.groupingBy(design -> design.macro().orElse(Dimension.TIME_STEPS, 0)));
        assertEquals(Set.of(1, 2), designs.keySet());
        designs.values().forEach(some -> assertTrue(some.size() > 15, some::toString));
        designs.forEach((timeSteps, some) -> assertEquals(timeSteps > 1, some.stream().flatMap(design -> design.matrices().stream())
                .flatMap(cell -> cell.edges().stream()).anyMatch(edge -> !edge.isForward()), timeSteps + " time steps"));
    }

    @Test
    void theCheapestChipOfANetworkIsAmongThem() throws Exception {
        DesignChoices choices = new DesignChoices(Map.of(Dimension.CROSSBAR_SIZE, List.of(List.of(16), List.of(32), List.of(64), List.of(128),
                List.of(256), List.of(512))));
        SearchRequest digits = Requests.digits(SearchAlgorithmId.LADDER, 1, 1);
        SearchRequest request = digits.withSpace(digits.space().with(choices))
                .withLadder(digits.ladder().orElseThrow().withFront(FrontCost.EDAP));
        CandidateCosts costs = new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space());
        List<Architecture> designs = new LadderDesigns(new SearchProblem(request.withBudget(30), costs, Optional.empty(), JobContext.NONE)).ask(30)
                .stream().map(Proposal::architecture).toList();
        designs.stream().map(Architecture::ofNetwork).distinct().forEach(network -> {
            double least = choices.all().stream().map(network.macro()::with).map(network::with).map(costs::cost).filter(request.limits()::isMetBy)
                    .mapToDouble(FrontCost.EDAP::of).min().orElseThrow();
            assertEquals(least, designs.stream().filter(design -> design.ofNetwork().equals(network)).map(costs::cost)
                    .mapToDouble(FrontCost.EDAP::of).min().orElseThrow(), network::text);
        });
    }

    @Test
    void ofMoreCombinationsThanDesignsRandomOnesAreTaken() throws Exception {
        List<Integer> widths = IntStream.rangeClosed(1, 16).boxed().toList();
        DesignChoices choices = DesignChoices.NONE.with(Dimension.WIDTH, widths).with(Dimension.CROSSBAR_SIZE, List.of(32, 64, 128));
        Set<Integer> drawn = new HashSet<>();
        designs(choices, 12, 1).forEach(design -> drawn.add(design.macro().orElse(Dimension.WIDTH, 0)));
        assertTrue(drawn.stream().anyMatch(width -> width > 8) && drawn.stream().anyMatch(width -> width <= 8), drawn::toString);
    }
}
