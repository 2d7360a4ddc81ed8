package org.hasnas.engine;

/** Hears which kind of work a simulation turns to, so that time can be counted by kind. Called by the thread that runs the simulation. */
@FunctionalInterface
public interface WorkObserver {
    /** All that follows, until the next call, is work of this kind. */
    void turnTo(WorkKind kind);
}
