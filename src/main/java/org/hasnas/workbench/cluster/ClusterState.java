package org.hasnas.workbench.cluster;

/**
 * What a cluster has and does.
 *
 * @param master its address
 * @param workers processes that do tasks
 * @param cores tasks that they can do at a time
 * @param running tasks that are being done
 */
public record ClusterState(String master, int workers, int cores, int running) {}
