/** Which image set a request uses, and how. */
@NullMarked
package org.hasnas.data.model;

import org.jspecify.annotations.NullMarked;
