package org.hasnas.ui.shell;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.RunningWork;

/** Lets the desktop tell that work has ended that took long, while the user does something else. */
final class EndNotices {
    /** Who waits less looks on. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private EndNotices() {}

    /**
     * Watches the work of a project.
     *
     * @param project its name, as the desktop is told it
     * @param wanted whether the desktop may be used, and the user is elsewhere; asked when something ends
     * @param desktop shows headline and sentence; called in the background
     */
    static void watch(RunningWork all, Supplier<String> project, BooleanSupplier wanted, Background background, Texts texts,
            BiConsumer<String, String> desktop) {
        all.whenEnded((work, took) -> {
            if (took.compareTo(LONG) >= 0 && wanted.getAsBoolean()) {
                String headline = texts.get("app.name");
                String sentence = texts.get("work.ended", work.title(), took.toMinutes(), project.get());
                background.perform(() -> desktop.accept(headline, sentence), () -> {}, _ -> {});
            }
        });
    }
}
