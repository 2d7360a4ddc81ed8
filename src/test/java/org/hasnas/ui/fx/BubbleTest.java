package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlantafx.base.theme.PrimerDark;
import java.util.Objects;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class BubbleTest {
    @SuppressWarnings("NullAway.Init") // set by start
    private Button button;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet()); // in which white is seen
        button = new Button("beside");
        Scene scene = new Scene(new StackPane(button), 400, 300);
        scene.getStylesheets().add(Objects.requireNonNull(Bubble.class.getResource("/org/hasnas/ui/studio.css")).toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    /** A bubble has transparent corners beside its arrow; where they can't be, nothing of its window is left to be white. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cornersAreTransparentOrThereAreNone(boolean transparent) throws Exception {
        int whites = WaitForAsyncUtils.asyncFx(() -> {
            Bubble bubble = new Bubble(transparent);
            bubble.setAnimated(false);
            Bubble.prepare(button.getScene().getRoot(), transparent);
            Label content = new Label("some words in a bubble");
            content.setPrefSize(200, 80);
            content.getStyleClass().add("bubble");
            bubble.setContentNode(content);
            bubble.show(button);
            Parent root = bubble.getScene().getRoot();
            root.applyCss();
            root.layout();
            PixelReader pixels = bubble.getScene().snapshot(null).getPixelReader();
            int white = 0;
            for (int x = 0; x < bubble.getScene().getWidth(); x++) {
                for (int y = 0; y < bubble.getScene().getHeight(); y++) {
                    if (pixels.getColor(x, y).equals(Color.WHITE)) {
                        white++;
                    }
                }
            }
            Bounds bounds = content.getLayoutBounds();
            assertEquals(80, bounds.getHeight(), "it is shown");
            bubble.hide();
            return white;
        }).get();
        assertEquals(transparent, whites > 0, whites + " white pixels");
    }
}
