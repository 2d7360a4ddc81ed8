package org.hasnas.ui.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.scene.control.SplitPane;

/** Where the dividers of the pages stand: where they were left the last time, or where a page has them. */
public final class Dividers {
    /** By the names of what they part. */
    private final Map<String, List<Double>> left;
    private final Map<String, SplitPane> panes = new HashMap<>();
    /** The last one first: a page is made from its parts. */
    private final Deque<Runnable> unsettled = new ArrayDeque<>();

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
        double[] places = known.size() == usual.length ? known.stream().mapToDouble(Double::doubleValue).toArray() : usual;
        panes.put(name, pane);
        pane.setDividerPositions(places);
        unsettled.push(() -> {
            if (pane.equals(panes.get(name))) {
                pane.setDividerPositions(places);
                pane.layout();
            }
        });
        if (unsettled.size() == 1) {
            Platform.runLater(this::settle);
        }
    }

    /** The first layout takes the places of the parts from their contents. What parts the whole is settled before its parts are. */
    private void settle() {
        while (!unsettled.isEmpty()) {
            unsettled.pop().run();
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

    private static List<Double> places(SplitPane pane) {
        return DoubleStream.of(pane.getDividerPositions()).map(place -> Math.clamp(place, 0, 1)).boxed().toList();
    }
}
