package org.hasnas.ui.fx;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** {@link AfterPause} on the JavaFX clock. Used on the JavaFX thread only. */
public final class PauseTimer implements AfterPause {
    /** Sliders rest so long before anything is computed for their new place. */
    private static final Duration REST = Duration.millis(350);

    private final PauseTransition pause = new PauseTransition(REST);

    @Override
    public void request(Runnable work) {
        pause.setOnFinished(event -> work.run());
        pause.playFromStart();
    }
}
