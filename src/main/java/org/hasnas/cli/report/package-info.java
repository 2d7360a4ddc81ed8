/** What commands print: the one form of a report, and the parts that several reports have in common. */
@NullMarked
package org.hasnas.cli.report;

import org.jspecify.annotations.NullMarked;
