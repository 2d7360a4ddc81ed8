package org.hasnas.ui.fx;

import java.util.ArrayDeque;
import java.util.Queue;
import javafx.animation.AnimationTimer;

/** {@link NextFrame} on the JavaFX pulse. Used on the JavaFX thread only. */
public final class AnimationFrames implements NextFrame {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            drain();
        }
    };

    @Override
    public void request(Runnable work) {
        if (waiting.isEmpty()) {
            timer.start();
        }
        waiting.add(work);
    }

    private void drain() {
        timer.stop();
        int due = waiting.size();
        for (int i = 0; i < due; i++) {
            waiting.remove().run();
        }
        if (!waiting.isEmpty()) {
            timer.start();
        }
    }
}
