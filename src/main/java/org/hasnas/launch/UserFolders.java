package org.hasnas.launch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's folders, where the operating system wants them.
 *
 * @param settings preferences and recent projects
 * @param state log files
 */
record UserFolders(Path settings, Path state) {
    private static final String NAME = "hasnas";

    static UserFolders ofThisMachine() {
        return of(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")), System.getenv());
    }

    /**
     * @param osName as in the system property {@code os.name}
     * @param userHome as in the system property {@code user.home}: {@code ?} for a user whom the system does not know, as in a container
     * @param environment environment variables: {@code LOCALAPPDATA} and {@code APPDATA} on Windows, those of XDG elsewhere
     */
    static UserFolders of(String osName, Path userHome, Map<String, String> environment) {
        Path home = userHome.isAbsolute() ? userHome : PrivateFolder.ofThisUser();
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return new UserFolders(folder(environment, "APPDATA", home.resolve("AppData").resolve("Roaming")).resolve(NAME),
                    folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local")).resolve(NAME));
        }
        if (os.startsWith("mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(library.resolve("Application Support").resolve(NAME), library.resolve("Logs").resolve(NAME));
        }
        return new UserFolders(folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local").resolve("state")).resolve(NAME));
    }

    /** XDG asks to ignore relative paths. */
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()).map(Path::of).filter(Path::isAbsolute)
                .orElse(otherwise);
    }
}
