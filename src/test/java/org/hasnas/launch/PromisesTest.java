package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SECURITY.md promises of the network, of other programs and of the files that are written, as the system sees it: with libraries and JVM. */
@Timeout(300)
final class PromisesTest {
    private static final Pattern PATH = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Written by the JVM itself: what jps and jcmd read, and how it dumps its memory. */
    private static final List<String> OF_THE_JVM = List.of("/proc/", "/dev/", "/sys/");

    @TempDir
    private Path folder;

    @Test
    void aSearchOpensNoConnectionStartsNoProgramAndWritesWhereItSays() throws Exception {
        assumeTrue(canTrace(), "skipped: strace is not here, or may not trace");
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.copy(Path.of("sample-projects/digits-quickstart/project.yaml"), project.resolve("project.yaml"));
        List<String> calls = traced("search", project.toString(), "--algorithm", "hasnas", "--budget", "5", "--threads", "1");
        assertTrue(Files.exists(project.resolve("runs.db")), String.join("\n", calls));

        List<String> broken = new ArrayList<>();
        for (String call : calls) {
            boolean network = call.matches("(connect|bind|sendto|sendmsg|listen)\\(.*") && !call.contains("AF_UNIX") && !call.contains("AF_NETLINK");
            // SQLite's driver looks whether this is Android.
            boolean program = call.startsWith("execve(") && !call.contains("/bin/java\"") && !call.contains("/jspawnhelper\"")
                    && !call.contains("[\"uname\", \"-o\"]");
            if (network || program || isWrittenElsewhere(call)) {
                broken.add(call);
            }
        }
        assertEquals(List.of(), broken);
    }

    private boolean isWrittenElsewhere(String call) {
        boolean writes = (call.startsWith("openat(") && Stream.of("O_WRONLY", "O_RDWR", "O_CREAT").anyMatch(call::contains))
                || call.startsWith("creat") || call.startsWith("rename") || call.startsWith("mkdir");
        Matcher path = PATH.matcher(call);
        if (!writes || call.contains("= -1 ") || !path.find()) {
            return false;
        }
        String name = path.group(1);
        boolean numbersOfTheJvm = name.contains("hsperfdata_") || name.matches("\\d+"); // relative to its folder of performance data
        return !name.startsWith(folder.toString()) && !numbersOfTheJvm && OF_THE_JVM.stream().noneMatch(name::startsWith);
    }

    /** The system calls of a command that has to do with network, programs and files, with what they returned. */
    private List<String> traced(String... command) throws Exception {
        Path trace = folder.resolve("trace.txt");
        List<String> line = new ArrayList<>(List.of("strace", "-f", "-qq", "-s", "400", "-e",
                "trace=%network,openat,creat,rename,renameat,renameat2,mkdir,"
                        + "execve",
                "-o", trace.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")), "-classpath",
                System.getProperty("java.class.path"), HasnasMain.class.getName()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Process traced = builder.start();
        assertTrue(traced.waitFor(250, TimeUnit.SECONDS), "not ended");
        assertEquals(0, traced.exitValue(), Files.readString(folder.resolve("output.txt")));
        return Files.readAllLines(trace).stream().map(call -> call.replaceFirst("^\\d+ +", "")).toList();
    }

    private boolean canTrace() throws InterruptedException {
        try {
            Process tried = new ProcessBuilder("strace", "-f", "-o", folder.resolve("tried.txt").toString(), "true").redirectErrorStream(true)
                    .redirectOutput(folder.resolve("tried.out").toFile()).start();
            return tried.waitFor(20, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException notHere) {
            return false;
        }
    }
}
