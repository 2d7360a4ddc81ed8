package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.network.Architecture;
import org.hasnas.score.prediction.CurvePredictor;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.LadderStep.Purpose;
import org.hasnas.search.model.PredictionRecord;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;

/**
 * What a search by trainings of a project pays for next. A part of the time is spent on finding the front, the rest on training its designs to the
 * end; what is then left goes into another round. No piece is begun that would end after the time, as far as the pieces before tell. It trains nothing
 * and reads no clock: equal steps, results and times in equal order lead to equal decisions. Used by one thread.
 */
public final class LadderPlan {
    /** Share of the remaining time that goes into finding the front, before its designs are trained to the end. */
    private static final double FINDING = 0.6;
    /** Less is not worth another round: a share of all minutes, and no more than so many minutes. */
    private static final double LEAST_ROUND_SHARE = 0.02;
    private static final double LEAST_ROUND_MINUTES = 0.1;
    /** How much less each piece counts for the speed of trainings than the next one: a process and a machine do not stay equally fast. */
    private static final double FADING = 0.7;
    private static final double SECONDS_PER_MINUTE = 60;

    private final DesignOutlooks designs;
    private final LadderSearch.Guided search;
    private final double minutes;
    private final double finding;
    private final List<LadderStep> steps = new ArrayList<>();
    private final ResultOrder<Piece> outstanding;
    /** Steps whose results were told, in that order. */
    private final List<LadderStep> told = new ArrayList<>();
    /** What was told of each design. */
    private final List<DesignCurve> curves;
    /** Of what was told, in that order. */
    private CurvePredictor predictor;
    private Purpose phase = Purpose.FIND;
    /** Minutes that this round leaves for training the front to the end. */
    private double leave;
    /** It may become so many. */
    private double mostReserved;
    private boolean exhausted;
    /** Of the pieces told, the last ones counting most. */
    private double seconds;
    private double work;
    private Optional<List<DesignOutlook>> outlooks = Optional.empty();

    /** What a step decided. */
    private record Piece(LadderStep step, Training training) {}

    /** @param designs of at least one network */
    public LadderPlan(DesignOutlooks designs, double minutes) {
        this.designs = designs;
        this.minutes = minutes;
        this.search = designs.search();
        this.outstanding = new ResultOrder<>(designs.sideBySide());
        this.curves = new ArrayList<>(Collections.nCopies(designs.size(), DesignCurve.NONE));
        this.predictor = designs.predictor();
        this.finding = designs.isPredicting() ? FINDING : 1; // the others' fronts are of whole trainings alone
        reserve(minutes);
    }

    private void reserve(double left) {
        leave = left * (1 - finding);
        mostReserved = left * finding;
    }

    /** Minutes that finding leaves for training the front to its end: a share of the round, or more if the front as it stands takes more. */
    private double reserved() {
        if (!designs.isPredicting() || told.isEmpty()) {
            return leave;
        }
        List<DesignOutlook> now = outlooks();
        double unfinished = designs.front(now).stream().filter(design -> !now.get(design).isTrained())
                .mapToDouble(design -> minutes(new Training(design, now.get(design).epochs(), designs.wholeEpochs()))).sum();
        return Math.max(leave, Math.min(mostReserved, unfinished / designs.sideBySide()));
    }

    /** All steps, in order. */
    public List<LadderStep> steps() {
        return List.copyOf(steps);
    }

    /** How many steps are decided and not told yet. */
    public int outstanding() {
        return outstanding.underWay().size();
    }

    /** How many results are told. */
    public int told() {
        return told.size();
    }

    /**
     * What was trained before the run began, to begin with; these steps are outstanding then.
     *
     * @param before how far each design is trained
     */
    public void begin(Function<Architecture, DesignCurve> before) {
        for (int design = 0; design < designs.size(); design++) {
            DesignCurve curve = before.apply(designs.network(design));
            int until = curve.state() == DesignCurve.State.OPEN ? curve.epochs().size() : designs.wholeEpochs();
            if (until > 0) {
                decide(search.choose(design, until), Purpose.KNOWN, 0);
            }
        }
    }

