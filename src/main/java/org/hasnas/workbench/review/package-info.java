/** Runs and designs as a page for a design review. */
@NullMarked
package org.hasnas.workbench.review;

import org.jspecify.annotations.NullMarked;
