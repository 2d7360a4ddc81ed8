package org.hasnas.workbench.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.settings.UserSettings.Theme;

/** The file in which the user's settings are kept: {@code settings.json} of the user's settings folder. */
public final class SettingsFile {
    private static final String NAME = "settings.json";
    private static final List<String> KEYS = List.of("version", "theme", "threads", "recentProjects");

    private final Path file;
    private final int standardThreads;

    /**
     * @param folder made when settings are written first
     * @param standardThreads threads of a search as long as the user set none
     */
    public SettingsFile(Path folder, int standardThreads) {
        this.file = folder.resolve(NAME);
        this.standardThreads = standardThreads;
    }

    /** The settings of a user who set nothing. */
    public UserSettings standard() {
        return UserSettings.standard(standardThreads);
    }

    /** Reads the settings, or gives the standard ones if there are none yet. */
    public UserSettings read() throws HasnasException {
        if (!Files.exists(file)) {
            return standard();
        }
        try {
            Fields fields = JsonText.read(file, Source.Kind.JSON, "file of settings").fields(KEYS);
            Header.checkVersion(fields.value("version"), UserSettings.VERSION);
            Theme theme = fields.choice("theme", Arrays.stream(Theme.values()).collect(Collectors.toMap(Theme::name, Function.identity())));
            List<String> recent = new ArrayList<>();
            for (Value project : fields.items("recentProjects")) {
                recent.add(project.text());
            }
            return new UserSettings(UserSettings.VERSION, theme, fields.integer("threads", 1, Integer.MAX_VALUE), recent);
        } catch (HasnasException wrong) {
            throw new HasnasException(wrong.code(), wrong.getMessage() + "; the standard settings are used, and the file is replaced when you"
                    + " change one.", wrong);
        }
    }

    /** Writes the settings; a reader sees the old file or the new one, never a part. */
    public synchronized void write(UserSettings settings) throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("version", settings.version()).put("theme", settings.theme().name())
                .put("threads", settings.threads());
        ArrayNode recent = tree.putArray("recentProjects");
        settings.recentProjects().forEach(recent::add);
        AtomicFile.write(file, JsonText.pretty(tree));
    }
}
