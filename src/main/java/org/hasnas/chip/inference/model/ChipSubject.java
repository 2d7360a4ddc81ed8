package org.hasnas.chip.inference.model;

import java.util.List;
import org.hasnas.network.Network;

/** Whose accuracy on a chip is measured. */
public sealed interface ChipSubject {
    /** Its one name, 64 hexadecimal digits. */
    String hash();

    /** A design of this program, trained. */
    record Design(String hash, Network network) implements ChipSubject {}

    /**
     * A network of another tool.
     *
     * @param hash SHA-256 of the file
     * @param name of the file
     * @param remarks sentences on how images enter, how the class is read, and what the chip does in another way
     */
    record Imported(String hash, String name, List<String> remarks) implements ChipSubject {
        public Imported {
            remarks = List.copyOf(remarks);
        }
    }
}
