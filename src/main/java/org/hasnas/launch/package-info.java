/**
 * {@code main()}, the composition root and the life cycle: folders, log, Ctrl-C, the desktop's start. The one package that sees
 * everything; nothing that could be useful to anybody else belongs here.
 */
@NullMarked
package org.hasnas.launch;

import org.jspecify.annotations.NullMarked;

