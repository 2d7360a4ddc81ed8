package org.hasnas.workbench.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.Sha256;
import org.hasnas.document.Source;
import org.hasnas.error.HasnasException;

/**
 * Limits that were set and not yet saved, of each project in a file of its own in the user's settings folder: a project that can't be written has them,
 * too. Their name is the project's folder.
 */
public final class UnsavedLimits {
    private static final int VERSION = 1;
    private static final String FOLDER = "unsaved-limits";
    private static final int HASH_LENGTH = 24;
    private static final List<String> KEYS = List.of("version", "unsaved");

    private final Path folder;

    /** @param settingsFolder made when limits are kept first */
    public UnsavedLimits(Path settingsFolder) {
        this.folder = settingsFolder.resolve(FOLDER);
    }

    /** Those of a project; empty if there are none, or if their file can't be read: then they are set again in a moment. */
    public Optional<NamedLimits> of(Path project) {
        Path file = file(project);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Fields fields = JsonText.read(file, Source.Kind.JSON, "file of limits").fields(KEYS);
            Header.checkVersion(fields.value("version"), VERSION);
            NamedLimits kept = SettingsFile.limits(fields.fields("unsaved", SettingsFile.LIMITS_KEYS));
            return kept.name().equals(name(project)) ? Optional.of(kept) : Optional.empty();
        } catch (HasnasException unreadable) {
            return Optional.empty();
        }
    }

    /** Keeps the limits of a project. */
    public void keep(Path project, NamedLimits limits) throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        tree.set("unsaved", SettingsFile.tree(new NamedLimits(name(project), limits.model(), limits.limits())));
        AtomicFile.write(file(project), JsonText.pretty(tree));
    }

    /** The limits of a project are saved, or given up. */
    public void forget(Path project) throws HasnasException {
        Path file = file(project);
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw AtomicFile.unwritable(file, 0, failed);
        }
    }

    private static String name(Path project) {
        return project.toAbsolutePath().normalize().toString();
    }

    private Path file(Path project) {
        return folder.resolve(Sha256.of(ByteBuffer.wrap(name(project).getBytes(StandardCharsets.UTF_8))).substring(0, HASH_LENGTH) + ".json");
    }
}
