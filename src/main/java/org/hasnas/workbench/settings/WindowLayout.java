package org.hasnas.workbench.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the window showed and how it was parted when it was left.
 *
 * @param page the id of the page that was shown; blank for the first one
 * @param dividers by the names of what they part, each as a part of its whole, 0 to 1
 */
public record WindowLayout(String page, Map<String, List<Double>> dividers) {
    /** Of a window that was never left. */
    public static final WindowLayout STANDARD = new WindowLayout("", Map.of());

    public WindowLayout {
        Map<String, List<Double>> copy = new TreeMap<>();
        dividers.forEach((name, places) -> {
            if (!places.stream().allMatch(WindowLayout::isPlace)) {
                throw new IllegalArgumentException("dividers of '" + name + "' at " + places + " are not between 0 and 1");
            }
            copy.put(name, List.copyOf(places));
        });
        dividers = Collections.unmodifiableMap(copy);
    }

    /** Whether a divider can stand there. */
    static boolean isPlace(double place) {
        return place >= 0 && place <= 1;
    }
}
