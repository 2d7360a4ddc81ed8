/**
 * The first two steps of HASNAS as measurements: what each operation of a search space is worth, and what each part of a template is worth. Both
 * evaluate shared random candidates through the port {@link org.hasnas.search.evaluation.CandidateEvaluator} and report differences with 95 %
 * intervals.
 */
@NullMarked
package org.hasnas.search.study;

import org.jspecify.annotations.NullMarked;
