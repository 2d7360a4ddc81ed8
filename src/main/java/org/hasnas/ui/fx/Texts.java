package org.hasnas.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window, by key. Numbers are passed as text, since the program writes numbers the same in every locale. */
public final class Texts {
    private static final String BUNDLE = "org.hasnas.ui.texts";

    private final ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);

    /** The text of a key, with {@code {0}}, {@code {1}} ... replaced. */
    public String get(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = String.valueOf(arguments[i]);
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(plain);
    }
}
