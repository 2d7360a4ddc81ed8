package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.score.prediction.CurvePredictor;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;

/**
 * The designs of a search by trainings, and what their learning curves say of all of them. Designs that differ in their chips alone are one network: it
 * is trained once, and what it reaches holds for all of them.
 */
public final class DesignOutlooks {
    /**
     * What a time step of a neuron and an image take beside convolutions, in multiply-adds, where channels come in whole vectors. Fitted to the seconds
     * that 240 trainings of the digits' default space took (deviation 0.3 in the logarithm; 1.0 by multiply-adds alone).
     */
    private static final double WORK_PER_NEURON = 240;
    private static final int VECTOR = 16;
    private static final double WORK_PER_IMAGE = 300_000;

    private final SearchRequest request;
    private final FrontCost front;
    private final int wholeEpochs;
    /** Epochs after which a training may pause and is read. */
    private final List<Integer> pauses;
    private final List<Trained> networks = new ArrayList<>();

    /**
     * What is trained.
     *
     * @param cheapest of its designs: a front needs no other
     * @param cost of that one, in the unit of the front
     * @param designs of this network, in the order of the run
     */
    private record Trained(Network network, Trial cheapest, double cost, List<Trial> designs) {}

    /** @param trials of a run; those that failed, exceed the limits or can't learn anything take no part */
    public DesignOutlooks(SearchRequest request, List<Trial> trials) {
        this.request = request;
        this.front = request.ladder().orElseThrow().front();
        this.wholeEpochs = request.ladder().orElseThrow().training().epochs();
        this.pauses = Arrays.stream(PredictedGain.PAUSES).mapToObj(share -> Math.clamp(Math.round(share * wholeEpochs), 1, wholeEpochs)).distinct()
                .toList();
        Map<Architecture, List<Trial>> designs = new LinkedHashMap<>();
        for (Trial trial : trials.stream().sorted(Comparator.comparingInt(Trial::index)).toList()) {
            if (trial.outcome() instanceof TrialOutcome.Evaluated evaluated && request.limits().isMetBy(evaluated.cost())) {
                designs.computeIfAbsent(trial.architecture().ofNetwork(), _ -> new ArrayList<>()).add(trial);
            }
        }
        ChainScore chain = new ChainScore();
        designs.forEach((trained, chips) -> {
            Network network = Network.of(request.template(), request.space(), trained);
            if (Double.isFinite(chain.of(network))) {
                Trial cheapest = chips.stream().min(Comparator.comparingDouble(this::cost)).orElseThrow();
                networks.add(new Trained(network, cheapest, cost(cheapest), List.copyOf(chips)));
            }
        });
    }

    /** Networks that may be trained; a design of the search is a position among them. */
    public int size() {
        return networks.size();
    }

    /** What is trained at a position, without any choice of the chip. */
    public Architecture network(int position) {
        return networks.get(position).network().architecture();
    }

    /** Of the designs that are the network at a position the one of the least {@linkplain LadderSettings#front cost}. */
    public Trial cheapest(int position) {
        return networks.get(position).cheapest();
    }

    /** Position of a trial's network; empty if it takes no part. */
    OptionalInt position(int trial) {
        return IntStream.range(0, size()).filter(position -> networks.get(position).designs().stream().anyMatch(design -> design.index() == trial))
                .findFirst();
    }

    /** Trainings at a time. */
    int sideBySide() {
        return request.ladder().orElseThrow().sideBySide();
    }

    /** {@link #work(Network)} of the network at a position. */
    double work(int position) {
        return work(networks.get(position).network());
    }

    int wholeEpochs() {
        return wholeEpochs;
    }

    /** Whether the search predicts accuracies, and so may have a front of designs that are not trained to the end. */
    boolean isPredicting() {
        return request.algorithm() == SearchAlgorithmId.LADDER;
    }

    /** The search that the request names, for a front of accuracy against its cost. */
    LadderSearch.Guided search() {
        return switch (request.algorithm()) {
            case LADDER -> new PredictedGain(problem(pauses));
            case RANDOM -> InOrder.random(problem(pauses));
            case ASHA -> new SuccessiveHalving(problem(IntStream.rangeClosed(1, wholeEpochs).boxed().toList()));
            case TRAINED_EVOLUTION -> Breeding.evolution(problem(pauses));
            case TRAINED_NSGA2 -> Breeding.nsga2(problem(pauses));
            case SNASNET_RANDOM, HASNAS, EVOLUTION, NSGA2, LIGHTSNN_PRUNING -> throw new IllegalStateException(request.algorithm()
                    + " pays for no trainings");
        };
    }

    private LadderProblem problem(List<Integer> readable) {
        List<LadderProblem.Design> designs = networks.stream().map(Trained::network).map(network -> new LadderProblem.Design(network, work(network)))
                .toList();
        return new LadderProblem(designs, readable, new LadderProblem.Goal.Front(networks.stream().map(Trained::cost).toList()), Optional.empty(),
                request.seed());
    }

    private double cost(Trial trial) {
        return front.of(trial.cost().orElseThrow());
    }

