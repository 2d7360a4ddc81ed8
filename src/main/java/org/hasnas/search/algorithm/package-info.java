/** Search algorithms as ask/tell: deterministic functions of the request and of the trials they were told. */
@NullMarked
package org.hasnas.search.algorithm;

import org.jspecify.annotations.NullMarked;
