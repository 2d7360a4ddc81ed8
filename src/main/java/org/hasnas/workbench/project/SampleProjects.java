package org.hasnas.workbench.project;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;

/** The sample projects that come with the program. They are copied before they are opened, since a project must be writable. */
public final class SampleProjects {
    private final Path folder;

    /**
     * @param folder holds one folder per sample; may be missing, then there are none
     */
    public SampleProjects(Path folder) {
        this.folder = folder;
    }

    /** The folders of the samples, by name. */
    public List<Path> list() throws HasnasException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return InputFile.inside(folder, 1).stream().filter(entry -> Files.isRegularFile(entry.resolve(Project.FILE_NAME))).toList();
    }

    /**
     * Copies a sample into a new folder below {@code parent}, without any runs.
     *
     * @return the new project folder
     */
    public Path copy(Path sample, Path parent) throws HasnasException {
        Path target = freeName(parent, String.valueOf(sample.getFileName()));
        try {
            Files.walkFileTree(sample, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                    Files.createDirectories(target.resolve(sample.relativize(directory).toString()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!String.valueOf(file.getFileName()).startsWith(Project.STORE_NAME)) {
                        Files.copy(file, target.resolve(sample.relativize(file).toString()));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return target;
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, "The sample could not be copied to " + target + " (" + InputFile.reason(failure)
                    + "); choose a folder that can be written to.", failure);
        }
    }

    private static Path freeName(Path parent, String name) {
        Path target = parent.resolve(name);
        for (int number = 2; Files.exists(target); number++) {
            target = parent.resolve(name + "-" + number);
        }
        return target;
    }
}
