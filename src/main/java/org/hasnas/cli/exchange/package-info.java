/** Commands that take networks in from other tools and hand them out to others. */
@NullMarked
package org.hasnas.cli.exchange;

import org.jspecify.annotations.NullMarked;
