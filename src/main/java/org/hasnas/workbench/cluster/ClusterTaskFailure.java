package org.hasnas.workbench.cluster;

/** A task failed every time it was tried, as by a mistake in the program or for want of memory. The cluster goes on. */
public final class ClusterTaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClusterTaskFailure(String message) {
        super(message);
    }

    public ClusterTaskFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