    /** Of an epoch, relative to other designs: dense multiply-adds of all time steps, what neurons take, and what an image takes anyway. */
    public static double work(Network network) {
        double perStep = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            double neurons = (double) Math.ceilDiv(layer.outChannels(), VECTOR) * VECTOR * layer.outHeight() * layer.outWidth();
            perStep += layer.multiplyAccumulates() + WORK_PER_NEURON * neurons;
        }
        return perStep * network.template().timeSteps() + WORK_PER_IMAGE;
    }

    /** Predicts for these networks, and knows nothing yet. */
    CurvePredictor predictor() {
        return new CurvePredictor(networks.stream().map(Trained::network).toList(), Optional.empty());
    }

    private CurvePredictor predictor(List<DesignCurve> curves) {
        CurvePredictor predictor = predictor();
        for (int position = 0; position < size(); position++) {
            read(predictor, position, 0, curves.get(position));
        }
        return predictor;
    }

    /**
     * What is expected of every network, in the order of positions, said of its {@link #cheapest} design.
     *
     * @param predictor that was told all {@linkplain #read readings} of the curves
     * @param known how far each is trained
     */
    List<DesignOutlook> outlooks(CurvePredictor predictor, List<DesignCurve> known) {
        List<Accuracy> expected = predictor.predict(IntStream.range(0, size()).toArray());
        List<DesignOutlook> outlooks = new ArrayList<>();
        for (int position = 0; position < known.size(); position++) {
            int trial = cheapest(position).index();
            int done = known.get(position).epochs().size();
            outlooks.add(switch (known.get(position).state()) {
                case OPEN -> new DesignOutlook(trial, expected.get(position), done, wholeEpochs, false);
                case ENDED -> new DesignOutlook(trial, expected.get(position), done, done, false);
                case GIVEN_UP -> new DesignOutlook(trial,
                        Accuracy.of(AccuracyKind.PREDICTED, guessing(), "guessing: its training was given up"), done, wholeEpochs, false, true);
            });
        }
        return List.copyOf(outlooks);
    }

    /** The same by all that the curves of the networks show, and nothing else. */
    List<DesignOutlook> outlooks(Function<Architecture, DesignCurve> curves) {
        List<DesignCurve> known = known(curves);
        return known.isEmpty() ? List.of() : outlooks(predictor(known), known);
    }

    /** How far each network is trained, in the order of positions. */
    List<DesignCurve> known(Function<Architecture, DesignCurve> curves) {
        return networks.stream().map(trained -> curves.apply(trained.network().architecture())).toList();
    }

    /**
     * The validation accuracy that, with a confidence, none of these networks exceeds after a whole training: what an ended one has, or what those whose
     * training may go on can still reach. Empty while nothing is trained.
     *
     * @param curves how far a network is trained
     */
    OptionalDouble ceiling(Function<Architecture, DesignCurve> curves, double confidence) {
        List<DesignCurve> known = known(curves);
        if (known.stream().allMatch(curve -> curve.epochs().isEmpty())) {
            return OptionalDouble.empty();
        }
        double seen = known.stream().filter(curve -> curve.state() == DesignCurve.State.ENDED)
                .mapToDouble(curve -> curve.epochs().getLast().validationAccuracy()).max().orElse(0);
        return OptionalDouble.of(Math.max(seen, predictor(known).ceiling(confidence,
                IntStream.range(0, size()).filter(position -> known.get(position).state() == DesignCurve.State.OPEN).toArray())));
    }

    /**
     * The same of every design that takes part, in the order of the run.
     *
     * @param outlooks of all networks
     */
    public List<DesignOutlook> ofDesigns(List<DesignOutlook> outlooks) {
        return IntStream.range(0, size()).boxed()
                .flatMap(position -> networks.get(position).designs().stream().map(design -> outlooks.get(position).of(design.index())))
                .sorted(Comparator.comparingInt(DesignOutlook::trial)).toList();
    }

    /**
     * Tells a predictor what a curve shows after an epoch; what a given-up training shows is not how good its design could be.
     *
     * @param from the predictor knows what is shown until there
     */
    void read(CurvePredictor predictor, int design, int from, DesignCurve curve) {
        if (curve.state() == DesignCurve.State.GIVEN_UP) {
            return;
        }
        int done = curve.epochs().size();
        for (int pause : pauses) {
            if (from < pause && pause <= done && (pause < wholeEpochs || curve.state() == DesignCurve.State.ENDED)) {
                read(predictor, design, (double) pause / wholeEpochs, curve.epochs().get(pause - 1));
            }
        }
        if (curve.state() == DesignCurve.State.ENDED && from < done && done < wholeEpochs) {
            read(predictor, design, 1, curve.epochs().getLast());
        }
    }

    private static void read(CurvePredictor predictor, int design, double share, EpochResult epoch) {
        predictor.announce(design, share);
        predictor.read(design, epoch.validationAccuracy());
    }

    /** Share of right answers that guessing gives. */
    double guessing() {
        return 1.0 / request.template().classes();
    }

    /**
     * Positions of the networks that no cheaper one is expected to surpass, the cheapest first; without those whose training was given up, and of a
     * search that predicts nothing without those not trained to the end.
     */
    public List<Integer> front(List<DesignOutlook> outlooks) {
        List<Integer> byCost = new ArrayList<>();
        for (int design = 0; design < outlooks.size(); design++) {
            if (!outlooks.get(design).givenUp() && (isPredicting() || outlooks.get(design).isTrained())) {
                byCost.add(design);
            }
        }
        byCost.sort(Comparator.comparingDouble((Integer design) -> networks.get(design).cost())
                .thenComparing(design -> outlooks.get(design).expected().fraction(), Comparator.reverseOrder()));
        List<Integer> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int design : byCost) {
            if (outlooks.get(design).expected().fraction() > best) {
                best = outlooks.get(design).expected().fraction();
                front.add(design);
            }
        }
        return List.copyOf(front);
    }
}
