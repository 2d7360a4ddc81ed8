package org.hasnas.checks.model;

import java.util.List;

/**
 * What it costs to have work done on a cluster.
 *
 * @param workers of the cluster
 * @param cores of the cluster
 * @param rows tasks that only sleep, so that they take no processor
 * @param paces a training's epoch, each of {@code cores} trainings side by side
 */
public record ClusterScale(int workers, int cores, List<Row> rows, List<Pace> paces) {
    public ClusterScale {
        rows = List.copyOf(rows);
        paces = List.copyOf(paces);
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
     * A training in this process and on the cluster.
     *
     * @param epoch from 1
     * @param hereSeconds mean of the trainings in this process, one thread each
     * @param thereSeconds mean of the same trainings on the cluster, sending and storing included
     */
    public record Pace(int epoch, double hereSeconds, double thereSeconds) {}
}
