package org.hasnas.training.layer;

/** Time steps that all layers work on before the next ones: from {@code first} to before {@code end}. */
record Span(int first, int end) {
    int steps() {
        return end - first;
    }
}
