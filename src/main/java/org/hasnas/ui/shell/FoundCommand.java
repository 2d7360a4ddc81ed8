package org.hasnas.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/**
 * An action of the menus or of the page that is shown, as the command palette lists it.
 *
 * @param name with the menus or the page that lead to it
 * @param keys as the platform writes them, blank for none
 * @param possible whether it can be done now
 */
record FoundCommand(String name, String keys, boolean possible, Runnable action) {
    private static final int NO_MATCH = -1;
    private static final int WORD = 8;
    private static final int NEXT = 4;

    /** All actions of some menus and the menus in them, in their order. */
    static List<FoundCommand> all(List<Menu> menus) {
        List<FoundCommand> found = new ArrayList<>();
        menus.forEach(menu -> add(found, menu.getText(), menu));
        return List.copyOf(found);
    }

    private static void add(List<FoundCommand> found, String path, Menu menu) {
        for (MenuItem item : menu.getItems()) {
            if (item instanceof Menu inner) {
                add(found, path + " \u203a " + inner.getText(), inner);
            } else if (item.getText() != null && item.getOnAction() != null) { // a separator has neither
                found.add(new FoundCommand(path + " \u203a " + item.getText(),
                        item.getAccelerator() == null ? "" : item.getAccelerator().getDisplayText(),
                        !item.isDisable(), item::fire));
            }
        }
    }

    /** What the buttons of a page do, but those of which it has several with the same name. */
    static List<FoundCommand> ofPage(String title, Parent page) {
        Map<String, List<ButtonBase>> named = Stream.of(".button", ".toggle-button").flatMap(style -> page.lookupAll(style).stream())
                .filter(node -> node.isVisible() && node instanceof ButtonBase).map(ButtonBase.class::cast)
                .collect(Collectors.groupingBy(FoundCommand::name, TreeMap::new, Collectors.toList()));
        return named.entrySet().stream().filter(one -> !one.getKey().isBlank() && one.getValue().size() == 1).map(one -> {
            ButtonBase button = one.getValue().getFirst();
            return new FoundCommand(title + " \u203a " + one.getKey(), "", !button.isDisabled(), button::fire);
        }).toList();
    }

    /** What is written on a button, or told of its icon. */
    private static String name(ButtonBase button) {
        String told = button.getAccessibleText();
        return button.getText() != null && !button.getText().isBlank() ? button.getText() : told == null ? "" : told;
    }

    /** Those whose name has all letters of a text in their order, the best fitting first; all of them without a text. */
    static List<FoundCommand> matching(List<FoundCommand> all, String text) {
        record Fitting(FoundCommand command, int score) {}
        return all.stream().map(command -> new Fitting(command, score(command.name(), text))).filter(fitting -> fitting.score() != NO_MATCH)
                .sorted(Comparator.comparingInt(Fitting::score).reversed()).map(Fitting::command).toList();
    }

    /** The higher, the more letters begin words or follow each other. */
    private static int score(String name, String text) {
        String in = name.toLowerCase(Locale.ROOT);
        String letters = text.toLowerCase(Locale.ROOT).replace(" ", "");
        int whole = in.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (whole >= 0) {
            return 1000 * (letters.isEmpty() ? 0 : 1) + (whole == 0 || !Character.isLetter(in.charAt(whole - 1)) ? WORD : 0);
        }
        int score = 0;
        int last = -1;
        for (int i = 0; i < letters.length(); i++) {
            int place = begin(in, letters.charAt(i), last + 1);
            if (place < 0) {
                return NO_MATCH;
            }
            score += place == last + 1 ? NEXT : isBegin(in, place) ? WORD : 0;
            last = place;
        }
        return score;
    }

    /** The next place of a letter: right here, else where a word begins, else anywhere. */
    private static int begin(String in, char letter, int from) {
        if (from < in.length() && in.charAt(from) == letter) {
            return from;
        }
        for (int i = in.indexOf(letter, from); i >= 0; i = in.indexOf(letter, i + 1)) {
            if (isBegin(in, i)) {
                return i;
            }
        }
        return in.indexOf(letter, from);
    }

    private static boolean isBegin(String in, int place) {
        return place == 0 || !Character.isLetterOrDigit(in.charAt(place - 1));
    }
}
