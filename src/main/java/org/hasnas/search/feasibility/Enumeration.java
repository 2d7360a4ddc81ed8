package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;

/** All architectures of a space with at most one edge per node pair whose cells are all connected, one after the other. */
public final class Enumeration implements Iterator<Architecture> {
    private final SearchSpace space;
    private final List<Edge> pairs;
    private final int choices;
    private final int[] odometer;
    private Optional<Architecture> next = Optional.empty();
    private boolean ended;

    public Enumeration(SearchSpace space, int matrices) {
        this.space = space;
        pairs = space.pairs();
        int directions = space.backwardEdges() ? 2 : 1;
        choices = 1 + (space.operations().size() - 1) * directions;
        odometer = new int[pairs.size() * matrices];
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !ended) {
            next = current();
            step();
        }
        return next.isPresent();
    }

    @Override
    public Architecture next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Architecture result = next.orElseThrow();
        next = Optional.empty();
        return result;
    }

    private void step() {
        for (int place = 0; place < odometer.length; place++) {
            odometer[place] = (odometer[place] + 1) % choices;
            if (odometer[place] != 0) {
                return;
            }
        }
        ended = true;
    }

    private Optional<Architecture> current() {
        List<ConnectionMatrix> cells = new ArrayList<>();
        for (int from = 0; from < odometer.length; from += pairs.size()) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
            for (int pair = 0; pair < pairs.size(); pair++) {
                int choice = odometer[from + pair];
                int operations = space.operations().size() - 1;
                if (choice > operations) {
                    matrix = matrix.with(pairs.get(pair).reversed(), choice - operations);
                } else if (choice > 0) {
                    matrix = matrix.with(pairs.get(pair), choice);
                }
            }
            if (!CanonicalForm.reaches(matrix, 0, space.nodes() - 1)) {
                return Optional.empty();
            }
            cells.add(matrix);
        }
        return Optional.of(new Architecture(cells));
    }
}
