package org.hasnas.files.store.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.files.codec.Requests;
import org.hasnas.search.model.RunSummary;

/** A process of its own that appends trials to a store and prints the last index after each append that returned. */
final class StoreChild {
    private StoreChild() {}

    /** Arguments: store file, number of trials, trials per append; then it waits for its input to end. */
    public static void main(String... args) throws Exception {
        int count = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        try (SqliteStore store = SqliteStore.open(Path.of(args[0]), "child")) {
            RunSummary run = store.runs().create(Requests.digits());
            System.out.println("run " + run.id());
            for (int first = 0; first < count; first += batch) {
                store.runs().append(run.id(), Requests.trials(first, batch));
                System.out.println(first + batch - 1);
            }
            System.out.println("done");
            while (System.in.read() >= 0) {
                // the parent says when to end
            }
        }
    }

    static Process start(Path store, int count, int batch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED", StoreChild.class.getName(), store.toString(), String.valueOf(count), String.valueOf(batch)));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }
}
