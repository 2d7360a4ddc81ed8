/** The table of known candidates: sorting and filtering. No classification here; it asks {@link org.hasnas.ui.project.KnownTrials}. */
@NullMarked
package org.hasnas.ui.table;

import org.jspecify.annotations.NullMarked;
