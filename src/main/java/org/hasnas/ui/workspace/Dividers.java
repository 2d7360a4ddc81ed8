package org.hasnas.ui.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import org.jspecify.annotations.Nullable;

/** Where the dividers of the pages stand: where they were left the last time, or where a page has them. */
public final class Dividers {
    /** Dividers of a pane that was not laid out yet. */
    private record Unsettled(String name, SplitPane pane, List<Double> places) {}

    /** By the names of what they part. */
    private final Map<String, List<Double>> left;
    private final Map<String, SplitPane> panes = new HashMap<>();
    /** The last one first: a page is made from its parts, and what parts the whole is settled before its parts are. */
    private final Deque<Unsettled> unsettled = new ArrayDeque<>();
    /** The scene of the pages. */
    private @Nullable Scene watched;

    /** @param left where they were left the last time */
    public Dividers(Map<String, List<Double>> left) {
        this.left = new HashMap<>(left);
    }

    /**
     * Puts the dividers of a pane where they were left, and follows them from now on.
     *
     * @param name of what they part
     * @param usual where they stand at first, one of each
     */
    public void place(String name, SplitPane pane, double... usual) {
        List<Double> known = left.getOrDefault(name, List.of());
        List<Double> places = known.size() == usual.length ? known : DoubleStream.of(usual).boxed().toList();
        panes.put(name, pane);
        put(pane, places);
        unsettled.push(new Unsettled(name, pane, places));
        if (pane.getScene() == null) {
            pane.sceneProperty().subscribe(this::watch);
        } else {
            watch(pane.getScene());
        }
    }

    private void watch(@Nullable Scene scene) {
        if (scene == null) {
            return;
        }
        if (!scene.equals(watched)) {
            watched = scene;
            scene.addPostLayoutPulseListener(this::settle);
        }
        Platform.requestNextPulse();
    }

    /** Layouts move dividers, and forget where they were put if the pane changes its size too: they are put there again after a whole pulse. */
    private void settle() {
        for (Iterator<Unsettled> waiting = unsettled.iterator(); waiting.hasNext();) {
            Unsettled next = waiting.next();
            boolean replaced = !next.pane.equals(panes.get(next.name));
            if (!replaced && next.pane.getWidth() > 0) {
                next.pane.layout();
                put(next.pane, next.places);
                next.pane.layout();
            }
            if (replaced || next.pane.getWidth() > 0) {
                waiting.remove();
            }
        }
    }

    /** The pane is about to part something else. */
    public void leave(String name) {
        SplitPane pane = panes.remove(name);
        if (pane != null) {
            left.put(name, places(pane));
        }
    }

    /** Where they stand now, those too that are not seen. */
    public Map<String, List<Double>> places() {
        Map<String, List<Double>> now = new HashMap<>(left);
        panes.forEach((name, pane) -> now.put(name, places(pane)));
        return now;
    }

    private static void put(SplitPane pane, List<Double> places) {
        pane.setDividerPositions(places.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Double> places(SplitPane pane) {
        return DoubleStream.of(pane.getDividerPositions()).map(place -> Math.clamp(place, 0, 1)).boxed().toList();
    }
}
