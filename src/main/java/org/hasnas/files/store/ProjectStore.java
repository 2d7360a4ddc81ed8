package org.hasnas.files.store;

import org.hasnas.error.HasnasException;

/** The store of a project: its runs and its trainings. Safe for use by several threads. */
public interface ProjectStore extends AutoCloseable {
    RunStore runs();

    TrainingStore trainings();

    /** Whether something can be stored; else all that would is refused with the reason. */
    boolean isWritable();

    /** Whether the store's file is still where it was opened; nothing can be stored once it was removed or replaced. */
    boolean isInPlace();

    /** Gives its files back; they are opened again when it is used again. */
    @Override
    void close() throws HasnasException;
}
