package org.hasnas.workbench.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** The file in which the user's settings are kept: {@code settings.json} of the user's settings folder. */
public final class SettingsFile {
    private static final String NAME = "settings.json";

    private final Path file;
    private final int standardThreads;
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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
            return mapper.readValue(Files.readAllBytes(file), UserSettings.class);
        } catch (JsonProcessingException wrong) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " can't be understood (" + wrong.getOriginalMessage()
                    + "); the standard settings are used, and the file is replaced when you change one.", wrong);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be read (" + failure.getMessage()
                    + "); the standard settings are used.", failure);
        }
    }

    /** Writes the settings; a reader sees the old file or the new one, never a part. */
    public synchronized void write(UserSettings settings) throws HasnasException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path draft = file.resolveSibling(NAME + ".new");
            Files.write(draft, mapper.writeValueAsBytes(settings));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, "Your settings could not be written to " + file + " (" + failure.getMessage()
                    + "); check that the folder can be written to.", failure);
        }
    }
}
