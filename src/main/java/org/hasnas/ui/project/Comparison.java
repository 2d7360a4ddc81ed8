package org.hasnas.ui.project;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.search.model.Candidate;

/** The designs that are set side by side, in the order in which they were added. The first is what the others are compared with. */
public final class Comparison {
    /** More than these have no room beside each other. */
    public static final int MOST = 4;

    private final ObservableList<Candidate> designs = FXCollections.observableArrayList();
    /** Kept, since nobody else holds it for those who listen to it. */
    private final ObservableList<Candidate> shownDesigns = FXCollections.unmodifiableObservableList(designs);

    Comparison() {}

    public ObservableList<Candidate> designs() {
        return shownDesigns;
    }

    /** Adds those that are not compared yet, as long as there is room; tells how many found none. */
    public int add(List<Candidate> more) {
        int without = 0;
        for (Candidate candidate : more) {
            if (designs.stream().noneMatch(known -> isSameDesign(known, candidate))) {
                if (designs.size() < MOST) {
                    designs.add(candidate);
                } else {
                    without++;
                }
            }
        }
        return without;
    }

    public void remove(Candidate candidate) {
        designs.remove(candidate);
    }

    /** Makes a compared design the one that the others are compared with. */
    public void putFirst(Candidate candidate) {
        if (designs.remove(candidate)) {
            designs.addFirst(candidate);
        }
    }

    public void clear() {
        designs.clear();
    }

    private static boolean isSameDesign(Candidate one, Candidate other) {
        return one.trial().architecture().equals(other.trial().architecture()) && one.request().space().equals(other.request().space())
                && one.request().template().equals(other.request().template());
    }
}
