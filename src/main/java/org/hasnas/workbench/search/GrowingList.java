package org.hasnas.workbench.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A list that only grows, so that what it holds at a moment can be handed out without a copy. Safe for any thread. */
final class GrowingList<T> {
    private static final int FIRST_ROOM = 64;

    /** Elements before {@link #size} never change; others may have the array, too. */
    private T[] elements;
    private int size;

    @SuppressWarnings("unchecked") // nobody but this class sees the array as one
    GrowingList(List<T> first) {
        elements = (T[]) Arrays.copyOf(first.toArray(), Math.max(FIRST_ROOM, first.size()));
        size = first.size();
    }

    synchronized void add(T element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = element;
    }

    /** What is in the list now; it stays as it is. */
    synchronized List<T> now() {
        return Collections.unmodifiableList(Arrays.asList(elements).subList(0, size));
    }
}
