/**
 * Search algorithms as ask/tell: deterministic functions of the request and of the trials they were told. They simulate nothing themselves, know no
 * store and no clock, and draw from streams of the request's seed only.
 */
@NullMarked
package org.hasnas.search.algorithm;

import org.jspecify.annotations.NullMarked;
