/** Reports that several commands print: costs, limits, runs; as text and as JSON. */
@NullMarked
package org.hasnas.cli.report;

import org.jspecify.annotations.NullMarked;