    /**
     * The next step; empty if there is none before another one is told, or, when none is outstanding, at all.
     *
     * @param usedMinutes by now; never less than before
     */
    public Optional<LadderStep> next(double usedMinutes) {
        double left = minutes - usedMinutes;
        boolean anew = false;
        while (true) {
            Optional<Training> piece = switch (phase) {
                case FIND -> left > reserved() ? search.ask(training -> minutes(training) <= free(left)) : Optional.empty();
                case FINISH -> left > 0 ? unfinished(free(left)).map(design -> search.choose(design, designs.wholeEpochs())) : Optional.empty();
                case KNOWN -> throw new IllegalStateException("no phase");
            };
            if (piece.isPresent()) {
                return Optional.of(decide(piece.get(), phase, usedMinutes));
            }
            if (phase == Purpose.FIND) {
                boolean inTime = left > reserved();
                if (inTime && outstanding() > 0) {
                    phase = anew ? Purpose.FINISH : Purpose.FIND; // a round begins with a piece
                    return Optional.empty();
                }
                exhausted = inTime;
                phase = Purpose.FINISH;
            } else if (exhausted || left <= Math.min(LEAST_ROUND_MINUTES, LEAST_ROUND_SHARE * minutes)) {
                return Optional.empty();
            } else {
                begin(left);
                anew = true;
            }
        }
    }

    /** Minutes that a piece is expected to take: as long per epoch as the design has taken, or others for their work; 0 while nothing is known. */
    private double minutes(Training piece) {
        List<EpochResult> own = curves.get(piece.design()).epochs();
        double perEpoch = own.isEmpty() ? (work > 0 ? designs.work(piece.design()) * seconds / work : 0) : own.getLast().seconds();
        return (piece.untilEpoch() - piece.fromEpoch()) * perEpoch / SECONDS_PER_MINUTE;
    }

    /** Minutes that are left for a piece once those decided are done. */
    private double free(double left) {
        return left - outstanding.underWay().stream().mapToDouble(piece -> minutes(piece.training())).sum() / designs.sideBySide();
    }

    private void begin(double left) {
        phase = Purpose.FIND;
        reserve(left);
    }

    private LadderStep decide(Training piece, Purpose purpose, double usedMinutes) {
        DesignOutlook outlook = outlooks().get(piece.design());
        LadderStep step = new LadderStep(outlook.trial(), piece.fromEpoch(), piece.untilEpoch(), purpose, told(), usedMinutes, outlook.expected());
        add(step, piece);
        return step;
    }

    private void add(LadderStep step, Training piece) {
        outstanding.begin(new Piece(step, piece), work(designs, step, piece.design()));
        steps.add(step);
    }

    /** Design of the front with the fewest epochs left that is not being trained and can be trained to the end in so many minutes. */
    private Optional<Integer> unfinished(double most) {
        List<DesignOutlook> now = outlooks();
        return designs.front(now).stream().filter(design -> !now.get(design).isTrained())
                .filter(design -> outstanding.underWay().stream().noneMatch(piece -> piece.training().design() == design))
                .filter(design -> minutes(new Training(design, now.get(design).epochs(), designs.wholeEpochs())) <= most)
                .max(Comparator.comparingInt(design -> now.get(design).epochs()));
    }

    /**
     * Takes a step that the run decided before it was interrupted; all that was told before it must be told.
     *
     * @throws IllegalArgumentException if it can't be a step of this run here
     */
    public void replay(LadderStep step) {
        int design = designs.position(step.trial()).orElseThrow(() -> new IllegalArgumentException("trial " + step.trial() + " takes no part"));
        if (step.told() != told()) {
            throw new IllegalArgumentException("it was decided after " + step.told() + " results, not " + told());
        }
        double left = minutes - step.usedMinutes();
        if (step.purpose() == Purpose.FIND && (phase == Purpose.FINISH || left <= reserved())) { // nothing may have been finished in between
            begin(left);
        } else if (step.purpose() != Purpose.KNOWN) {
            phase = step.purpose();
        }
        Training piece = search.choose(design, step.untilEpoch());
        if (piece.fromEpoch() != step.fromEpoch()) {
            throw new IllegalArgumentException("it goes on from epoch " + step.fromEpoch() + ", not " + piece.fromEpoch());
        }
        add(step, piece);
    }

    /** The outstanding step whose result is to be told next, however the others stand. */
    public LadderStep due() {
        return outstanding.next().step();
    }

    /** Of the step that is {@link #due}. */
    public Architecture dueDesign() {
        return designs.network(outstanding.next().training().design());
    }

    /**
     * What came of the step that is {@link #due}.
     *
     * @param curve of its design, at least until the step's last epoch unless the training has ended; what is beyond is not looked at
     */
    public void tell(DesignCurve curve) {
        Piece due = outstanding.tell();
        Training piece = due.training();
        told.add(due.step());
        DesignCurve then = curve.until(piece.untilEpoch());
        search.tell(piece, then.state() == DesignCurve.State.GIVEN_UP ? designs.guessing() : then.epochs().getLast().validationAccuracy());
        int before = curves.get(piece.design()).epochs().size();
        if (due.step().purpose() != Purpose.KNOWN) {
            seconds = FADING * seconds + then.epochs().stream().skip(before).mapToDouble(EpochResult::seconds).sum();
            work = FADING * work + designs.work(piece.design()) * (then.epochs().size() - before);
        }
        curves.set(piece.design(), then);
        outlooks = Optional.empty();
        if (then.state() == DesignCurve.State.GIVEN_UP && before > 0) {
            predictor = predictor(designs, told, curves); // it forgets what this training has shown
        } else {
            designs.read(predictor, piece.design(), before, then);
        }
    }

