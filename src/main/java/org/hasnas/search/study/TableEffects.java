package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.study.model.TableEffect;

/** What leaving out an operation does to the trained accuracies of a table: every pair of its networks is used, none is drawn. */
final class TableEffects {
    private static final int BASE = 5;
    private static final int EDGES = 6;
    private static final double ABSENT = -1;
    private static final double DEAD = -2;

    private final double[] accuracies = new double[ArchitectureId.COUNT];

    TableEffects(BenchmarkTable table) {
        Arrays.fill(accuracies, ABSENT);
        for (BenchmarkRow row : table.rows()) {
            accuracies[row.id()] = row.isDead() ? DEAD : row.testAccuracyFraction();
        }
    }

    TableEffect of(int digit) {
        List<Double> changes = new ArrayList<>();
        long pairs = 0;
        int[] dead = new int[2];
        int[] rows = new int[2];
        for (int id = 0; id < accuracies.length; id++) {
            if (accuracies[id] != ABSENT) {
                int side = uses(id, digit) ? 0 : 1;
                rows[side]++;
                dead[side] += accuracies[id] == DEAD ? 1 : 0;
                if (side == 0 && accuracies[id] >= 0) {
                    Partners partners = new Partners(digit);
                    partners.walk(id, 0, 1, 0);
                    if (partners.count > 0) {
                        changes.add(partners.sum / partners.count - accuracies[id]);
                        pairs += partners.count;
                    }
                }
            }
        }
        return new TableEffect(pairs, Intervals.ofMean(changes), share(dead[0], rows[0]), share(dead[1], rows[1]));
    }

    private static double share(int part, int all) {
        return all == 0 ? Double.NaN : (double) part / all;
    }

    private static boolean uses(int id, int digit) {
        int rest = id;
        for (int edge = 0; edge < EDGES; edge++) {
            if (rest % BASE == digit) {
                return true;
            }
            rest /= BASE;
        }
        return false;
    }

    /** The networks that differ from one in exactly the edges that have the operation. */
    private final class Partners {
        private final int digit;
        private double sum;
        private int count;

        Partners(int digit) {
            this.digit = digit;
        }

        /**
         * @param value of a step of this edge's digit in an id
         * @param id what the edges before have become
         */
        private void walk(int rest, int edge, int value, int id) {
            if (edge == EDGES) {
                if (accuracies[id] >= 0) {
                    sum += accuracies[id];
                    count++;
                }
                return;
            }
            int own = rest % BASE;
            for (int other = 0; other < BASE; other++) {
                if (own == digit ? other != digit : other == own) {
                    walk(rest / BASE, edge + 1, value * BASE, id + other * value);
                }
            }
        }
    }
}
