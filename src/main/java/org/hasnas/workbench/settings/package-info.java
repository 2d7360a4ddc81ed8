/** Settings of the user that belong to no project, and their file. Nothing that changes a result may go here. */
@NullMarked
package org.hasnas.workbench.settings;

import org.jspecify.annotations.NullMarked;
