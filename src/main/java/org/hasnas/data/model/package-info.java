/** Which image set a request uses, and how. No file is read here. */
@NullMarked
package org.hasnas.data.model;

import org.jspecify.annotations.NullMarked;
