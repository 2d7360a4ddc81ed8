/** Placeholder, replaced at merge. */
@NullMarked
package org.hasnas.ui.shell;

import org.jspecify.annotations.NullMarked;
