package org.hasnas.ui.fx;

/** Runs something once before the next frame is drawn, so that many changes cost one pass. */
@FunctionalInterface
public interface NextFrame {
    /** Runs at once; for tests. */
    NextFrame AT_ONCE = Runnable::run;

    void request(Runnable work);
}
