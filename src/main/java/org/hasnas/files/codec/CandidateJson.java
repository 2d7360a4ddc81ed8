package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.InputFile;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * Exported candidates as JSON: {@code "format": "hasnas-candidate", "version": 1}, the candidate's hash, its request and its trial.
 * Reading checks the hash, since an edited architecture would stand beside costs that are not its own.
 */
public final class CandidateJson {
    private static final Header HEADER = new Header("hasnas-candidate", 1);
    private static final Header MANIFEST = new Header("hasnas-designs", 1);
    private static final String MANIFEST_FILE = "manifest.json";
    private static final int MOST_DESIGNS = 10_000;
    private static final String WHAT = "candidate";
    private static final List<String> KEYS = List.of("hash", "request", "trial");

    private CandidateJson() {}

    /** The candidate's one name. */
    public static CandidateHash hash(Candidate candidate) {
        return CandidateHash.of(candidate.request().template(), candidate.request().space(), candidate.trial().architecture());
    }

    /** Of its network, without what the candidate chooses of the chip. */
    public static CandidateHash networkHash(Candidate candidate) {
        return CandidateHash.of(candidate.request().template(), candidate.request().space(), candidate.trial().architecture().ofNetwork());
    }

    public static String write(Candidate candidate) {
        ObjectNode tree = HEADER.start().put("hash", hash(candidate).text());
        RequestMapping.write(candidate.request(), tree.putObject("request"));
        tree.set("trial", TrialMapping.write(candidate.trial()));
        return JsonText.pretty(JsonText.camelCase(tree));
    }

    /** Writes the file anew or not at all. */
    public static void write(Path file, Candidate candidate) throws HasnasException {
        AtomicFile.write(file, write(candidate));
    }

    /** Writes several candidates as one zip: a file for each, and {@code manifest.json}, which says what is in it. */
    public static void write(Path zip, List<Candidate> candidates) throws HasnasException {
        ObjectNode manifest = MANIFEST.start();
        ArrayNode designs = manifest.putArray("designs");
        Map<String, String> files = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            String first = "trial-" + candidate.trial().index() + ".json";
            String name = files.containsKey(first) ? "trial-" + candidate.trial().index() + "-" + files.size() + ".json" : first; // of another run
            files.put(name, write(candidate));
            designs.addObject().put("file", name).put("hash", hash(candidate).text()).put("trial", candidate.trial().index())
                    .put("architecture", candidate.trial().architecture().text());
        }
        files.put(MANIFEST_FILE, JsonText.pretty(manifest));
        AtomicFile.write(zip, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary); ZipOutputStream entries = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    entries.putNextEntry(new ZipEntry(file.getKey()));
                    entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                    entries.closeEntry();
                }
            }
        });
    }

    /**
     * Reads a zip of several candidates, as {@link #write(Path, List)} writes it.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA if it is no such zip, if files are missing, too many or too large, or if
     *     a candidate does not have the hash that the manifest says
     */
    public static List<Candidate> readAll(Path zip) throws HasnasException {
        Map<String, String> files = unpacked(zip);
        String manifest = files.remove(MANIFEST_FILE);
        if (manifest == null) {
            throw new HasnasException(ErrorCode.BAD_DATA, zip + " is no zip of designs: it has no " + MANIFEST_FILE + ".");
        }
        Source source = new Source(zip + ": " + MANIFEST_FILE, Source.Kind.JSON);
        List<Candidate> candidates = new ArrayList<>();
        for (Value item : MANIFEST.fields(JsonText.parse(source, "manifest", manifest), List.of("designs")).items("designs")) {
            Fields design = item.fields(List.of("file", "hash", "trial", "architecture"));
            String name = design.text("file");
            String content = files.remove(name);
            if (content == null) {
                throw design.problem("file", "the zip has no file of that name, or the manifest names it twice");
            }
            Candidate candidate = read(content, zip + ": " + name);
            if (!hash(candidate).text().equals(design.text("hash"))) {
                throw design.problem("hash", "the candidate in " + name + " has the hash " + hash(candidate).text() + "; export the designs again");
            }
            candidates.add(candidate);
        }
        if (!files.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    zip + " has files that its manifest does not name: " + String.join(", ", files.keySet()) + ".");
        }
        if (candidates.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, zip + " has no designs in it.");
        }
        return candidates;
    }

    /** Whether a file is a zip with a manifest, such as {@link #write(Path, List)} writes it. */
    public static boolean isZip(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(MANIFEST_FILE) != null && zip.size() <= MOST_DESIGNS + 1;
        } catch (IOException none) {
            return false;
        }
    }

    /** The texts in a zip, together no larger than a table. */
    private static Map<String, String> unpacked(Path zip) throws HasnasException {
        byte[] content = InputFile.bytes(zip, InputFile.Kind.TABLE, "There is no file " + zip + ".");
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(content));
                InputStream texts = InputFile.limited(entries, InputFile.Kind.TABLE)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (files.size() > MOST_DESIGNS || files.put(entry.getName(), new String(texts.readAllBytes(), StandardCharsets.UTF_8)) != null) {
                    throw new HasnasException(ErrorCode.BAD_DATA, zip + " has two files " + entry.getName() + ", or more than " + MOST_DESIGNS
                            + " designs.");
                }
            }
        } catch (IOException broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, zip + " is no whole zip: " + broken.getMessage() + ".", broken);
        }
        return files;
    }

    public static Candidate read(Path file) throws HasnasException {
        return read(JsonText.read(file, Source.Kind.JSON, WHAT));
    }

    /** @param origin file or place of the text, for messages */
    public static Candidate read(String json, String origin) throws HasnasException {
        return read(JsonText.parse(new Source(origin, Source.Kind.JSON), WHAT, json));
    }

    private static Candidate read(Value file) throws HasnasException {
        Fields fields = HEADER.fields(file, KEYS);
        SearchRequest request = RequestMapping.read(fields.fields("request", RequestMapping.KEYS));
        Trial trial = TrialMapping.read(fields.value("trial"));
        Candidate candidate = new Candidate(request, trial);
        file.source().checked(fields.at("trial"), candidate::network);
        String hash = fields.text("hash");
        if (!hash.equals(hash(candidate).text())) {
            throw fields.problem("hash", "the file was changed after its export: its template, space and architecture have the hash "
                    + hash(candidate).text() + ". Export the candidate again, or evaluate the changed one by itself");
        }
        return candidate;
    }
}
