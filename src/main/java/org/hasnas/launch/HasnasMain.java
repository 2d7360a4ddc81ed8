package org.hasnas.launch;

/** Entry point of the program. */
public final class HasnasMain {
    private HasnasMain() {}

    public static void main(String[] args) {}
}
