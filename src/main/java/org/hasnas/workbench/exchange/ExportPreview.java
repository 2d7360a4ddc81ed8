package org.hasnas.workbench.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.hasnas.document.InputFile;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.NirReader;
import org.hasnas.nir.OnnxModel;

/** Tells what an export would write: it is written to a folder that is gone again when that is known. */
final class ExportPreview {
    /** How names of texts end. */
    private static final Set<String> TEXTS = Set.of("py", "json", "csv", "hex", "sh", "cir", "md", "txt");
    private static final Set<String> ARCHIVES = Set.of("zip", "npz");
    private static final int LINES = 40;
    private static final int LINE_LENGTH = 200;

    private ExportPreview() {}

    /** Writes to a folder. */
    @FunctionalInterface
    interface Writing {
        void into(Path folder) throws HasnasException;
    }

    /** All files by their paths. */
    static List<WrittenFile> of(Writing writing) throws HasnasException {
        try (TemporaryFolder temporary = TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")), "hasnas-preview-")) {
            Path folder = Files.createDirectory(temporary.path().resolve("files"));
            writing.into(folder);
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            List<WrittenFile> written = new ArrayList<>();
            for (Path file : files) {
                describe(file, folder.relativize(file).toString().replace('\\', '/'), written);
            }
            return written;
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO,
                    "The preview can't be written to the folder of temporary files: " + InputFile.reason(failed) + ".", failed);
        }
    }

    private static void describe(Path file, String path, List<WrittenFile> written) throws IOException, HasnasException {
        String ending = ending(path);
        if (ARCHIVES.contains(ending)) {
            written.add(new WrittenFile(path, Files.size(file), List.of()));
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        written.add(new WrittenFile(path + "/" + entry.getName(), entry.getSize(), firstLines(entry.getName(), content)));
                    }
                }
            }
            return;
        }
        try (InputStream content = Files.newInputStream(file)) {
            written.add(new WrittenFile(path, Files.size(file), switch (ending) {
                case "nir" -> NirReader.outline(file);
                case "onnx" -> OnnxModel.outline(file);
                default -> firstLines(path, content);
            }));
        }
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static List<String> firstLines(String path, InputStream content) throws IOException {
        if (!TEXTS.contains(ending(path))) {
            return List.of();
        }
        // A line may be as long as its file: no more is read than is shown.
        String first = new String(content.readNBytes(LINES * LINE_LENGTH), StandardCharsets.UTF_8);
        return first.lines().limit(LINES).map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "\u2026" : line).toList();
    }
}
