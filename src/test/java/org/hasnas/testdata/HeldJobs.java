package org.hasnas.testdata;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobHandle;

/** Jobs that are done at once, or that a test holds on their way. */
public final class HeldJobs {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;

    /** From now on jobs stay on their way until {@link #goOn} or a cancel. */
    public void hold() {
        held = true;
    }

    /** The jobs that are held come to their end, later ones at once. */
    public void goOn() {
        held = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** @param progress on the way */
    public <P, R> JobHandle<P, R> job(P progress, R result) {
        FakeJob<P, R> job = new FakeJob<>(() -> progress);
        if (held) {
            waiting.add(() -> job.finish(result));
        } else {
            job.finish(result);
        }
        return job;
    }
}
