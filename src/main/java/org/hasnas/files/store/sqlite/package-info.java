/**
 * The run store in one SQLite file ({@code runs.db}) and the only JDBC code of the program. The tables can be read with any SQLite
 * tool: one row per run with its request as JSON, one row per trial with its costs in SI units.
 */
@NullMarked
package org.hasnas.files.store.sqlite;

import org.jspecify.annotations.NullMarked;
