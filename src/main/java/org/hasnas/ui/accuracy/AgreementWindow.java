package org.hasnas.ui.accuracy;

import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.ui.fx.Texts;

/** A window of its own for predicted against measured accuracies; opened again, it compares anew. */
public final class AgreementWindow {
    private final Stage stage = new Stage();
    private final AgreementViewModel model;

    public AgreementWindow(Window owner, AgreementViewModel model, Texts texts) {
        this.model = model;
        stage.initOwner(owner);
        stage.setTitle(texts.get("agreement.title"));
        Scene scene = new Scene(new AgreementView(model, texts));
        scene.getStylesheets().setAll(owner.getScene().getStylesheets());
        stage.setScene(scene);
        stage.setOnHidden(event -> model.close());
    }

    /** Compares anew and shows what came out. */
    public void show() {
        model.refresh();
        stage.show();
        stage.toFront();
    }
}
