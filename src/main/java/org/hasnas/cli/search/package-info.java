/** Commands about searches and their runs: feasibility, search, runs, export, explore. */
@NullMarked
package org.hasnas.cli.search;

import org.jspecify.annotations.NullMarked;
