package org.hasnas.ui.constraints;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Outlooks;

/**
 * What each limit costs in accuracy, and how little of it would have to be given up for at least half of that: the known designs that exceed this
 * limit alone, against the best within all limits. Accuracies of one kind are compared with each other only: what a search by trainings expects; or
 * without one the first kind that both have of trained, from a benchmark, and predicted. Plain scans, since 10 000 designs take less than a
 * millisecond.
 */
public final class LimitPrices {
    /** The part of what a limit costs that its relaxation has to bring. */
    private static final double WORTHWHILE = 0.5;
    private static final double PERCENT = 100;
    private static final List<CostKind> KINDS = List.of(CostKind.values());
    private static final byte NONE = -1;
    private static final byte SEVERAL = -2;

    /**
     * A limit that brings more accuracy.
     *
     * @param limit above the one that is set
     * @param words by how much it is to be relaxed for what
     */
    public record Relaxation(double limit, String words) {}

    /**
     * Accuracies that compare with each other.
     *
     * @param percent of a position, NaN where there is none
     * @param kind what is known of a position
     */
    private record Known(IntToDoubleFunction percent, IntFunction<String> kind) {
        boolean isBetter(int position, int than) {
            double own = percent.applyAsDouble(position);
            return than < 0 ? !Double.isNaN(own) : own > percent.applyAsDouble(than);
        }
    }

    private final OpenProject project;
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final KnownAccuracies accuracies;
    private final Texts texts;
    private final ReadOnlyStringWrapper best = new ReadOnlyStringWrapper(this, "best", "");
    private final Map<CostKind, ReadOnlyStringWrapper> sentences = new EnumMap<>(CostKind.class);
    private final Map<CostKind, ReadOnlyObjectWrapper<Optional<Relaxation>>> relaxations = new EnumMap<>(CostKind.class);

    public LimitPrices(OpenProject project, KnownAccuracies accuracies, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.outlooks = project.outlooks();
        this.accuracies = accuracies;
        this.texts = texts;
        for (CostKind kind : KINDS) {
            sentences.put(kind, new ReadOnlyStringWrapper(this, kind.label(), ""));
            relaxations.put(kind, new ReadOnlyObjectWrapper<>(this, kind.label(), Optional.empty()));
        }
        known.classificationProperty().subscribe((before, now) -> refresh());
        outlooks.versionProperty().subscribe((before, now) -> refresh());
        accuracies.versionProperty().subscribe((before, now) -> refresh());
    }

    /** The best that is known within the limits; blank while nothing is known. */
    public ReadOnlyStringProperty bestProperty() {
        return best.getReadOnlyProperty();
    }

    /** What the limit of a kind costs; blank while nothing is known, and without a limit. */
    public ReadOnlyStringProperty sentenceProperty(CostKind kind) {
        return of(sentences, kind).getReadOnlyProperty();
    }

    /** The least relaxation of the limit of a kind that is worth it; empty if none is known. */
    public ReadOnlyObjectProperty<Optional<Relaxation>> relaxationProperty(CostKind kind) {
        return of(relaxations, kind).getReadOnlyProperty();
    }

    private static <T> T of(Map<CostKind, T> map, CostKind kind) {
        return Objects.requireNonNull(map.get(kind), kind.label());
    }

    private List<Known> sources() {
        if (outlooks.exist()) {
            return List.of(new Known(outlooks::percent,
                    position -> outlooks.of(position).map(outlook -> OutlookText.kind(outlook, texts)).orElse("")));
        }
        return Stream.of(AccuracyKind.TRAINED, AccuracyKind.BENCHMARK, AccuracyKind.PREDICTED).filter(accuracies::exists)
                .map(kind -> new Known(position -> accuracies.percent(kind, position), position -> texts.accuracy(kind))).toList();
    }

    private void refresh() {
        List<Known> sources = sources();
        byte[] exceeded = sources.isEmpty() ? new byte[0] : exceeded();
        List<Scan> scans = sources.stream().map(source -> scan(source, exceeded)).toList();
        best.set(scans.isEmpty() ? "" : scans.stream().filter(scan -> scan.within() >= 0).findFirst().map(this::best)
                .orElseGet(() -> texts.get("limits.best.none")));
        for (CostKind kind : KINDS) {
            Optional<Scan> scan = scans.stream().filter(one -> one.within() >= 0 && one.beyond(kind) >= 0).findFirst()
                    .or(() -> scans.stream().filter(one -> one.within() < 0 && one.beyond(kind) >= 0).findFirst());
            boolean limited = !scans.isEmpty() && Double.isFinite(project.limits().limit(kind));
            of(sentences, kind).set(!limited ? "" : scan.map(one -> sentence(kind, one)).orElseGet(() -> texts.get("limits.price.unknown")));
            of(relaxations, kind).set(limited ? scan.flatMap(one -> relaxation(kind, one)) : Optional.empty());
        }
    }

