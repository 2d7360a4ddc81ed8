package org.hasnas.data.file;

import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** The error messages about defective data: file, place, what was found, what was expected. */
public final class DataDefect {
    private DataDefect() {}

    /** A defect at a byte of a file. */
    public static HasnasException atByte(Path file, long offset, String found, String expected) {
        return new HasnasException(ErrorCode.BAD_DATA, file + ", byte " + offset + ": found " + found + ", expected " + expected + ".");
    }

    /** A defect at a byte of what a compressed file holds. */
    public static HasnasException atUnpackedByte(Path file, long offset, String found, String expected) {
        return new HasnasException(ErrorCode.BAD_DATA,
                file + ", byte " + offset + " of the unpacked content: found " + found + ", expected " + expected + ".");
    }

    /** A defect in a line of a text file; lines count from 1. */
    public static HasnasException atLine(Object file, long line, String found, String expected) {
        return new HasnasException(ErrorCode.BAD_DATA, file + ", line " + line + ": found " + found + ", expected " + expected + ".");
    }

    /** A defect of a file or folder as a whole. */
    public static HasnasException of(Path file, String found, String expected) {
        return new HasnasException(ErrorCode.BAD_DATA, file + ": found " + found + ", expected " + expected + ".");
    }

    /** A file or folder that is missing. */
    public static HasnasException missing(Path file, String expected) {
        return new HasnasException(ErrorCode.NOT_FOUND, absent(file, expected));
    }

    /** The sentence for a file or folder that is missing. */
    public static String absent(Path file, String expected) {
        return file + " does not exist; expected " + expected
                + ". Give the path of your copy; a project gets it by 'hasnas data import', by Import data set in the window, or in its project.yaml.";
    }
}
