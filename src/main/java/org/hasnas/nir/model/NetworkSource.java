package org.hasnas.nir.model;

import org.hasnas.network.Network;

/** Which network is handed out, and with which weights. */
public sealed interface NetworkSource {
    /** A finished training of the project. */
    record Trained(long training) implements NetworkSource {}

    /** A network with the weights that a training would begin with. */
    record Untrained(Network network, long seed) implements NetworkSource {}
}
