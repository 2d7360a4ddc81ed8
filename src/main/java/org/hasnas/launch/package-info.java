/**
 * {@code main()}, the composition root and the life cycle: folders, log, Ctrl-C, the desktop's start. The one package that sees everything;
 * nothing that another package needs belongs here.
 */
@NullMarked
package org.hasnas.launch;

import org.jspecify.annotations.NullMarked;
