/** What describes a search: the request, its limits, trials and their outcomes, runs and fronts. */
@NullMarked
package org.hasnas.search.model;

import org.jspecify.annotations.NullMarked;
