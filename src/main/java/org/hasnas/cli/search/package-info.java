/** Commands about searches and their runs: new, feasibility, search, runs, export, explore. */
@NullMarked
package org.hasnas.cli.search;

import org.jspecify.annotations.NullMarked;
