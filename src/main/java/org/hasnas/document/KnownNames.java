package org.hasnas.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hasnas.units.EnumNames;

/** The names that a value in a file may have, with a suggestion for a misspelt one. */
public final class KnownNames {
    private KnownNames() {}

    @SafeVarargs
    public static <E extends Enum<E>> Map<String, E> choices(E... constants) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : constants) {
            choices.put(EnumNames.of(constant), constant);
        }
        return choices;
    }

    /** A question such as {@code ; did you mean 'budget'?} where a known name is near, else nothing. */
    static String suggestion(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT).replace('_', '-');
        String best = "";
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
