package org.hasnas.ui.fx;

/** Runs something once its requests have ceased for a moment; a new request replaces the one that waits. */
@FunctionalInterface
public interface AfterPause {
    /** Runs at once; for tests. */
    AfterPause AT_ONCE = Runnable::run;

    void request(Runnable work);
}
