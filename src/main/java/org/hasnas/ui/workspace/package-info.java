/**
 * The pages of the window and what a part of it has to be, to get a page, menus and keys: {@link org.hasnas.ui.workspace.Workspace} and
 * {@link org.hasnas.ui.workspace.Command}.
 */
@NullMarked
package org.hasnas.ui.workspace;

import org.jspecify.annotations.NullMarked;
