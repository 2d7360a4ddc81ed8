/**
 * Versioned JSON and YAML documents: read with line and column, so that a mistake is told with its place, and written whole or not at all.
 * Nothing here knows what a document is about.
 */
@NullMarked
package org.hasnas.document;

import org.jspecify.annotations.NullMarked;
