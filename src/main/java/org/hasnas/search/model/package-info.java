/** What describes a search: the request, its limits, trials and their outcomes, runs and fronts. Nothing here searches or simulates. */
@NullMarked
package org.hasnas.search.model;

import org.jspecify.annotations.NullMarked;
