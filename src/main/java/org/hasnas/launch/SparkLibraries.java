package org.hasnas.launch;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterAddress;

/**
 * Apache Spark in a folder beside the program. Its classes come from a loader of their own, which prefers Spark's libraries to those of the program.
 *
 * @param folder with Spark's libraries in {@code jars} and, if wanted, its settings in {@code conf/spark-defaults.conf}
 * @param program jars and class folders of this program
 */
record SparkLibraries(Path folder, List<Path> program) {
    private static final String ADAPTER = "org.hasnas.spark.";
    /** Of the environment: what master, workers and this program share. */
    static final String SECRET = "HASNAS_CLUSTER_SECRET";
    private static final String SETTINGS = "conf/spark-defaults.conf";
    /** Only the dense baseline of benchmarks uses these, and they are most of the program's size. */
    private static final List<String> NOT_SENT = List.of("nd4j-native", "openblas", "javafx", "onnxruntime");

    /** Those of the installed program. */
    static SparkLibraries ofProgram() {
        Path home = Path.of(System.getProperty("hasnas.home", ""));
        Path folder = Optional.ofNullable(System.getenv("HASNAS_CLUSTER")).map(Path::of).orElseGet(() -> home.resolve("cluster"));
        return new SparkLibraries(folder, Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator)).map(Path::of).toList());
    }

    /** Joins a cluster. */
    Cluster open(ClusterAddress address) throws HasnasException {
        String master = address.master();
        List<Path> jars = jars();
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try {
            List<URL> own = new ArrayList<>();
            for (Path jar : jars) {
                own.add(jar.toUri().toURL());
            }
            own.add(SparkLibraries.class.getProtectionDomain().getCodeSource().getLocation());
            ClassLoader loader = new OwnFirst(own.toArray(URL[]::new), SparkLibraries.class.getClassLoader());
            caller.setContextClassLoader(loader); // Spark's own threads take it over
            return (Cluster) loader.loadClass(ADAPTER + "SparkCluster").getConstructor(String.class, List.class, Map.class)
                    .newInstance(master, sent(), settings(address.secret().or(() -> Optional.ofNullable(System.getenv(SECRET)))));
        } catch (InvocationTargetException problem) {
            switch (problem.getCause()) {
                case HasnasException told -> throw told;
                case null, default -> throw new HasnasException(ErrorCode.IO, "The cluster " + master + " can't be joined: " + problem.getCause(),
                        problem);
            }
        } catch (ReflectiveOperationException | MalformedURLException problem) {
            throw new HasnasException(ErrorCode.BAD_DATA, folder + " does not hold the version of Spark that this program was made for: " + problem
                    + ". Take the folder that was built with the program.", problem);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    private List<Path> jars() throws HasnasException {
        Path jars = folder.resolve("jars");
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException absent) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "Apache Spark, which --on needs, is not beside the program: there is no folder " + jars
                    + ". Copy target/hasnas-studio-cluster of the build to " + folder + ", or name it: HASNAS_CLUSTER=FOLDER hasnas ...", absent);
        }
    }

    private List<Path> sent() {
        return program.stream().filter(Files::isRegularFile)
                .filter(jar -> NOT_SENT.stream().noneMatch(part -> jar.getFileName().toString().startsWith(part))).toList();
    }

    private Map<String, String> settings(Optional<String> secret) throws HasnasException {
        Path file = folder.resolve(SETTINGS);
        Map<String, String> settings = new HashMap<>(
                Files.exists(file) ? InputFile.properties(file, InputFile.Kind.DOCUMENT, file + " is gone.") : Map.of());
        secret.ifPresent(text -> {
            settings.put("spark.authenticate", "true");
            settings.put("spark.authenticate.secret", text);
            settings.put("spark.network.crypto.enabled", "true");
        });
        return settings;
    }

    /** Looks into its own jars first, but for the program's classes (the adapter to Spark excepted) and its log. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL[] jars, ClassLoader parent) {
            super("spark", jars, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.") || name.startsWith("org.slf4j.") || (name.startsWith("org.hasnas.") && !name.startsWith(ADAPTER))) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                try {
                    return findClass(name);
                } catch (ClassNotFoundException elsewhere) {
                    return super.loadClass(name, resolve);
                }
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }
    }
}
