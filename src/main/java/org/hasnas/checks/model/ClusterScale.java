package org.hasnas.checks.model;

import java.util.List;

/**
 * What it costs to have work done on a cluster.
 *
 * @param workers of the cluster
 * @param cores of the cluster
 * @param way of tasks that do nothing
 * @param rows tasks that only sleep, so that they take no processor
 * @param rounds work, copies of it side by side; empty if none was asked for
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
     * @param processorSeconds that this program computes for each task then: what of it is left where nothing else wants the processor
     */
    public record Way(int payloadBytes, double aloneSeconds, double busySeconds, double processorSeconds) {
        private static final int HALVINGS = 30;

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

        /** From how long tasks on the way adds a share of their time at most, such as 0.1, for so many workers. */
        public double taskSeconds(double share, int many, double decisionSeconds) {
            double shorter = 0;
            double longer = 1;
            while (efficiency(many, longer, decisionSeconds) * (1 + share) < 1) {
                longer *= 2;
            }
            for (int halving = 0; halving < HALVINGS; halving++) {
                double middle = (shorter + longer) / 2;
                if (efficiency(many, middle, decisionSeconds) * (1 + share) < 1) {
                    shorter = middle;
                } else {
                    longer = middle;
                }
            }
            return longer;
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
     * Work in this process and on the cluster, again and again: code that is compiled while it runs is faster the next time.
     *
     * @param round from 1
     * @param sideBySide copies
     */
    public record Round(int round, int sideBySide, Side here, Side there) {}

    /**
     * Work, copies of it side by side, in one of the two places.
     *
     * @param seconds until the last one ended, sending and storing included
     * @param computedSeconds on average of the copies, what was spent in the work itself, on a worker or here
     * @param processorSeconds the same, of the processor: on a machine that is busy with other things, too, only these can be compared
     */
    public record Side(double seconds, double computedSeconds, double processorSeconds) {}
}
