package org.hasnas.ui.run;

/** Writes a word so that a POSIX shell reads it back unchanged. */
public final class ShellWord {
    private ShellWord() {}

    public static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
