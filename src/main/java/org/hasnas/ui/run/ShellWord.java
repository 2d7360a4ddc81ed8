package org.hasnas.ui.run;

/** Writes a word so that a POSIX shell reads it back unchanged. */
final class ShellWord {
    private ShellWord() {}

    static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
