package org.hasnas.search.model;

import java.time.Instant;
import java.util.Locale;
import org.hasnas.job.RunStatus;
import org.hasnas.units.EnumNames;

/**
 * A stored run without its trials.
 *
 * @param id number of the run in its project, from 1
 * @param trials number of stored trials
 * @param programVersion version of the program that started it
 * @param note what the user says of it; words that begin with # are tags to find it by; blank for nothing
 */
public record RunSummary(long id, SearchRequest request, RunStatus status, Instant started, int trials, String programVersion, String note) {
    /** Whether its number, status, algorithm, time or note has a text, in whatever case. */
    public boolean has(String text) {
        String all = String.join(" ", Long.toString(id), EnumNames.of(status), request.algorithm().label(), started.toString(), note);
        return all.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
