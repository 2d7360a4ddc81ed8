/**
 * Recomputes cases that other tools computed and reports how far this program is from them. A case that can't be recomputed never
 * counts as passed. No reference data here: paths come from the caller.
 */
@NullMarked
package org.hasnas.checks.verification;

import org.jspecify.annotations.NullMarked;
