package org.hasnas.testdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.DesignChoices;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.PredictionRecord;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** Searches by trainings for tests: designs of the digits, and what such a search might know of them at one moment. */
public final class SampleLadders {
    private static final int WHOLE_EPOCHS = 27;
    /** Epochs of the designs nearest to the front, the nearest first; all others are predicted only. */
    private static final int[] EPOCHS = {27, 27, 27, 27, 27, 27, 27, 27, 27, 9, 9, 9, 9, 9, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1};
    private static final int RUNNING = 2;

    /** Of a search that has trained nothing to the end. */
    public static final PredictionRecord NOTHING_COMPARED = PredictionRecord.of(0, List.of(), List.of());

    private SampleLadders() {}

    /** A search without limits among designs of three widths, three numbers of time steps and three of bits. */
    public static SearchRequest request(int budget) {
        SearchRequest digits = Samples.digits(budget);
        DesignChoices choices = new DesignChoices(List.of(4, 8, 16), List.of(1, 2, 4), List.of(2, 4, 8));
        return digits.withSpace(digits.space().with(choices)).withLimits(ConstraintSet.UNLIMITED)
                .withLadder(LadderSettings.usual(digits.dataset().format()));
    }

    /** What is known when the designs nearest to the front are trained, most of all the nearest; those that failed are left out. */
    public static LadderProgress progress(SearchRequest request, List<Trial> trials) {
        List<Trial> designs = trials.stream().filter(trial -> trial.cost().isPresent()).toList();
        double least = designs.stream().mapToDouble(SampleLadders::joules).min().orElse(1);
        List<Integer> order = IntStream.range(0, designs.size()).boxed()
                .sorted(Comparator.comparingDouble(i -> lackPercent(designs.get(i)))).toList();
        int[] epochsOf = new int[designs.size()];
        for (int rank = 0; rank < Math.min(EPOCHS.length, order.size()); rank++) {
            epochsOf[order.get(rank)] = EPOCHS[rank];
        }
        List<Integer> trainedNow = order.subList(0, Math.min(EPOCHS.length, order.size())).reversed().stream().limit(RUNNING).toList();
        List<DesignOutlook> outlooks = new ArrayList<>();
        for (int i = 0; i < designs.size(); i++) {
            int epochs = epochsOf[i];
            boolean running = epochs < WHOLE_EPOCHS && trainedNow.contains(i);
            outlooks.add(new DesignOutlook(designs.get(i).index(), expected(designs.get(i), least, epochs), epochs, WHOLE_EPOCHS, running));
        }
        List<String> activity = outlooks.stream().filter(DesignOutlook::running).map(outlook -> "design " + outlook.trial() + " to epoch 3 of "
                + WHOLE_EPOCHS + ": most likely to extend the front at 0.3 uJ").toList();
        return new LadderProgress(outlooks, front(request, designs, outlooks), NOTHING_COMPARED, activity, 2.8,
                request.ladder().orElseThrow().minutes());
    }

    private static double joules(Trial trial) {
        return trial.cost().orElseThrow().energy().joules();
    }

    /** How far a design is below the best of its energy: the same for equal designs. */
    private static double lackPercent(Trial trial) {
        double uniform = new SplittableRandom(trial.architecture().text().hashCode()).nextDouble();
        return 14 * Math.pow(uniform, 1.5);
    }

    private static Accuracy expected(Trial trial, double leastJoules, int epochs) {
        double decades = Math.log10(joules(trial) / leastJoules);
        double truth = 98.8 - 16 * Math.exp(-1.6 * decades) - lackPercent(trial);
        double half = epochs == WHOLE_EPOCHS ? 0.5 : epochs == 0 ? 4 : 2.5 / Math.sqrt(epochs);
        double luck = new SplittableRandom(trial.index()).nextDouble() - 0.5;
        double percent = Math.min(99.5, truth + half * luck);
        return new Accuracy(AccuracyKind.PREDICTED, percent / 100, (percent - half) / 100, Math.min(99.9, percent + half) / 100, "test");
    }

    private static List<Integer> front(SearchRequest request, List<Trial> designs, List<DesignOutlook> outlooks) {
        List<Integer> front = new ArrayList<>();
        double best = 0;
        for (int i : IntStream.range(0, designs.size()).boxed().sorted(Comparator.comparingDouble((Integer i) -> joules(designs.get(i)))
                .thenComparing(i -> outlooks.get(i).expected().fraction(), Comparator.reverseOrder())).toList()) {
            HardwareCost cost = designs.get(i).cost().orElseThrow();
            double fraction = outlooks.get(i).expected().fraction();
            if (request.limits().isMetBy(cost) && fraction > best) {
                best = fraction;
                front.add(outlooks.get(i).trial());
            }
        }
        return front;
    }
}
