package org.hasnas.data.event;

import org.hasnas.data.file.DataDefect;
import org.hasnas.error.HasnasException;

/** The version line that all AEDAT files begin with. */
final class AedatHeader {
    private static final String MAGIC = "#!AER-DAT";

    private AedatHeader() {}

    /** The version that a file says, such as {@code 3.1}; its line is taken. */
    static String version(EventInput input) throws HasnasException {
        input.requireContent("a line " + MAGIC + " with a version");
        String line = input.beginsWith(MAGIC) ? input.line() : "";
        if (line.isEmpty()) {
            throw DataDefect.atByte(input.file(), 0, "no line " + MAGIC + "2.0, 3.1 or 4.0", "an AEDAT file, which begins with one");
        }
        return line.substring(MAGIC.length()).strip();
    }

    /** Takes the version line, which must say this version. */
    static void require(EventInput input, String version) throws HasnasException {
        String found = version(input);
        if (!found.equals(version)) {
            throw DataDefect.atByte(input.file(), 0, MAGIC + found + ", an AEDAT file of version " + found, "version " + version);
        }
    }
}
