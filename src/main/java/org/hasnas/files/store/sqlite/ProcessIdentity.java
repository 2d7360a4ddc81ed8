package org.hasnas.files.store.sqlite;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * A process that owns a run. Numbers of processes are used again, so the start time belongs to the identity.
 *
 * @param host name of the machine, for people who look into the file
 * @param startedMillis start of the process in milliseconds since 1970, 0 if the system does not tell
 */
record ProcessIdentity(String host, long pid, long startedMillis) {
    /** Two processes may read the same start time differently where the system counts it from a boot time rounded to seconds. */
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessIdentity current() {
        ProcessHandle handle = ProcessHandle.current();
        return new ProcessIdentity(hostName(), handle.pid(), startOf(handle));
    }

    boolean isProcess(long otherPid, long otherStartedMillis) {
        return pid == otherPid && sameStart(startedMillis, otherStartedMillis);
    }

    /** Whether the process with this number is still the one that started then. */
    static boolean isAlive(long pid, long startedMillis) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(handle -> sameStart(startOf(handle), startedMillis)).orElse(false);
    }

    private static boolean sameStart(long a, long b) {
        return a == 0 || b == 0 || Math.abs(a - b) <= TOLERANCE_MILLIS;
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }
}
