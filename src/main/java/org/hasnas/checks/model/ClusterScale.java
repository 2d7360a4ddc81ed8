package org.hasnas.checks.model;

import java.util.List;

/**
 * What it costs to have work done on a cluster.
 *
 * @param workers of the cluster
 * @param cores of the cluster
 * @param way of tasks that do nothing
 * @param rows tasks that only sleep, so that they take no processor
 * @param rounds a training, as many copies side by side as there are cores; empty if none was asked for
 */
public record ClusterScale(int workers, int cores, Way way, List<Row> rows, List<Round> rounds) {
    public ClusterScale {
        rows = List.copyOf(rows);
        rounds = List.copyOf(rounds);
    }

    /**
     * The way of a task to a worker and of its result back.
     *
     * @param payloadBytes that travel each way
     * @param aloneSeconds of a task while no other is under way
     * @param busySeconds from one task's end to the next one's while all cores are busy: what the program does for each task, one after the other
     */
    public record Way(int payloadBytes, double aloneSeconds, double busySeconds) {
        /**
         * Time that tasks need without any overhead, as a share of that they take, for any number of workers of a core each. All tasks pass through
         * the program one after the other and are computed side by side: a closed network of one queue and a delay, solved by mean value analysis (M.
         * Reiser and S. Lavenberg, Journal of the ACM 27, 313, 1980).
         *
         * @param decisionSeconds that the program thinks about a task besides
         */
        public double efficiency(int many, double taskSeconds, double decisionSeconds) {
            double serial = busySeconds + decisionSeconds;
            double elsewhere = taskSeconds + Math.max(0, aloneSeconds - busySeconds);
            double queued = 0;
            double perSecond = 0;
            for (int tasks = 1; tasks <= many; tasks++) {
                double passing = serial * (1 + queued);
                perSecond = tasks / (elsewhere + passing);
                queued = perSecond * passing;
            }
            return perSecond * taskSeconds / many;
        }
    }

    /**
     * Sleeping tasks.
     *
     * @param taskSeconds that each sleeps
     * @param underWay at a time, at most the cores of the cluster
     * @param tasks in all
     * @param seconds from the first one's begin to the last one's result
     */
    public record Row(double taskSeconds, int underWay, int tasks, double seconds) {
        /** Time that the tasks need without any overhead, as a share of that they took. */
        public double efficiency() {
            return Math.ceilDiv(tasks, underWay) * taskSeconds / seconds;
        }

        /** What a task takes beside its sleep. */
        public double overheadSeconds() {
            return seconds / Math.ceilDiv(tasks, underWay) - taskSeconds;
        }
    }

    /**
     * A training in this process and on the cluster, again and again: code that is compiled while it runs is faster the next time.
     *
     * @param round from 1
     * @param hereSeconds until the last one ended in this process, one thread each
     * @param thereSeconds the same on the cluster, sending and storing included
     */
    public record Round(int round, double hereSeconds, double thereSeconds) {}
}
