/** {@code main()}, the composition root and the life cycle. The one package that sees everything. */
@NullMarked
package org.hasnas.launch;

import org.jspecify.annotations.NullMarked;
