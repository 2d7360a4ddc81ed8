/** What every part of the window needs from its surroundings: background work, dialogs, texts, icons. Knows no use case and no part of the window. */
@NullMarked
package org.hasnas.ui.fx;

import org.jspecify.annotations.NullMarked;
