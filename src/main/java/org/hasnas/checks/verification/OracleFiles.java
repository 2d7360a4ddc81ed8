package org.hasnas.checks.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Finds and reads JSON oracle files. */
final class OracleFiles {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private OracleFiles() {}

    /** The file itself, or the {@code *.json} files of a folder in the order of their names. */
    static List<Path> jsonFiles(Path path) throws HasnasException {
        if (!Files.exists(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file or folder " + path + "; give one with oracle cases.");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().endsWith(".json") && Files.isRegularFile(file)).sorted().toList();
            if (found.isEmpty()) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "The folder " + path + " has no *.json file; give one with oracle cases.");
            }
            return found;
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The folder " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    static JsonNode read(Path file) throws HasnasException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw problem(file, place, "this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, file + " can't be read: " + e.getMessage(), e);
        }
    }

    static HasnasException problem(Path file, String place, String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, file + (place.isEmpty() ? "" : ", " + place) + ": " + sentence + ".");
    }
}
