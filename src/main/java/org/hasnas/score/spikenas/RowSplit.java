package org.hasnas.score.spikenas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Half of the rows, chosen by their number alone: the same halves for everybody and for any part of the table. */
public enum RowSplit {
    /** Every row. */
    ALL,
    /** Rows whose {@code arch_id}, as decimal text, has a SHA-256 hash that begins with an even byte: scores may be tuned on them. */
    TUNING,
    /** The other rows: figures are given on them. */
    HELD_OUT;

    public boolean contains(BenchmarkRow row) {
        return contains(row.id());
    }

    /**
     * The half that a network is in, whichever of its rows are there.
     *
     * @param id of its canonical form
     */
    public boolean contains(int id) {
        return switch (this) {
            case ALL -> true;
            case TUNING -> isTuning(id);
            case HELD_OUT -> !isTuning(id);
        };
    }

    private static boolean isTuning(int id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Integer.toString(id).getBytes(StandardCharsets.US_ASCII));
            return (hash[0] & 1) == 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
