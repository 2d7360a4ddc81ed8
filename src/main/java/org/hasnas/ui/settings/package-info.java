/** Settings of the user that belong to no project: theme, threads, recent projects. Nothing that changes a result may go here. */
@NullMarked
package org.hasnas.ui.settings;

import org.jspecify.annotations.NullMarked;

