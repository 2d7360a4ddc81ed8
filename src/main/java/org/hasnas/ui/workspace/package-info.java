/** What a part of the window has to be, to get a tab, menus and keys: {@link org.hasnas.ui.workspace.Workspace}. */
@NullMarked
package org.hasnas.ui.workspace;

import org.jspecify.annotations.NullMarked;
