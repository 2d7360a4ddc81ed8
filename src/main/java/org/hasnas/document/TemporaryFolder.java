package org.hasnas.document;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process that is gone when it is closed. Where the process is killed, whoever makes the next one removes it: each has a file that
 * the system keeps locked as long as its process lives.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String LOCK = "in-use";

    private final Path folder;
    private final FileChannel lock;

    private TemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes a folder that others can't look into, and removes those that killed processes left.
     *
     * @param parent must be there
     * @param prefix of its name, which nothing else in the parent begins with
     */
    @SuppressWarnings("StreamResourceLeak") // closed by close()
    public static TemporaryFolder in(Path parent, String prefix) throws IOException {
        removeLeftOver(parent, prefix);
        // Locked under another name first, since what has no lock may be removed.
        Path made = Files.createTempDirectory(parent, "." + prefix);
        FileChannel lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            Path folder = made.resolveSibling(prefix + String.valueOf(made.getFileName()).substring(1 + prefix.length()));
            return new TemporaryFolder(Files.move(made, folder), lock);
        } catch (IOException failed) {
            lock.close();
            delete(made);
            throw failed;
        }
    }

    public Path path() {
        return folder;
    }

    private static void removeLeftOver(Path parent, String prefix) throws IOException {
        List<Path> all;
        try (Stream<Path> children = Files.list(parent)) {
            all = children.filter(child -> String.valueOf(child.getFileName()).startsWith(prefix))
                    .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)).toList();
        }
        for (Path child : all) {
            if (!isInUse(child)) {
                delete(child);
            }
        }
    }

    private static boolean isInUse(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return true;
        } catch (IOException unknown) {
            return true;
        }
    }

    /** Removes a folder with all that is in it, as far as the system allows; links are not followed. */
    static void delete(Path tree) {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftOver) {
            // It is tried again by whoever makes the next one, and must not hide how the work itself ended.
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException unimportant) {
            // The lock ends with the process at the latest.
        }
        delete(folder);
    }
}
