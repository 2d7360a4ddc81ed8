package org.hasnas.ui.cluster;

import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.cluster.ClusterAddress;

/** Asks where work is to be done. */
public final class ClusterDialog extends Dialog<ClusterAddress> {
    private static final double TEXT_WIDTH = 440;

    /** @param last is suggested */
    public ClusterDialog(Window owner, Texts texts, ClusterAddress last) {
        initOwner(owner);
        setTitle(texts.get("cluster.title"));
        setHeaderText(texts.get("cluster.title"));
        TextField master = new TextField(last.master());
        master.setId("cluster-master");
        master.setPromptText(texts.get("cluster.master.prompt"));
        PasswordField secret = new PasswordField();
        secret.setId("cluster-secret");
        secret.setPromptText(texts.get("cluster.secret.prompt"));
        CheckBox files = new CheckBox(texts.get("cluster.files"));
        files.setId("cluster-files");
        files.setSelected(last.images() == ClusterAddress.Images.READ);
        Label about = new Label(texts.get("cluster.about"));
        about.setWrapText(true);
        about.setPrefWidth(TEXT_WIDTH);
        GridPane grid = new GridPane(12, 12);
        grid.addRow(0, new Label(texts.get("cluster.master")), master);
        grid.addRow(1, new Label(texts.get("cluster.secret")), secret);
        grid.add(files, 1, 2);
        grid.add(about, 0, 3, 2, 1);
        getDialogPane().setContent(grid);
        ButtonType use = new ButtonType(texts.get("cluster.use"), ButtonData.OK_DONE);
        getDialogPane().getButtonTypes().addAll(use, ButtonType.CANCEL);
        setResultConverter(type -> use.equals(type) ? new ClusterAddress(master.getText().strip(),
                files.isSelected() ? ClusterAddress.Images.READ : ClusterAddress.Images.SENT,
                Optional.of(secret.getText()).filter(text -> !text.isEmpty())) : null);
    }
}
