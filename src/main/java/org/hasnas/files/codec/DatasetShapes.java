package org.hasnas.files.codec;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;

/** Tells the shape of a project's images, to which its template is fitted. */
@FunctionalInterface
public interface DatasetShapes {
    /**
     * @param folder the project's, from which a relative path starts
     * @return empty if neither format nor files tell, because the files aren't there or can't be read
     */
    Optional<DatasetShape> of(DatasetReference dataset, Path folder);
}
