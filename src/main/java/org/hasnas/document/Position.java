package org.hasnas.document;

/** A place in a text, line and column counted from 1. */
public record Position(int line, int column) {
    static final Position START = new Position(1, 1);
}
