package org.hasnas.launch;

import org.hasnas.domain.error.HasnasException;
import org.hasnas.workbench.Workbench;

/** The composition root: the one place where implementations are chosen. Placeholder, filled in at merge. */
final class Wiring {
    @SuppressWarnings("DoNotCallSuggester") // goes with the placeholder
    Workbench workbench() throws HasnasException {
        throw new UnsupportedOperationException("no workbench is wired yet");
    }
}
