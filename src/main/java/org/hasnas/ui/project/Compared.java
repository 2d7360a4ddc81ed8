package org.hasnas.ui.project;

import org.hasnas.search.model.Candidate;

/** What is set side by side. */
public sealed interface Compared {
    /** A design of this program. */
    record Design(Candidate candidate) implements Compared {
        @Override
        public boolean isSameAs(Compared other) {
            return other instanceof Design(Candidate compared) && compared.trial().architecture().equals(candidate.trial().architecture())
                    && compared.request().space().equals(candidate.request().space())
                    && compared.request().template().equals(candidate.request().template());
        }
    }

    /**
     * A network of another tool.
     *
     * @param hash of its file
     */
    record Imported(String hash) implements Compared {
        @Override
        public boolean isSameAs(Compared other) {
            return equals(other);
        }
    }

    /** Whether it is the same network, whatever run it is of. */
    boolean isSameAs(Compared other);
}
