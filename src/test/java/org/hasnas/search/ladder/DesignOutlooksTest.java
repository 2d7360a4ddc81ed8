package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.Requests;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.EpochResult;
import org.junit.jupiter.api.Test;

class DesignOutlooksTest {
    private static final int EPOCHS = 10;
    private static final List<String> DESIGNS = List.of("0001 0000 0000 0000", "0003 0000 0000 0000", "0300 0030 0003 0000", "0302 0030 3003 0000");

    private final SearchRequest request = withEpochs();
    private final DesignOutlooks designs;

    DesignOutlooksTest() throws Exception {
        ChipCost chip = ChipCost.of(request.hardware());
        List<Trial> trials = new ArrayList<>();
        for (String text : DESIGNS) {
            Architecture design = Architecture.parse(text);
            trials.add(new Trial(trials.size(), design, new TrialOutcome.Evaluated(
                    chip.total(Network.of(NetworkTemplates.DIGITS.template(), request.space(), design)), FitnessScore.notSimulated(1)), 0));
        }
        designs = new DesignOutlooks(request, trials);
    }

    private static SearchRequest withEpochs() {
        SearchRequest usual = Requests.digits(SearchAlgorithmId.LADDER, 4, 1);
        LadderSettings settings = usual.ladder().orElseThrow();
        return usual.withLadder(new LadderSettings(1, 2, settings.training().withEpochs(EPOCHS)));
    }

    private static DesignCurve curve(int epochs, double validation, DesignCurve.State state) {
        return new DesignCurve(IntStream.rangeClosed(1, epochs).mapToObj(epoch -> new EpochResult(epoch, 1, validation, validation, 1)).toList(),
                state);
    }

    private List<DesignOutlook> outlooks(Map<Integer, DesignCurve> known) {
        Map<Architecture, DesignCurve> curves = new HashMap<>();
        known.forEach((design, curve) -> curves.put(Architecture.parse(DESIGNS.get(design)), curve));
        return designs.outlooks(design -> curves.getOrDefault(design, DesignCurve.NONE));
    }

    @Test
    void aDesignThatWasGivenUpIsWorthGuessingAndOnNoFront() {
        List<DesignOutlook> outlooks = outlooks(Map.of(0, curve(3, 0.1, DesignCurve.State.GIVEN_UP), 1, curve(EPOCHS, 0.9, DesignCurve.State.ENDED)));
        assertTrue(outlooks.getFirst().givenUp());
        assertEquals(0.1, outlooks.getFirst().expected().fraction(), 1e-12);
        assertFalse(designs.front(outlooks).contains(0), "though it is the cheapest");
    }

    @Test
    void aTrainingThatEndedEarlyIsTrainedToItsEnd() {
        DesignOutlook early = outlooks(Map.of(1, curve(4, 0.9, DesignCurve.State.ENDED))).get(1);
        assertTrue(early.isTrained());
        assertEquals(4, early.wholeEpochs());
        assertEquals(0.9, early.expected().fraction(), 0.05);
    }

    @Test
    void aTrainingWhoseLastEpochIsStoredButNotItsEndIsNotReadAsEnded() {
        Map<Integer, DesignCurve> all = new HashMap<>();
        all.put(1, curve(EPOCHS, 0.9, DesignCurve.State.ENDED));
        double ended = width(outlooks(all).get(1));
        all.put(1, curve(EPOCHS, 0.9, DesignCurve.State.OPEN));
        assertTrue(width(outlooks(all).get(1)) > ended);
    }

    private static double width(DesignOutlook outlook) {
        return outlook.expected().highFraction() - outlook.expected().lowFraction();
    }

    @Test
    void designsThatDifferInTheirChipsAreOneNetworkWithTheEnergyOfTheCheapest() throws Exception {
        ChipCost chip = ChipCost.of(request.hardware());
        List<Trial> trials = new ArrayList<>();
        for (String text : List.of("0001 0000 0000 0000", "0003 0000 0000 0000 @ crossbar-size=128", "0003 0000 0000 0000 @ crossbar-size=32",
                "0003 0000 0000 0000 @ width=8 crossbar-size=32")) {
            Architecture design = Architecture.parse(text);
            trials.add(new Trial(10 + trials.size(), design, new TrialOutcome.Evaluated(
                    chip.total(Network.of(request.template(), request.space(), design)), FitnessScore.notSimulated(1)), 0));
        }
        DesignOutlooks shared = new DesignOutlooks(request, trials);
        assertEquals(3, shared.size());
        assertEquals(Architecture.parse("0003 0000 0000 0000"), shared.network(1));
        assertEquals(List.of(1, 1, 2),
                List.of(shared.position(11).orElseThrow(), shared.position(12).orElseThrow(), shared.position(13).orElseThrow()));
        Trial cheapest = shared.cheapest(1);
        assertTrue(trials.subList(1, 3).contains(cheapest));
        assertEquals(Math.min(joules(trials.get(1)), joules(trials.get(2))), joules(cheapest));
        assertTrue(joules(trials.get(1)) != joules(trials.get(2)), "the chips differ in energy");
        List<DesignOutlook> all = shared.ofDesigns(shared.outlooks(
                network -> network.equals(shared.network(1)) ? curve(EPOCHS, 0.9, DesignCurve.State.ENDED) : DesignCurve.NONE));
        assertEquals(List.of(10, 11, 12, 13), all.stream().map(DesignOutlook::trial).toList());
        assertEquals(List.of(false, true, true, false), all.stream().map(DesignOutlook::isTrained).toList(), "one training is that of both chips");
        assertEquals(all.get(1).expected(), all.get(2).expected());
    }

    private static double joules(Trial trial) {
        return trial.cost().orElseThrow().energy().joules();
    }

    @Test
    void theFrontRisesWithEnergy() {
        List<DesignOutlook> outlooks = outlooks(Map.of(0, curve(EPOCHS, 0.8, DesignCurve.State.ENDED), 1, curve(EPOCHS, 0.7, DesignCurve.State.ENDED),
                3, curve(EPOCHS, 0.95, DesignCurve.State.ENDED)));
        List<Integer> front = designs.front(outlooks);
        for (int i = 1; i < front.size(); i++) {
            assertTrue(outlooks.get(front.get(i)).expected().fraction() > outlooks.get(front.get(i - 1)).expected().fraction());
        }
        assertFalse(front.contains(1), "dearer than the first and expected to be worse");
    }
}
