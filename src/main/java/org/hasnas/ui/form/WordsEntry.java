package org.hasnas.ui.form;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Words parted by commas or blanks. */
public final class WordsEntry extends TextEntry {
    /** @param check gives the sentence that says what is wrong with a text, or an empty one */
    public WordsEntry(String name, UnaryOperator<String> check) {
        super(name, "", check);
    }

    public List<String> words() {
        return words(entered());
    }

    public static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
