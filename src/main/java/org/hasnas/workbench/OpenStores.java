package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.store.RunStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run stores in use, one per project, opened when first needed. */
final class OpenStores {
    private static final Logger LOG = LoggerFactory.getLogger(OpenStores.class);

    private final StoreOpener opener;
    private final Map<Path, RunStore> stores = new HashMap<>();

    OpenStores(StoreOpener opener) {
        this.opener = opener;
    }

    synchronized RunStore of(Project project) throws HasnasException {
        Path file = project.storeFile().toAbsolutePath().normalize();
        RunStore store = stores.get(file);
        if (store != null && !store.isInPlace()) {
            stores.remove(file);
            close(file, store);
            store = null;
        }
        if (store == null) {
            store = opener.open(file);
            stores.put(file, store);
        }
        return store;
    }

    /** Every trial is durable before, so a store that can't be closed costs nothing but a line in the log. */
    synchronized void closeAll() {
        stores.forEach(OpenStores::close);
        stores.clear();
    }

    private static void close(Path file, RunStore store) {
        try {
            store.close();
        } catch (HasnasException failure) {
            LOG.warn("{} was not closed cleanly", file, failure);
        }
    }
}
