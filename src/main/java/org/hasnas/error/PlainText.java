package org.hasnas.error;

/**
 * Texts that may hold parts of files, made fit for people: what a terminal would obey, or would show in another order than it is written in, is
 * spelt out, and no message goes on without end.
 */
public final class PlainText {
    /** Longest message; what is left out stands in the middle, since messages end in what to do. */
    private static final int LONGEST = 1200;
    private static final int SHOWN_OF_START = 800;
    private static final int SHOWN_OF_END = 300;

    private PlainText() {}

    /** A message without control characters and of bounded length. */
    public static String message(String text) {
        return shortened(escaped(shortened(text)));
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int start = Character.isHighSurrogate(text.charAt(SHOWN_OF_START - 1)) ? SHOWN_OF_START - 1 : SHOWN_OF_START;
        int end = text.length() - SHOWN_OF_END;
        end = Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
        return text.substring(0, start) + " [... " + (end - start) + " characters ...] " + text.substring(end);
    }

    /** The text with control characters, except line breaks and tabulators, and those that turn the writing direction, as {@code \}{@code u001b}. */
    public static String escaped(String text) {
        int first = firstControl(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isControl(text, i)) {
                plain.append("\\u").append(Integer.toHexString(0x10000 + character), 1, 5);
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    private static int firstControl(String text) {
        int i = 0;
        while (i < text.length() && !isControl(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean isControl(String text, int index) {
        char character = text.charAt(index);
        return switch (character) {
            case '\n', '\t' -> false;
            case '\r' -> index + 1 == text.length() || text.charAt(index + 1) != '\n';
            case '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069' ->
                    true;
            default -> Character.isISOControl(character);
        };
    }
}
