/**
 * Dense linear algebra by libraries. The only package that may use ND4J, whose start takes seconds: what a small matrix needs comes
 * from a pure Java library instead, and nothing here loads ND4J before it is needed. Arrays of a library never leave this package.
 */
@NullMarked
package org.hasnas.simulation.dense;

import org.jspecify.annotations.NullMarked;
