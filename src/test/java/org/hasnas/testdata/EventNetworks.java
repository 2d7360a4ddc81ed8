package org.hasnas.testdata;

import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;

/** Networks that read a frame of events at each time step. */
public final class EventNetworks {
    private EventNetworks() {}

    /** The same network for events of the shape of its images. */
    public static Network like(Network network) {
        ImageShape images = network.template().input();
        ImageShape events = new ImageShape(images.channels(), images.height(), images.width(), InputKind.EVENTS);
        return Network.of(network.template().fittedTo(events, network.template().classes()), network.space(), network.architecture());
    }
}
