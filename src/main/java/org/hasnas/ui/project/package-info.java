/**
 * The open project: what all parts of the window share ({@link org.hasnas.ui.project.OpenProject}), and how it is opened, saved and left.
 * View models get it in their constructors; nothing here draws.
 */
@NullMarked
package org.hasnas.ui.project;

import org.jspecify.annotations.NullMarked;