    /**
     * The best designs by one kind of accuracy.
     *
     * @param exceeded of each position the place of the one limit that it exceeds, {@link #NONE} or {@link #SEVERAL}
     * @param within all limits, -1 for none
     * @param best by the place of a kind: of those that exceed its limit and no other, -1 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Scan(Known known, byte[] exceeded, int within, int[] best) {
        double percent(int position) {
            return known.percent().applyAsDouble(position);
        }

        int beyond(CostKind kind) {
            return best[KINDS.indexOf(kind)];
        }
    }

    private Scan scan(Known source, byte[] exceeded) {
        int within = -1;
        int[] beyond = new int[KINDS.size()];
        Arrays.fill(beyond, -1);
        for (int position = 0; position < exceeded.length; position++) {
            int kind = exceeded[position];
            if (kind == NONE) {
                within = source.isBetter(position, within) ? position : within;
            } else if (kind != SEVERAL && source.isBetter(position, beyond[kind])) {
                beyond[kind] = position;
            }
        }
        return new Scan(source, exceeded, within, beyond);
    }

    private byte[] exceeded() {
        byte[] exceeded = new byte[known.size()];
        for (int position = 0; position < exceeded.length; position++) {
            byte only = NONE;
            for (int kind = 0; kind < KINDS.size() && only != SEVERAL; kind++) {
                if (!known.passes(position, KINDS.get(kind))) {
                    only = only == NONE ? (byte) kind : SEVERAL;
                }
            }
            exceeded[position] = only;
        }
        return exceeded;
    }

    private String best(Scan scan) {
        String value = outlooks.of(scan.within()).map(outlook -> OutlookText.expected(outlook, texts))
                .orElseGet(() -> AccuracyText.percent(scan.percent(scan.within())) + " %");
        return texts.get("limits.best", value, scan.known().kind().apply(scan.within()));
    }

    private String sentence(CostKind kind, Scan scan) {
        int beyond = scan.beyond(kind);
        String needs = UnitSigns.format(kind.quantity(), known.costs(kind, project.limits().memoryScope())[beyond]);
        String what = scan.known().kind().apply(beyond);
        if (scan.within() < 0) {
            return texts.get("limits.price.all", AccuracyText.percent(scan.percent(beyond)), needs, what);
        }
        double gain = scan.percent(beyond) - scan.percent(scan.within());
        return gain > 0 ? texts.get("limits.price", AccuracyText.percent(gain), needs, what) : texts.get("limits.price.nothing");
    }

    private Optional<Relaxation> relaxation(CostKind kind, Scan scan) {
        double least = scan.percent(scan.beyond(kind));
        if (scan.within() >= 0) {
            double within = scan.percent(scan.within());
            if (!(least > within)) {
                return Optional.empty();
            }
            least = within + WORTHWHILE * (least - within);
        } else {
            least = 0; // any design is better than none
        }
        double[] costs = known.costs(kind, project.limits().memoryScope());
        int place = KINDS.indexOf(kind);
        int cheapest = -1;
        for (int position = 0; position < costs.length; position++) {
            if (scan.exceeded()[position] == place && scan.percent(position) >= least
                    && (cheapest < 0 || costs[position] < costs[cheapest]
                            || (costs[position] == costs[cheapest] && scan.known().isBetter(position, cheapest)))) {
                cheapest = position;
            }
        }
        double limit = FeasibilityViewModel.roundedUp(costs[cheapest]);
        String more = more(limit / project.limits().limit(kind));
        String value = UnitSigns.format(kind.quantity(), limit);
        String what = scan.known().kind().apply(cheapest);
        return Optional.of(new Relaxation(limit, scan.within() < 0
                ? texts.get("limits.relax.first", more, value, AccuracyText.percent(scan.percent(cheapest)), what)
                : texts.get("limits.relax", more, value, AccuracyText.percent(scan.percent(cheapest) - scan.percent(scan.within())), what)));
    }

    /** By how much a limit grows: in percent, or as a multiple. */
    private String more(double ratio) {
        return ratio >= 4 ? texts.get("limits.relax.times", String.format(Locale.ROOT, ratio < 100 ? "%.1f" : "%.0f", ratio))
                : texts.get("limits.relax.percent", String.format(Locale.ROOT, ratio < 1.1 ? "%.1f" : "%.0f", PERCENT * (ratio - 1)));
    }
}
