package org.hasnas.ui.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;

/** Port to everything that asks or tells the user something outside the window's own nodes. Called on the user-interface thread. */
public interface Dialogs {
    /** Kinds of files that are chosen. */
    enum FileKind {
        DESIGNS("*.json", "*.zip"), CSV("*.csv"), PROFILE("*.json"), PNG("*.png"), REPORT("*.html", "*.pdf"), SVG("*.svg"), PDF("*.pdf"),
        NIR("*.nir"), NETWORK("*.nir", "*.py", "*.onnx", "*.zip", "*.job"),
        DATA("*.gz", "*.tgz", "*.tar", "*.zip", "*-ubyte");

        @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
        private final List<String> patterns;

        FileKind(String... patterns) {
            this.patterns = List.of(patterns);
        }

        /** Of the names of the files, with stars. */
        public List<String> patterns() {
            return patterns;
        }
    }

    /** Tells that something could not be done; waits until the user has read it. */
    void problem(String headline, String sentence);

    /** Tells that something was done; does not wait. */
    void notice(String sentence);

    /** Asks for a decision; {@code accept} names the action. */
    boolean confirm(String headline, String question, String accept);

    /** What a question with three answers was answered with. */
    enum Answer { YES, NO, CANCEL }

    /** Asks a question; {@code yes} and {@code no} name the two actions besides "Cancel". */
    Answer ask(String headline, String question, String yes, String no);

    /** Asks for a name; empty if there is none, or the user cancels. */
    Optional<String> askName(String headline, String question, String suggested);

    Optional<Path> chooseFolder(String title, Path initial);

    Optional<Path> chooseFileToOpen(String title, Path folder, FileKind kind);

    Optional<Path> chooseFileToSave(String title, Path folder, String suggestedName, FileKind kind);

    /** Puts a text on the clipboard. */
    void copy(String text);

    /** Puts a picture on the clipboard. */
    void copy(Image picture);
}
