package org.hasnas.ui.constraints;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.accuracy.OutlookText;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.Outlooks;
import org.jspecify.annotations.Nullable;

/**
 * What each limit costs in expected accuracy: the best of the known designs without it against the best within all limits. A plain scan, since
 * 10 000 designs take less than a millisecond.
 */
public final class LimitPrices {
    /** The relaxation whose gain is told. */
    private static final double RELAXED = 1.1;
    private static final List<CostKind> KINDS = List.of(CostKind.values());

    private final OpenProject project;
    private final KnownTrials known;
    private final Outlooks outlooks;
    private final Texts texts;
    private final ReadOnlyStringWrapper best = new ReadOnlyStringWrapper(this, "best", "");
    private final Map<CostKind, ReadOnlyStringWrapper> sentences = new EnumMap<>(CostKind.class);

    public LimitPrices(OpenProject project, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.outlooks = project.outlooks();
        this.texts = texts;
        KINDS.forEach(kind -> sentences.put(kind, new ReadOnlyStringWrapper(this, kind.label(), "")));
        known.classificationProperty().subscribe((before, now) -> refresh());
        outlooks.versionProperty().subscribe((before, now) -> refresh());
    }

    /** The best that is expected within the limits; blank while nothing is expected. */
    public ReadOnlyStringProperty bestProperty() {
        return best.getReadOnlyProperty();
    }

    /** What the limit of a kind costs; blank while nothing is expected, and without a limit. */
    public ReadOnlyStringProperty sentenceProperty(CostKind kind) {
        return of(sentences, kind).getReadOnlyProperty();
    }

    private static <T> T of(Map<CostKind, T> map, CostKind kind) {
        return Objects.requireNonNull(map.get(kind), kind.label());
    }

    /** Of the designs that exceed one limit and no other: the best, and the best of those that exceed it by little. */
    private static final class Beyond {
        int best = -1;
        int near = -1;
    }

    private void refresh() {
        if (!outlooks.exist()) {
            best.set("");
            sentences.values().forEach(sentence -> sentence.set(""));
            return;
        }
        Map<CostKind, double[]> costs = new EnumMap<>(CostKind.class);
        Map<CostKind, Beyond> beyond = new EnumMap<>(CostKind.class);
        for (CostKind kind : KINDS) {
            costs.put(kind, known.costs(kind, project.limits().memoryScope()));
            beyond.put(kind, new Beyond());
        }
        for (int position = 0; position < known.size(); position++) {
            CostKind exceeded = onlyExceeded(position);
            if (exceeded != null) {
                Beyond found = of(beyond, exceeded);
                found.best = outlooks.isBetter(position, found.best) ? position : found.best;
                if (of(costs, exceeded)[position] <= RELAXED * project.limits().limit(exceeded)) {
                    found.near = outlooks.isBetter(position, found.near) ? position : found.near;
                }
            }
        }
        int within = outlooks.best();
        best.set(outlooks.of(within).map(outlook -> texts.get("limits.best", OutlookText.expected(outlook, texts)))
                .orElseGet(() -> texts.get("limits.best.none")));
        sentences.forEach((kind, sentence) -> sentence.set(sentence(kind, within, of(beyond, kind), of(costs, kind))));
    }

    /** The kind of the one limit that a trial exceeds; null if it exceeds none or several. */
    private @Nullable CostKind onlyExceeded(int position) {
        CostKind only = null;
        for (CostKind kind : KINDS) {
            if (!known.passes(position, kind)) {
                if (only != null) {
                    return null;
                }
                only = kind;
            }
        }
        return only;
    }

    private String sentence(CostKind kind, int within, Beyond beyond, double[] costs) {
        if (Double.isInfinite(project.limits().limit(kind))) {
            return "";
        }
        if (beyond.best < 0) {
            return texts.get("limits.price.unknown");
        }
        String needs = kind.quantity().format(costs[beyond.best]).strip();
        if (within < 0) {
            return texts.get("limits.price.all", AccuracyText.percent(outlooks.percent(beyond.best)), needs);
        }
        double gain = gain(beyond.best, within);
        if (!(gain > 0)) {
            return texts.get("limits.price.nothing");
        }
        double near = beyond.near < 0 ? Double.NaN : gain(beyond.near, within);
        return texts.get("limits.price", points(gain), needs) + " " + (Double.isNaN(near) ? texts.get("limits.price.ten.unknown")
                : texts.get("limits.price.ten", points(Math.max(0, near))));
    }

    private double gain(int position, int within) {
        return outlooks.percent(position) - outlooks.percent(within);
    }

    private static String points(double points) {
        return String.format(Locale.ROOT, "%.2f", points);
    }
}
