package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.score.prediction.CurvePredictor;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;

/** The designs of a search by trainings, and what their learning curves say of all of them. */
public final class DesignOutlooks {
    /** Pauses at which a search reads a training, as shares of it. */
    private static final double[] PAUSES = {0.1, 0.2, 0.4, 0.6, 1};
    /** What a neuron's time step takes beside convolutions, in multiply-adds. */
    private static final double WORK_PER_NEURON = 60;

    private final SearchRequest request;
    private final int wholeEpochs;
    private final List<Trial> trials;
    private final List<Network> networks;

    /** @param trials of a run; those that failed, exceed the limits or can't learn anything take no part */
    public DesignOutlooks(SearchRequest request, List<Trial> trials) {
        this.request = request;
        this.wholeEpochs = request.ladder().orElseThrow().training().epochs();
        this.trials = new ArrayList<>();
        this.networks = new ArrayList<>();
        ChainScore chain = new ChainScore();
        for (Trial trial : trials.stream().sorted(Comparator.comparingInt(Trial::index)).toList()) {
            if (trial.outcome() instanceof TrialOutcome.Evaluated evaluated && request.limits().isMetBy(evaluated.cost())) {
                Network network = Network.of(request.template(), request.space(), trial.architecture());
                if (Double.isFinite(chain.of(network))) {
                    this.trials.add(trial);
                    networks.add(network);
                }
            }
        }
    }

    /** Trials that take part, by index; a design of {@link #problem} is a position in this list. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** What is searched: a front of accuracy against energy. */
    public LadderProblem problem() {
        List<LadderProblem.Design> designs = networks.stream().map(network -> new LadderProblem.Design(network, work(network))).toList();
        List<Integer> epochs = new ArrayList<>();
        for (double pause : PAUSES) {
            epochs.add(Math.clamp(Math.round(pause * wholeEpochs), 1, wholeEpochs));
        }
        return new LadderProblem(designs, epochs.stream().distinct().toList(),
                new LadderProblem.Goal.Front(trials.stream().map(this::energy).toList()),
                Optional.empty(), request.seed());
    }

    private double energy(Trial trial) {
        return trial.cost().map(HardwareCost::energy).orElseThrow().joules();
    }

    /** Of an epoch, relative to other designs: dense multiply-adds of all time steps, and what neurons take. */
    private static double work(Network network) {
        double perStep = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            perStep += layer.multiplyAccumulates() + WORK_PER_NEURON * layer.outChannels() * layer.outHeight() * layer.outWidth();
        }
        return perStep * network.template().timeSteps();
    }

    /**
     * What is expected of every design that takes part, in the order of {@link #trials}.
     *
     * @param epochs results of a design's epochs so far
     * @param running designs that are being trained
     */
    public List<DesignOutlook> outlooks(Function<Architecture, List<EpochResult>> epochs, Set<Architecture> running) {
        if (trials.isEmpty()) {
            return List.of();
        }
        CurvePredictor predictor = new CurvePredictor(networks, Optional.empty());
        int[] done = new int[trials.size()];
        List<Integer> pauses = problem().epochs();
        for (int design = 0; design < trials.size(); design++) {
            List<EpochResult> curve = epochs.apply(trials.get(design).architecture());
            done[design] = curve.size();
            for (int pause : pauses) {
                if (pause <= curve.size()) {
                    predictor.announce(design, (double) pause / wholeEpochs);
                    predictor.read(curve.get(pause - 1).validationAccuracy());
                }
            }
        }
        int[] all = new int[trials.size()];
        for (int design = 0; design < all.length; design++) {
            all[design] = design;
        }
        List<Accuracy> expected = predictor.predict(all);
        List<DesignOutlook> outlooks = new ArrayList<>();
        for (int design = 0; design < all.length; design++) {
            Trial trial = trials.get(design);
            outlooks.add(new DesignOutlook(trial.index(), expected.get(design), done[design], wholeEpochs, running.contains(trial.architecture())));
        }
        return List.copyOf(outlooks);
    }

    /** Positions of the designs that no cheaper one is expected to surpass, the cheapest first. */
    public List<Integer> front(List<DesignOutlook> outlooks) {
        List<Integer> byEnergy = new ArrayList<>();
        for (int design = 0; design < outlooks.size(); design++) {
            byEnergy.add(design);
        }
        byEnergy.sort(Comparator.comparingDouble((Integer design) -> energy(trials.get(design)))
                .thenComparing(design -> outlooks.get(design).expected().fraction(), Comparator.reverseOrder()));
        List<Integer> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int design : byEnergy) {
            if (outlooks.get(design).expected().fraction() > best) {
                best = outlooks.get(design).expected().fraction();
                front.add(design);
            }
        }
        return List.copyOf(front);
    }
}
