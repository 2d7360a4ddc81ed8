package org.hasnas.workbench.cluster;

import java.util.Optional;

/**
 * Which cluster to compute on, and how.
 *
 * @param master address, such as {@code spark://host:7077}
 * @param images how workers come by the images of a data set
 * @param secret that master, workers and this program share; empty for the one of the settings of Spark, if there is any
 */
public record ClusterAddress(String master, Images images, Optional<String> secret) {
    /** How workers come by the images of a data set. */
    public enum Images {
        /** This program sends them. */
        SENT,
        /** Each worker reads the files, at the path that they have for this program. */
        READ
    }

    /** Without the secret, which is nobody's business. */
    @Override
    public String toString() {
        return master + ", images " + images;
    }
}
