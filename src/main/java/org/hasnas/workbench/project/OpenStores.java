package org.hasnas.workbench.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.StorePlace;
import org.hasnas.search.model.Project;
import org.slf4j.LoggerFactory;

/** The stores in use, one per project, opened when first needed. Only the last two keep their files open: the shown one, and one that a search may still go on in. */
public final class OpenStores {
    private static final int MOST_OPEN = 2;

    private final StoreOpener opener;
    /** The one that was used last is the last. */
    private final Map<Path, ProjectStore> stores = new LinkedHashMap<>(16, 0.75f, true);

    public OpenStores(StoreOpener opener) {
        this.opener = opener;
    }

    /** The store of a project, which may be one that can only be read. */
    public ProjectStore of(Project project) throws HasnasException {
        return of(file(project), ProjectStore::isInPlace);
    }

    private static Path file(Project project) {
        return project.storeFile().toAbsolutePath().normalize();
    }

    /** An opened store that is still of use, or one that is opened now. */
    private synchronized ProjectStore of(Path file, Predicate<ProjectStore> isOfUse) throws HasnasException {
        ProjectStore store = stores.get(file);
        if (store != null && !isOfUse.test(store)) {
            stores.remove(file);
            close(file, store);
            store = null;
        }
        if (store == null) {
            store = opener.open(file);
            stores.put(file, store);
        }
        stores.entrySet().stream().limit(Math.max(0, stores.size() - MOST_OPEN)).forEach(idle -> close(idle.getKey(), idle.getValue()));
        return store;
    }

    /** The store of a project in which something is to be stored; an error says why that can't be. */
    public ProjectStore writable(Project project) throws HasnasException {
        Optional<String> problem = StorePlace.problem(project.storeFile());
        if (problem.isPresent()) {
            throw new HasnasException(ErrorCode.IO, problem.get());
        }
        return of(file(project), store -> store.isInPlace() && store.isWritable());
    }

    /** The store of a project; empty if nothing was ever stored, so that looking makes no file. */
    public Optional<ProjectStore> existing(Project project) throws HasnasException {
        return Files.exists(project.storeFile()) ? Optional.of(of(project)) : Optional.empty();
    }

    /** Every trial is durable before, so a store that can't be closed loses nothing; it is only logged. */
    public synchronized void closeAll() {
        stores.forEach(OpenStores::close);
        stores.clear();
    }

    private static void close(Path file, ProjectStore store) {
        try {
            store.close();
        } catch (HasnasException failure) {
            LoggerFactory.getLogger(OpenStores.class).warn("{} was not closed cleanly", file, failure);
        }
    }
}
