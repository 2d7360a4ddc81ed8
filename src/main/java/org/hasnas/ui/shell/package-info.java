/** The window: layout, menus, tool bar, dialogs, and the wiring of the parts. The one package of the user interface that sees all others. */
@NullMarked
package org.hasnas.ui.shell;

import org.jspecify.annotations.NullMarked;
