/**
 * The four limits and what they say of an evaluation. Feasibility is a pure function: no evaluation depends on a limit, so moving a
 * slider re-classifies what is known and computes nothing anew. No penalties here: fitness and cost never mix.
 */
@NullMarked
package org.hasnas.domain.constraint;

import org.jspecify.annotations.NullMarked;
