/** The search of the open project: its settings, start, pause and stop, and the stored runs, whose trials it shows. */
@NullMarked
package org.hasnas.ui.search;

import org.jspecify.annotations.NullMarked;
