package org.hasnas.workbench.exchange;

import java.util.List;

/**
 * A file that an export writes, or one inside an archive.
 *
 * @param path from the folder that is written to, with slashes; inside of an archive it goes on behind the archive's name
 * @param bytes size, inside of an archive before packing
 * @param lines first lines of a text, or what a binary file holds; empty where nothing can be told of it
 */
public record WrittenFile(String path, long bytes, List<String> lines) {
    public WrittenFile {
        lines = List.copyOf(lines);
    }
}
