package org.hasnas.ui.project;

import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.search.model.Candidate;

/** The designs that are set side by side, in the order in which they were added. The first is what the others are compared with. */
public final class Comparison {
    /** More than these have no room beside each other. */
    public static final int MOST = 4;

    private final ObservableList<Compared> designs = FXCollections.observableArrayList();
    /** Kept, since nobody else holds it for those who listen to it. */
    private final ObservableList<Compared> shownDesigns = FXCollections.unmodifiableObservableList(designs);

    Comparison() {}

    public ObservableList<Compared> designs() {
        return shownDesigns;
    }

    /** The designs of this program among them. */
    public List<Candidate> candidates() {
        return designs.stream().flatMap(design -> switch (design) {
            case Compared.Design(Candidate candidate) -> Stream.of(candidate);
            case Compared.Imported _ -> Stream.empty();
        }).toList();
    }

    /** Adds those that are not compared yet, as long as there is room; tells how many found none. */
    public int add(List<? extends Compared> more) {
        int without = 0;
        for (Compared design : more) {
            if (designs.stream().noneMatch(design::isSameAs)) {
                if (designs.size() < MOST) {
                    designs.add(design);
                } else {
                    without++;
                }
            }
        }
        return without;
    }

    public void remove(Compared design) {
        designs.remove(design);
    }

    /** Makes a compared design the one that the others are compared with. */
    public void putFirst(Compared design) {
        if (designs.remove(design)) {
            designs.addFirst(design);
        }
    }

    public void clear() {
        designs.clear();
    }
}
