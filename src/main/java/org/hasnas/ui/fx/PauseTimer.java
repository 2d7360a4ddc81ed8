package org.hasnas.ui.fx;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** {@link AfterPause} on the JavaFX clock. Used on the JavaFX thread only. */
public final class PauseTimer implements AfterPause {
    private final PauseTransition pause;

    /** @param millis how long requests must have ceased */
    public PauseTimer(double millis) {
        pause = new PauseTransition(Duration.millis(millis));
    }

    @Override
    public void request(Runnable work) {
        pause.setOnFinished(event -> work.run());
        pause.playFromStart();
    }
}
