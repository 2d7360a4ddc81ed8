package org.hasnas.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.hasnas.document.TemporaryFolder;

/** The one folder of this user among the temporary files of all: nobody else can look into it, or had made it before. */
final class PrivateFolder {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private PrivateFolder() {}

    /** Makes it if it is not there; where somebody else has put something in its place, a folder of another name. */
    static Path among(Path temporaryFiles) throws IOException {
        Path folder = temporaryFiles.resolve("hasnas-" + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_"));
        boolean posix = Files.getFileStore(temporaryFiles).supportsFileAttributeView("posix");
        try {
            return posix ? Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    : Files.createDirectory(folder);
        } catch (FileAlreadyExistsException known) {
            return isOwn(folder, posix) ? folder : Files.createTempDirectory(temporaryFiles, "hasnas-");
        }
    }

    private static boolean isOwn(Path folder, boolean posix) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
            return false;
        }
        if (!posix) {
            return true;
        }
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            return false;
        }
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            return Files.getOwner(probe).equals(attributes.owner());
        } finally {
            Files.delete(probe);
        }
    }

    /** The one {@link #among} the temporary files of this machine; one that is not there if none can be made. */
    static Path ofThisUser() {
        Path temporaryFiles = Path.of(System.getProperty("java.io.tmpdir", "."));
        try {
            return among(temporaryFiles);
        } catch (IOException refused) {
            return temporaryFiles.resolve("hasnas");
        }
    }

    /**
     * Makes a folder of this process for what its libraries unpack, and removes those of processes that were killed. It is removed when the process
     * ends by itself.
     */
    static Path ofThisProcess(Path temporaryFiles) throws IOException {
        TemporaryFolder folder = TemporaryFolder.in(among(temporaryFiles), "process-");
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close, "hasnas-temporary-files"));
        return folder.path();
    }
}