    /** What is expected of every network by what was told. */
    public List<DesignOutlook> outlooks() {
        List<DesignOutlook> now = outlooks.orElseGet(() -> designs.outlooks(predictor, curves));
        outlooks = Optional.of(now);
        return now;
    }

    /** Is told what the curves show in the order of the steps, and what is beyond them: predictions keep their last bits when a run is read again. */
    private static CurvePredictor predictor(DesignOutlooks designs, List<LadderStep> steps, List<DesignCurve> curves) {
        CurvePredictor predictor = designs.predictor();
        int[] shown = new int[designs.size()];
        for (LadderStep step : steps) {
            designs.position(step.trial()).ifPresent(design -> {
                DesignCurve curve = curves.get(design);
                if (curve.state() != DesignCurve.State.GIVEN_UP) {
                    DesignCurve then = curve.until(step.untilEpoch());
                    designs.read(predictor, design, shown[design], then);
                    shown[design] = then.epochs().size();
                }
            });
        }
        for (int design = 0; design < shown.length; design++) {
            designs.read(predictor, design, shown[design], curves.get(design));
        }
        return predictor;
    }

    private static double work(DesignOutlooks designs, LadderStep step, int design) {
        return step.purpose() == Purpose.KNOWN ? 0 : designs.work(design) * (step.untilEpoch() - step.fromEpoch());
    }

    /** The steps of a run in the order in which they were told, and would be. */
    private static List<LadderStep> inOrderTold(DesignOutlooks designs, List<LadderStep> steps) {
        ResultOrder<LadderStep> order = new ResultOrder<>(designs.sideBySide());
        List<LadderStep> told = new ArrayList<>();
        for (LadderStep step : steps) {
            while (told.size() < step.told() && !order.underWay().isEmpty()) {
                told.add(order.tell());
            }
            order.begin(step, designs.position(step.trial()).stream().mapToDouble(design -> work(designs, step, design)).sum());
        }
        while (!order.underWay().isEmpty()) {
            told.add(order.tell());
        }
        return told;
    }

    /** What is known by now, without what is being done. */
    public LadderProgress progress(double usedMinutes) {
        return progress(designs, steps, curves, outlooks(), usedMinutes, minutes);
    }

    /**
     * What is known of a run that is not under way.
     *
     * @param steps of the run
     * @param curve of each design, as far as it is known now
     */
    public static LadderProgress progress(DesignOutlooks designs, List<LadderStep> steps, Function<Architecture, DesignCurve> curve, double minutes) {
        List<DesignCurve> curves = designs.known(curve);
        List<DesignOutlook> outlooks = curves.isEmpty() ? List.of()
                : designs.outlooks(predictor(designs, inOrderTold(designs, steps), curves), curves);
        return progress(designs, steps, curves, outlooks, steps.isEmpty() ? 0 : steps.getLast().usedMinutes(), minutes);
    }

    private static LadderProgress progress(DesignOutlooks designs, List<LadderStep> steps, List<DesignCurve> curves,
            List<DesignOutlook> outlooks, double usedMinutes, double minutes) {
        List<Integer> front = designs.front(outlooks).stream().map(position -> designs.cheapest(position).index()).toList();
        return new LadderProgress(designs.ofDesigns(outlooks), front, predictions(steps, designs, curves), List.of(), usedMinutes, minutes);
    }

    private static PredictionRecord predictions(List<LadderStep> steps, DesignOutlooks designs, List<DesignCurve> curves) {
        int known = 0;
        List<Accuracy> predicted = new ArrayList<>();
        List<Double> came = new ArrayList<>();
        for (int position = 0; position < designs.size(); position++) {
            int trial = designs.cheapest(position).index();
            DesignCurve now = curves.get(position);
            known += now.epochs().isEmpty() ? 0 : 1;
            if (now.state() == DesignCurve.State.ENDED) {
                Optional<LadderStep> ending = steps.stream()
                        .filter(step -> step.trial() == trial && step.untilEpoch() >= now.epochs().size()).findFirst();
                if (ending.isPresent() && ending.get().purpose() != Purpose.KNOWN) {
                    predicted.add(ending.get().expected());
                    came.add(now.epochs().getLast().validationAccuracy());
                }
            }
        }
        return PredictionRecord.of(known, predicted, came);
    }
}
