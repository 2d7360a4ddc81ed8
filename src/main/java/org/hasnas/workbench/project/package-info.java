/** Use cases about projects: open, create, change, and the store of each. */
@NullMarked
package org.hasnas.workbench.project;

import org.jspecify.annotations.NullMarked;
